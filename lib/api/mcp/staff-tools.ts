import { z } from 'zod'
import { newId } from '#db/id.ts'
import {
  draftAdvisoryContract,
  publishAdvisoryContract,
  rewriteAdvisoryContract,
} from '#lib/api/contract/advisories.ts'
import type { Contract } from '#lib/api/contract/contract.ts'
import { inputSchema } from '#lib/api/contract/json-schema.ts'
import * as maintenance from '#lib/api/contract/maintenance/maintenance.ts'
import * as posts from '#lib/api/contract/posts.ts'
import { operations } from '#lib/api/operations.ts'
import type { ApiTool, ToolAct } from './tool.ts'

/** In this order alone does anything reach customers. */
const order =
  'Customers read it, and who was told cannot be untold. In this order: draft the words, show them to the person you work for with what {preview} says of how many would hear and what their mail says, ask for a clear yes, and only then call this.'

/** Keeps words that nobody reads yet. */
const drafting = [draftAdvisoryContract, rewriteAdvisoryContract]

/** Reaches customers: each has a preview, which says how many. */
const publishing = [
  posts.declareIncidentContract,
  posts.writeUpdateContract,
  posts.resolveIncidentContract,
  maintenance.startCountermeasureContract,
  maintenance.planMaintenanceContract,
  maintenance.cancelMaintenanceContract,
  publishAdvisoryContract,
]

/** What a model may do with a key whose scopes allow it. */
export const staffTools: readonly ApiTool[] = [
  ...drafting.map(contract => {
    const description = `${contract.summary}. Show it to the person you work for before anything is published.`
    return toolOf(contract, { name: nameOf(contract), description, isPreview: false, isDestructive: false })
  }),
  ...publishing.flatMap(contract => {
    const preview = `preview_${nameOf(contract)}`
    const shown = `Does nothing and tells nobody: says whether this could be done, how many would hear (“reach”), and what their mail would say (“mail”). ${contract.summary}: that is done by ${nameOf(contract)}, after the person you work for has said yes.`
    const done = `${contract.summary}. ${order.replace('{preview}', preview)}`
    return [
      toolOf(contract, { name: preview, description: shown, isPreview: true, isDestructive: false }),
      toolOf(contract, { name: nameOf(contract), description: done, isPreview: false, isDestructive: true }),
    ]
  }),
]

/** "declare_incident" */
function nameOf({ id }: Contract): string {
  return id.replace(/[A-Z]/g, sign => `_${sign.toLowerCase()}`)
}

type Making = { name: string; description: string; isPreview: boolean; isDestructive: boolean }

function toolOf(contract: Contract, { name, description, isPreview, isDestructive }: Making): ApiTool {
  const operation = operations.find(each => each.contract.id === contract.id)
  if (!operation) throw new Error(`Nothing does ${contract.id}.`)
  return {
    name,
    title: isPreview ? `Preview: ${contract.summary}` : contract.summary,
    description,
    scope: contract.scope,
    annotations: {
      readOnlyHint: isPreview,
      destructiveHint: isDestructive,
      idempotentHint: isPreview,
      openWorldHint: isDestructive,
    },
    inputSchema: inputSchema(inputOf(contract)),
    call: async (given, act) => operation.run(requestOf(contract, given), actOf(act, isPreview)),
  }
}

/** The parts of its address and the fields of its body, side by side. */
function inputOf({ params, body }: Contract): z.ZodObject {
  if (!(body instanceof z.ZodObject)) throw new Error('The body of a tool is an object.')
  return z.strictObject({ ...params.shape, ...body.shape })
}

function requestOf({ params }: Contract, given: unknown) {
  const fields = Object.entries(typeof given === 'object' && given !== null ? given : {})
  const isPart = ([name]: [string, unknown]) => name in params.shape
  return {
    params: Object.fromEntries(fields.filter(isPart)),
    query: {},
    body: Object.fromEntries(fields.filter(field => !isPart(field))),
  }
}

function actOf({ db, now, caller }: ToolAct, isDry: boolean) {
  if (!caller) throw new Error('Tools of staff are called with a key.')
  return { db, now, caller, isDry, idFor: () => newId() }
}
