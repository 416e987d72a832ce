import { z } from 'zod'
import { type Database, getDatabase } from '#db/client.ts'
import { readGroups, readKnownServers } from '#db/reads/servers/known-servers.ts'
import { largest } from '#lib/body/limits.ts'
import { streamJson, streamText, Unreadable } from '#lib/body/text-stream.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { type ApiCaller, admitCaller, refuseCaller, withRate } from '#lib/flows/settings/admit-caller.ts'
import { answerRefusal } from '#lib/flows/settings/refuse-caller.ts'
import { mapFairly } from '#lib/limits/fair-queue.ts'
import type { RateLimit } from '#lib/limits/rate-limit.ts'
import { type EntryField, readServerEntry, type ServerItem } from '#lib/rules/servers/server-entry.ts'
import { mostListed, readServerList } from '#lib/servers/read-list.ts'
import { serverProblemText } from '#lib/words/server-lists.ts'
import { wordsIn } from '#lib/words/words.ts'
import { changeServers, reportServers } from './change-servers.ts'
import type { PlannedChange } from './plan-change.ts'

/** A whole list may retire this many without saying so: a broken export must not empty the board. */
const freelyRetired = 5

/**
 * Answers /api/v1/servers: GET all in service; PUT the whole list, whoever is not in it is retired; PATCH single ones, by
 * host name. With ?dry-run nothing is written, with ?retire=<number> that many may go.
 */
export async function answerServers(
  request: Request,
  now: Date,
  db: Database = getDatabase(),
  wrong?: RateLimit,
): Promise<Response> {
  try {
    const scope = request.method === 'GET' ? 'servers:read' : 'servers:write'
    const caller = await admitCaller(db, request, scope, now, wrong)
    if (caller instanceof Response) return caller
    const answer = request.method === 'GET' ? answerList(db) : answerChange(db, request, caller, now)
    return withRate(caller, await answer)
  } catch (error) {
    if (error instanceof Unreadable) return refuseCaller(error.why.refused, error.why.message)
    return answerFault('servers', error)
  }
}

/** In the form in which PUT takes it. */
async function answerList(db: Database): Promise<Response> {
  const groups = await readGroups(db)
  const nameOf = new Map(groups.map(({ id, name }) => [id, name]))
  const known = await readKnownServers(db)
  const servers = known
    .filter(server => !server.retiredAt)
    .map(({ hostname, label, aliases, ips, groupId, note }): Record<EntryField, unknown> => {
      return { hostname, label, aliases, addresses: ips, group: nameOf.get(groupId ?? '') ?? null, note }
    })
  return Response.json({ servers })
}

async function answerChange(db: Database, request: Request, caller: ApiCaller, now: Date): Promise<Response> {
  const query = new URL(request.url).searchParams
  const retire = Retire.safeParse(query.get('retire') ?? String(freelyRetired))
  if (!retire.success) return refuseCaller(400, 'retire has to be a number: how many servers may be retired.')
  const items = await itemsOf(request)
  if (items instanceof Response) return items
  const isWhole = request.method === 'PUT'
  if (query.has('dry-run')) {
    const plan = await reportServers(db, { items, isWhole }, now)
    return answerPlan(plan, { dryRun: true })
  }
  const by = { staffId: caller.id, name: `token ${caller.name}` }
  const change = { items, isWhole, by, seenDigest: null, mostRetired: retire.data }
  const { is, plan } = await changeServers(db, change, now)
  if (is !== 'too-many-retired') return answerPlan(plan, {})
  const message = `Nothing was stored: ${plan.retired.length} servers would be retired. If that is meant, add ?retire=${plan.retired.length}.`
  return answerRefusal({ status: 422, detail: message, more: bodyOf(plan) })
}

const Retire = z
  .string()
  .regex(/^\d{1,5}$/)
  .transform(Number)

function answerPlan(plan: PlannedChange, dry: { dryRun?: true }): Response {
  if (plan.problemCount === 0) return Response.json({ ...dry, ...bodyOf(plan) })
  const message = 'Nothing was stored: a list with a problem could leave a name that two servers have.'
  return answerRefusal({ status: 422, detail: message, more: { ...dry, ...bodyOf(plan) } })
}

/** Callers of the API have English, whatever language readers have. */
function bodyOf({
  added,
  changed,
  unchanged,
  retired,
  kept,
  newGroups,
  unread,
  problems,
  problemCount,
}: PlannedChange) {
  return {
    added: added.map(server => server.hostname),
    changed: changed.map(({ before, after, what }) => {
      return {
        hostname: after.hostname,
        what,
        ...(before.hostname === after.hostname ? {} : { was: before.hostname }),
      }
    }),
    retired: retired.map(server => server.hostname),
    kept: kept.map(({ server, hold }) => ({
      hostname: server.hostname,
      reason: `"${hold.title}" is not over.`,
    })),
    unchanged,
    newGroups,
    unread,
    problems: problems.map(({ at, ...problem }) => {
      return { line: at, field: problem.field, reason: serverProblemText(wordsIn('en'), problem) }
    }),
    problemCount,
  }
}

const listTypes = ['text/csv', 'application/yaml', 'application/x-yaml', 'text/yaml']

async function itemsOf(request: Request): Promise<AsyncIterable<ServerItem> | ServerItem[] | Response> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (listTypes.includes(type)) return readServerList(streamText(request, largest.servers))
  if (type !== 'application/json')
    return refuseCaller(
      415,
      `The content type is "${type.slice(0, 80)}", but has to be application/json, text/csv or application/yaml.`,
    )
  const parsed = Body.safeParse(await streamJson(request, largest.servers))
  if (!parsed.success)
    return refuseCaller(
      400,
      'Send {"servers": […]}: {"hostname": …, "label": …, "aliases": […], "addresses": […], "group": …, "note": …}.',
    )
  if (parsed.data.length > mostListed)
    return refuseCaller(
      413,
      `There are ${parsed.data.length} servers, but at most ${mostListed} fit one request.`,
    )
  return mapFairly(parsed.data, (each, i) => readServerEntry(i + 1, each))
}

const Body = z.object({ servers: z.array(z.unknown()) }).transform(({ servers }) => servers)
