import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import {
  amongMoved,
  lastMoment,
  type MovedPost,
  movedSlug,
  shownState,
  slicesOf,
  timedState,
  writeEntries,
} from './moved-entries.ts'

export type MovedMaintenanceRow = MovedPost & {
  /** Of the row that says when, which is made with its post. */
  maintenanceId: string
  text: string | null
  publishedAt: Date
  startsAt: Date
  endsAt: Date
  completedAt: Date | null
  cancelledAt: Date | null
  /** At least one. */
  serverIds: readonly string[]
}

/** Writes planned work of another product, whether it came before or not: nobody is mailed of its times. */
export async function writeMovedMaintenances(
  tx: Transaction,
  list: readonly MovedMaintenanceRow[],
  now: Date,
): Promise<void> {
  if (list.length === 0) return
  await tx
    .insert(posts)
    .values(list.map(row => maintenancePostRow(row, now)))
    .onConflictDoUpdate({ target: posts.id, set: { ...shownState, ...timedState, body: sql`excluded.body` } })
  await tx
    .insert(maintenance)
    .values(list.map(maintenanceRow))
    .onConflictDoUpdate({
      target: maintenance.id,
      set: {
        title: sql`excluded.title`,
        startsAt: sql`excluded.starts_at`,
        endsAt: sql`excluded.ends_at`,
        completedAt: sql`excluded.completed_at`,
        cancelledAt: sql`excluded.cancelled_at`,
      },
    })
  const ids = list.map(({ maintenanceId: id }) => ({ id }))
  await tx.delete(maintenanceServers).where(amongMoved(maintenanceServers.maintenanceId, ids))
  for (const rows of slicesOf(list.flatMap(row => turnRows(row, now))))
    await tx.insert(maintenanceServers).values(rows)
  await writeEntries(tx, list)
}

function periodOf({ startsAt, endsAt, completedAt, cancelledAt }: MovedMaintenanceRow) {
  return { startsAt, endsAt, completedAt, cancelledAt, endsBy: 'itself' as const }
}

function hasEnded(row: MovedMaintenanceRow, now: Date): boolean {
  return ['completed', 'cancelled'].includes(maintenancePhase(periodOf(row), now))
}

function maintenancePostRow(row: MovedMaintenanceRow, now: Date) {
  const { id, title, text, publishedAt, startsAt, endsAt, completedAt, cancelledAt, entries } = row
  return {
    id,
    slug: movedSlug('maintenance', startsAt, id),
    kind: 'maintenance' as const,
    visibility: 'published' as const,
    title,
    body: text,
    phase: maintenancePhase(periodOf(row), now),
    startedAt: startsAt,
    publishedAt,
    createdAt: publishedAt,
    resolvedAt: hasEnded(row, now) ? (cancelledAt ?? completedAt ?? endsAt) : null,
    updatedAt: lastMoment([publishedAt, ...entries.map(entry => entry.at).filter(at => at <= now)]),
  }
}

function maintenanceRow(row: MovedMaintenanceRow) {
  const { id, maintenanceId, title, publishedAt } = row
  const { startsAt, endsAt, completedAt, cancelledAt, endsBy } = periodOf(row)
  return {
    id: maintenanceId,
    postId: id,
    kind: 'maintenance' as const,
    title,
    startsAt,
    endsAt,
    completedAt,
    cancelledAt,
    endsBy,
    isQuiet: true,
    createdAt: publishedAt,
  }
}

function turnRows(row: MovedMaintenanceRow, now: Date) {
  const { maintenanceId, serverIds, startsAt, endsAt } = row
  return serverIds.map(serverId => ({
    maintenanceId,
    serverId,
    startsAt,
    endsAt,
    toldAt: now,
    toldStartsAt: startsAt,
    toldEndsAt: endsAt,
    endToldAt: hasEnded(row, now) ? now : null,
  }))
}
