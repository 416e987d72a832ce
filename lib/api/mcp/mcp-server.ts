import { Server } from '@modelcontextprotocol/sdk/server/index.js'
import {
  CallToolRequestSchema,
  type CallToolResult,
  ListToolsRequestSchema,
} from '@modelcontextprotocol/sdk/types.js'
import { faultOf, logFault } from '#lib/faults/fault.ts'
import { refuseScope } from '#lib/flows/settings/admit-caller.ts'
import type { WrongField } from '#lib/flows/settings/refuse-caller.ts'
import { ourSite } from '#lib/site.ts'
import { publicTools } from './public-tools.ts'
import { staffTools } from './staff-tools.ts'
import type { ApiTool, ToolAct } from './tool.ts'

const instructions =
  'The status of a hosting company’s servers. To read: server_status, domain_verdict, open_incidents, history. Tools that publish need a key, and reach customers: draft, show, ask, then call.'

/** A server for one request: who calls decides which tools it has. isPublic: anybody may call those that read. */
export function createMcpServer(act: ToolAct, isPublic: boolean): Server {
  const tools = [
    ...(isPublic || act.caller ? publicTools : []),
    ...staffTools.filter(tool => mayCall(tool, act)),
  ]
  const info = { name: 'allclear', title: `${ourSite().name} status`, version: '1' }
  const server = new Server(info, { capabilities: { tools: {} }, instructions })
  server.setRequestHandler(ListToolsRequestSchema, () => {
    return {
      tools: tools.map(({ scope: _, call: __, ...shown }) => ({
        ...shown,
        inputSchema: objectSchema(shown),
      })),
    }
  })
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const tool = tools.find(({ name }) => name === params.name)
    return tool ? callTool(tool, params.arguments ?? {}, act) : failed(missing(params.name, act))
  })
  return server
}

function mayCall({ scope }: ApiTool, { caller }: ToolAct): boolean {
  return scope !== null && (caller?.scopes.includes(scope) ?? false)
}

function objectSchema({ inputSchema }: Pick<ApiTool, 'inputSchema'>) {
  return { ...inputSchema, type: 'object' as const }
}

/** Why a tool is not there, with the scope that it needs. */
function missing(name: string, { caller }: ToolAct): string {
  const scope = staffTools.find(tool => tool.name === name)?.scope
  const refusal = scope && caller ? refuseScope(caller, scope) : null
  if (refusal) return refusal.detail
  if (!scope) return `There is no tool “${name.slice(0, 100)}”.`
  return `The tool ${name} needs a key with the scope ${scope}. Keys are made at the desk, under API keys.`
}

async function callTool(tool: ApiTool, given: unknown, act: ToolAct): Promise<CallToolResult> {
  try {
    const answer = await tool.call(given, act)
    if ('refused' in answer) return failed(`${answer.refused.detail}${fieldsIn(answer.refused.errors)}`)
    return {
      content: [{ type: 'text', text: JSON.stringify(answer) }],
      structuredContent: { ...answer },
    }
  } catch (error) {
    logFault(`the tool ${tool.name} failed`, error)
    const isAway = faultOf(error) === 'away'
    return failed(
      isAway ? 'The database does not answer. Try again in a few seconds.' : 'This site itself has a fault.',
    )
  }
}

function fieldsIn(errors: readonly WrongField[] = []): string {
  return errors.map(({ field, reason }) => `\n${field}: ${reason}`).join('')
}

function failed(text: string): CallToolResult {
  return { content: [{ type: 'text', text }], isError: true }
}
