import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import {
  type DeskMeasure,
  readLatestMeasures,
  readMeasure,
  readMeasurePost,
} from '#db/reads/containment/measures.ts'
import { readGroups } from '#db/reads/servers/known-servers.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import type * as contracts from '#lib/api/contract/measures.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { changeMeasure, recordMeasure, withdrawMeasure } from '#lib/flows/containment/change-measures.ts'
import { chosenServers } from './chosen.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type Listing = { query: z.output<(typeof contracts.listMeasuresContract)['query']> }
type At = { params: { measure: string } }
type Written = { is: 'done'; id: string }

const gone = (id: string) => refuseWith(404, `There is no measure with the id “${id}”.`)
const noSuchPost = (name: string) =>
  refuseWith(422, `There is no incident and no advisory “${name}”.`, 'post')
const changed = refuseWith(
  409,
  'Somebody else changed this measure, or it is withdrawn. Read it again, then send yours.',
)
const backwards = refuseWith(422, 'The end has to be after the beginning.', 'until')

/** The containment log, the last entered first. */
export async function runListMeasures({ query: { post, cursor, limit } }: Listing, { db }: ApiAct) {
  const postId = post === undefined ? null : await readMeasurePost(db, post)
  if (post !== undefined && postId === null) return noSuchPost(post)
  const last = cursor === undefined ? null : await readMeasure(db, cursor)
  if (cursor !== undefined && !last)
    return refuseWith(400, 'No page begins there. Begin without a cursor.', 'cursor')
  const found = await readLatestMeasures(db, { before: last, limit: limit + 1, postId })
  const rows = found.slice(0, limit)
  const next = found.length > limit ? (rows.at(-1)?.id ?? null) : null
  return { measures: await shown(db, rows), next }
}

async function shown(db: Database, rows: readonly DeskMeasure[]) {
  const ids = [...new Set(rows.flatMap(row => row.serverIds))]
  const servers = ids.length > 0 ? await readServersById(db, ids) : []
  const hostnames = new Map(servers.map(({ id, hostname }) => [id, hostname]))
  const groups = new Map((await readGroups(db)).map(({ id, name }) => [id, name]))
  return rows.map(({ id, kind, text, why, doneBy, isEverywhere, isPublic, version, ...row }) => ({
    id,
    kind,
    text,
    why,
    by: doneBy,
    isEverywhere,
    servers: row.serverIds.map(serverId => hostnames.get(serverId) ?? serverId),
    groups: row.groupIds.map(groupId => groups.get(groupId) ?? groupId),
    since: row.since.toISOString(),
    until: row.until?.toISOString() ?? null,
    post: row.postId,
    isPublic,
    agent: row.sourceId,
    isWithdrawn: row.withdrawnAt !== null,
    version,
  }))
}

/** Enters a measure that was taken. */
export async function runRecordMeasure(
  { body }: Body<typeof contracts.recordMeasureContract>,
  { db, now, caller, idFor }: ApiAct,
): Promise<Written | NotDone> {
  const { kind, text, why = null, by = null, isEverywhere, isPublic, since = now, until = null } = body
  if (until && until < since) return backwards
  // A group is kept as such: a server that joins it later has its measures.
  const chosen = await chosenServers(db, { servers: body.servers })
  if ('refused' in chosen) return chosen
  const inGroup = await chosenServers(db, { servers: [], group: body.group })
  if ('refused' in inGroup) return inGroup
  const groupIds = inGroup.groupId === null ? [] : [inGroup.groupId]
  const serverIds = chosen.servers.map(({ id }) => id)
  if (!isEverywhere && serverIds.length + groupIds.length === 0)
    return refuseWith(422, 'Name a server or a group, or say that it is everywhere.', 'servers')
  const postId = body.post ? await readMeasurePost(db, body.post) : null
  if (body.post && postId === null) return noSuchPost(body.post)
  const reach = isEverywhere ? { serverIds: [], groupIds: [] } : { serverIds, groupIds }
  const measure = { kind, text, why, doneBy: by, isEverywhere, ...reach, since, until, postId, isPublic }
  const id = idFor('measure')
  await recordMeasure(db, { id, staffId: caller.id, measure }, now)
  return { is: 'done', id }
}

/** Changes a measure. */
export async function runChangeMeasure(
  { params: { measure: id }, body }: At & Body<typeof contracts.changeMeasureContract>,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const known = await readMeasure(db, id)
  if (!known) return gone(id)
  const { version, text = known.text, why = known.why, by = known.doneBy, since = known.since } = body
  const { until = known.until, isPublic = known.isPublic, post } = body
  const postId = post === undefined ? known.postId : post && (await readMeasurePost(db, post))
  if (post && postId === null) return noSuchPost(post)
  const measure = { text, why, doneBy: by, since, until, postId, isPublic }
  switch (await changeMeasure(db, { id, version, staffId: caller.id, measure }, now)) {
    case 'done':
      return { is: 'done', id }
    case 'changed-meanwhile':
      return changed
    case 'before-its-beginning':
      return backwards
  }
}

/** Withdraws a measure that was entered by mistake. */
export async function runWithdrawMeasure(
  { params: { measure: id } }: At,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const known = await readMeasure(db, id)
  if (!known) return gone(id)
  const outcome = await withdrawMeasure(db, { id, version: known.version, staffId: caller.id }, now)
  return outcome === 'done' ? { is: 'done', id } : changed
}
