import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import { type FoundServer, readFindable } from '#db/reads/servers/findable.ts'
import { readGroups, readKnownServers } from '#db/reads/servers/known-servers.ts'
import type { ServerStatus } from '#lib/api/contract/shapes.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { changeServers } from '#lib/flows/servers/change-servers.ts'
import { retireServer } from '#lib/flows/servers/retire-server.ts'
import { readServerEntry } from '#lib/rules/servers/server-entry.ts'
import { serverProblemText } from '#lib/words/server-lists.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { wordsIn } from '#lib/words/words.ts'
import { groupNamed, noServer, serverAt } from './chosen.ts'
import { pageAt } from './shown-post.ts'

type Status = z.input<typeof ServerStatus>

async function groupNames(db: Database): Promise<Map<string | null, string>> {
  return new Map((await readGroups(db)).map(({ id, name }) => [id, name]))
}

function statusFrom(server: FoundServer, names: ReadonlyMap<string | null, string>): Status {
  const { id, hostname, label, groupId, status } = server
  return {
    id,
    hostname,
    label,
    group: names.get(groupId) ?? null,
    impact: status.impact,
    cause: status.cause,
    since: status.since?.toISOString() ?? null,
    sentence: serverSentence(wordsIn('en'), server.banner),
    post: status.postId,
    address: pageAt(`/servers/${hostname}`),
  }
}

type Page = { cursor?: string | undefined; limit: number; group?: string | undefined }

/** How every server is. */
export async function runListStatuses(
  { query: { cursor, limit, group } }: { query: Page },
  { db, now }: Pick<ApiAct, 'db' | 'now'>,
): Promise<{ statuses: Status[]; next: string | null } | NotDone> {
  const groupId = group === undefined ? null : await groupNamed(db, group)
  if (group !== undefined && groupId === null)
    return refuseWith(400, `No group is called “${group}”.`, 'group')
  const all = (await readFindable(now, db)).filter(server => groupId === null || server.groupId === groupId)
  const after = cursor === undefined ? 0 : all.findIndex(({ id }) => id === cursor) + 1
  if (cursor !== undefined && after === 0)
    return refuseWith(400, 'No page begins there. Begin without a cursor.', 'cursor')
  const names = await groupNames(db)
  const page = all.slice(after, after + limit)
  const next = after + limit < all.length ? (page.at(-1)?.id ?? null) : null
  return { statuses: page.map(server => statusFrom(server, names)), next }
}

/** One server with how it is. */
export async function runGetServer(
  { params: { server: name } }: { params: { server: string } },
  { db, now }: Pick<ApiAct, 'db' | 'now'>,
) {
  const target = await serverAt(db, name)
  const known = target && (await readKnownServers(db)).find(({ id }) => id === target.id)
  const found = target && (await readFindable(now, db)).find(({ id }) => id === target.id)
  if (!known || !found) return noServer(name)
  const names = await groupNames(db)
  const { hostname, label, aliases, ips, groupId, note } = known
  const group = names.get(groupId ?? '') ?? null
  return {
    hostname,
    label,
    aliases: [...aliases],
    addresses: [...ips],
    group,
    note,
    status: statusFrom(found, names),
  }
}

type Facts = {
  label?: string | undefined
  aliases?: string[] | undefined
  addresses?: string[] | undefined
  group?: string | null | undefined
  note?: string | null | undefined
}
type Written = { is: 'done' | 'unchanged'; id: string }

/** Adds one server. */
export async function runAddOneServer(
  { body }: { body: Facts & { hostname: string } },
  act: ApiAct,
): Promise<Written | NotDone> {
  const isKnown = (await readKnownServers(act.db)).some(
    known => known.hostname === body.hostname.toLowerCase(),
  )
  if (isKnown) return refuseWith(409, `There is a server “${body.hostname}” already, or was one.`, 'hostname')
  return enter(body, act)
}

/** Changes what is given of one server. */
export async function runChangeOneServer(
  { params: { server: name }, body }: { params: { server: string }; body: Facts },
  act: ApiAct,
): Promise<Written | NotDone> {
  const target = await serverAt(act.db, name)
  return target ? enter({ ...body, hostname: target.hostname }, act) : noServer(name)
}

async function enter(
  { hostname, ...facts }: Facts & { hostname: string },
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const given = Object.entries(facts).filter(([, value]) => value !== undefined)
  const items = [readServerEntry(1, { hostname, ...Object.fromEntries(given) })]
  const by = { staffId: caller.id, name: `token ${caller.name}` }
  const change = { items, isWhole: false, by, seenDigest: null, mostRetired: null }
  const { plan } = await changeServers(db, change, now)
  const [problem] = plan.problems
  if (problem) {
    const { at: _, ...what } = problem
    return refuseWith(422, serverProblemText(wordsIn('en'), what), problem.field ?? 'body')
  }
  const server = await serverAt(db, hostname)
  return { is: plan.unchanged > 0 ? 'unchanged' : 'done', id: server?.id ?? '' }
}

/** Takes a server out of service. */
export async function runRetireOneServer(
  { params: { server: name } }: { params: { server: string } },
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const target = await serverAt(db, name)
  if (!target) return noServer(name)
  const outcome = await retireServer(db, { serverId: target.id, staffId: caller.id, reason: null }, now)
  if (outcome === 'gone') return noServer(name)
  if (outcome === 'held')
    return refuseWith(409, 'An incident is open on it, or work on it is planned or runs. End that first.')
  return { is: 'done', id: target.id }
}
