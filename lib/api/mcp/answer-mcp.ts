import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js'
import { type Database, getDatabase } from '#db/client.ts'
import { readPublicTools } from '#db/reads/settings/settings.ts'
import { largest } from '#lib/body/limits.ts'
import { streamJson, Unreadable } from '#lib/body/text-stream.ts'
import { env } from '#lib/env.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { findCaller, withRate } from '#lib/flows/settings/admit-caller.ts'
import { answerRefusal } from '#lib/flows/settings/refuse-caller.ts'
import { clientAddress, createRateLimit, type RateLimit } from '#lib/limits/rate-limit.ts'
import { createMcpServer } from './mcp-server.ts'

/** Requests without a key, of one address and its network. A conversation takes about ten. */
const strangers = createRateLimit({
  name: 'messages-without-key',
  address: { burst: 60, perMinute: 30 },
  network: { burst: 240, perMinute: 120 },
})
/** Each domain costs up to ten questions to the name system. */
const domains = createRateLimit({
  name: 'domains-by-mcp',
  address: { burst: 12, perMinute: 12 },
  network: { burst: 60, perMinute: 60 },
})
const retrySeconds = 10

/** Answers a message of the Model Context Protocol (Streamable HTTP, revision 2025-06-18), alone: nothing is kept between two. */
export async function answerMcp(
  request: Request,
  now: Date,
  db: Database = getDatabase(),
  limit: RateLimit = strangers,
): Promise<Response> {
  try {
    return await answer(request, now, db, limit)
  } catch (error) {
    if (error instanceof Unreadable)
      return answerRefusal({ status: error.why.refused, detail: error.why.message })
    return answerFault('a message of MCP', error)
  }
}

async function answer(request: Request, now: Date, db: Database, limit: RateLimit): Promise<Response> {
  if (!isFromHere(request))
    return answerRefusal({ status: 403, detail: 'Pages of other sites may not call this (Origin).' })
  const address = clientAddress(request.headers, env.TRUSTED_PROXIES)
  const caller = request.headers.has('authorization') ? await findCaller(db, request, now) : null
  if (caller && 'refused' in caller) return answerRefusal(caller.refused)
  if (!caller && !limit.take(address, now)) return answerRefusal(tooOften)
  const isPublic = await readPublicTools(db)
  if (!caller && !isPublic) return answerRefusal(closed)
  const body = await streamJson(request, largest.form)
  if (Array.isArray(body)) return answerRefusal({ status: 400, detail: 'Send one message at a time.' })
  const mayAsk = () => domains.take(address, now)
  const server = createMcpServer({ db, now, caller, mayAsk }, isPublic)
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true })
  try {
    await server.connect(transport)
    const answered = await transport.handleRequest(request, { parsedBody: body })
    return caller ? withRate(caller, answered) : answered
  } finally {
    await server.close()
  }
}

/** Against pages that call what is on the network of their reader: programs send no Origin. */
function isFromHere({ headers }: Request): boolean {
  const origin = headers.get('origin')
  return origin === null || origin === new URL(env.SITE_URL).origin
}

const tooOften = {
  status: 429,
  detail: `Too many messages came from your network. Send again in ${retrySeconds} s, or with a key.`,
  headers: { 'retry-after': String(retrySeconds) },
}

const closed = {
  status: 401,
  detail: 'This site answers programs with a key alone. Keys are made at the desk, under API keys.',
  headers: { 'www-authenticate': 'Bearer realm="mcp"' },
}

/** There is no stream to listen to and no session to end. */
export function refuseStream(): Response {
  return answerRefusal({ status: 405, detail: 'Send messages by POST.', headers: { allow: 'POST' } })
}
