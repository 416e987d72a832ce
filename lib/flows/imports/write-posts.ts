import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import {
  type ImportOrigin,
  type ImportPiece,
  readMaintenanceIds,
  readPresent,
} from '#db/reads/imports/imports.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import { keepLinks } from '#db/writes/imports/imports.ts'
import { type MovedAdvisoryRow, writeMovedAdvisories } from '#db/writes/imports/moved-advisories.ts'
import { type MovedIncidentRow, writeMovedIncidents } from '#db/writes/imports/moved-incidents.ts'
import { type MovedMaintenanceRow, writeMovedMaintenances } from '#db/writes/imports/moved-maintenance.ts'
import type { ImportCounts } from '#lib/rules/imports/import-counts.ts'
import type { MovedItem, MovedOf } from '#lib/rules/imports/moved.ts'
import { earliest } from '#lib/rules/time/time.ts'
import { type PlannedItem, planPiece } from './plan-piece.ts'

export type PieceBy = {
  staffId: string
  origin: ImportOrigin
  /** Our servers by their ids there. */
  serverOf: ReadonlyMap<string, string>
}

/** Writes the posts of a piece that are new or changed there, and remembers where they came from. */
export async function writePosts(
  tx: Transaction,
  by: PieceBy,
  piece: ImportPiece,
  counts: ImportCounts,
  now: Date,
): Promise<void> {
  // What is open counts for servers at once: the decider must not look meanwhile.
  if (piece.items.some(item => isUnfinished(item, now))) await lockDecider(tx)
  const planned = await planPiece(tx, by.origin, piece)
  for (const { fate } of planned) counts[piece.kind][fate] += 1
  const written = planned
    .filter(({ fate }) => fate === 'new' || fate === 'changed')
    .map(each => ({ ...each, ourId: each.link?.ourId ?? newId() }))
  await writeIncidents(tx, by, written, now)
  await writeMovedAdvisories(
    tx,
    written.flatMap(each => advisoryRow(by, each)),
  )
  await writeMaintenances(tx, by, written, now)
  const present = await readPresent(
    tx,
    piece.kind,
    written.map(each => each.ourId),
  )
  const links = written.map(({ item, ourId, theirs }) => {
    return { theirId: item.id, ourId, theirs, ours: present.get(ourId) ?? '' }
  })
  await keepLinks(tx, { product: by.origin.product, site: by.origin.site, kind: piece.kind }, links, now)
}

type Written = PlannedItem & { ourId: string }

function isUnfinished(item: MovedItem, now: Date): boolean {
  if (item.kind === 'incident') return item.endedAt === null
  return item.kind === 'maintenance' && item.doneAt === null && new Date(item.endsAt) > now
}

async function writeIncidents(
  tx: Transaction,
  by: PieceBy,
  written: readonly Written[],
  now: Date,
): Promise<void> {
  const rows = written.flatMap(({ item, ourId }) =>
    item.kind === 'incident' ? [incidentRow(by, item, ourId)] : [],
  )
  await writeMovedIncidents(tx, rows, now)
}

function incidentRow(
  { staffId, serverOf }: PieceBy,
  item: MovedOf<'incident'>,
  id: string,
): MovedIncidentRow {
  const { title, phase, review } = item
  const servers = new Map(
    item.servers.flatMap(each => ourServer(serverOf, each.id).map(ours => [ours, each.impact] as const)),
  )
  return {
    id,
    staffId,
    title,
    phase,
    review,
    startedAt: new Date(item.startedAt),
    endedAt: item.endedAt === null ? null : new Date(item.endedAt),
    servers: [...servers].map(([server, impact]) => ({ id: server, impact })),
    entries: entriesOf(item),
  }
}

function ourServer(serverOf: PieceBy['serverOf'], theirId: string): string[] {
  const ours = serverOf.get(theirId)
  return ours === undefined ? [] : [ours]
}

function ourServers(serverOf: PieceBy['serverOf'], theirIds: readonly string[]): string[] {
  return [...new Set(theirIds.flatMap(id => ourServer(serverOf, id)))]
}

function entriesOf({ entries }: Pick<MovedOf<'incident'>, 'entries'>): MovedIncidentRow['entries'] {
  return entries.map(({ at, phase, text }) => ({ at: new Date(at), phase, text }))
}

function advisoryRow({ serverOf }: PieceBy, { item, ourId }: Written): MovedAdvisoryRow[] {
  if (item.kind !== 'advisory') return []
  const { title, text, publishedAt, serverIds } = item
  return [
    {
      id: ourId,
      title,
      text,
      publishedAt: new Date(publishedAt),
      serverIds: ourServers(serverOf, serverIds),
    },
  ]
}

async function writeMaintenances(
  tx: Transaction,
  by: PieceBy,
  written: readonly Written[],
  now: Date,
): Promise<void> {
  const works = written.filter(({ item }) => item.kind === 'maintenance')
  const maintenanceIds = await readMaintenanceIds(
    tx,
    works.map(each => each.ourId),
  )
  const rows = works.flatMap(({ item, ourId }) =>
    item.kind === 'maintenance'
      ? [maintenanceRow(by, item, { id: ourId, maintenanceId: maintenanceIds.get(ourId) ?? newId() }, now)]
      : [],
  )
  await writeMovedMaintenances(
    tx,
    rows.filter(row => row.serverIds.length > 0),
    now,
  )
}

function maintenanceRow(
  { staffId, serverOf }: PieceBy,
  item: MovedOf<'maintenance'>,
  { id, maintenanceId }: { id: string; maintenanceId: string },
  now: Date,
): MovedMaintenanceRow {
  const { title, text, doneAt, cancelledAt } = item
  return {
    id,
    maintenanceId,
    staffId,
    title,
    text,
    // Nothing that readers see was published in the time to come.
    publishedAt: earliest([new Date(item.publishedAt), new Date(item.startsAt), now]) ?? now,
    startsAt: new Date(item.startsAt),
    endsAt: new Date(item.endsAt),
    completedAt: doneAt === null ? null : new Date(doneAt),
    cancelledAt: cancelledAt === null ? null : new Date(cancelledAt),
    serverIds: ourServers(serverOf, item.serverIds),
    entries: entriesOf(item),
  }
}
