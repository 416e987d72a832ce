import { and, asc, eq, not, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isMaintenanceOver } from '#db/conditions/maintenance-over.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { upsert } from '#db/writes/upsert.ts'
import { type MaintenanceSlot, overrunLimit, spanOf } from '#lib/rules/maintenance/maintenance.ts'
import { changeMaintenancePost } from './maintenance.ts'

/** Maintenance of a post that is not over, as it is now, locked. */
export type OpenRow = typeof maintenance.$inferSelect & { slots: MaintenanceSlot[] }

/** The maintenance of a post that is not over, locked; undefined: there is none. */
export async function lockOpenMaintenance(
  tx: Transaction,
  postId: string,
  now: Date,
): Promise<OpenRow | undefined> {
  const [row] = await tx
    .select()
    .from(maintenance)
    .where(and(eq(maintenance.postId, postId), not(isMaintenanceOver(now, overrunLimit(now)))))
    .for('update')
  if (!row) return undefined
  const { serverId, startsAt, endsAt, completedAt, cancelledAt } = maintenanceServers
  const slots = await tx
    .select({ serverId, startsAt, endsAt, completedAt, cancelledAt })
    .from(maintenanceServers)
    .where(eq(maintenanceServers.maintenanceId, row.id))
    .orderBy(asc(startsAt), asc(serverId))
  return { ...row, slots }
}

/** Other times of a maintenance. isSilent: customers who know the old ones count as told of them. */
export type NewTimes = {
  slots: readonly MaintenanceSlot[]
  firstEndsAt: Date | null
  announceAt: Date | null
  isSilent: boolean
}

/** When its times were last changed, once it takes place in this span. */
export function timesChangedAt(
  before: OpenRow,
  { startsAt, endsAt }: Pick<OpenRow, 'startsAt' | 'endsAt'>,
  now: Date,
): Date | null {
  const isSame = +before.startsAt === +startsAt && +before.endsAt === +endsAt
  return isSame ? before.timesChangedAt : now
}

/** Changes when a maintenance takes place. Returns where it shows. */
export async function changeTimes(
  tx: Transaction,
  open: OpenRow,
  { slots, firstEndsAt, announceAt, isSilent }: NewTimes,
  now: Date,
): Promise<Shown> {
  const span = spanOf(slots)
  await tx
    .update(maintenance)
    .set({
      ...span,
      firstEndsAt,
      announceAt,
      version: open.version + 1,
      timesChangedAt: timesChangedAt(open, span, now),
    })
    .where(eq(maintenance.id, open.id))
  await upsert(
    tx,
    maintenanceServers,
    slots.map(({ serverId, startsAt, endsAt }) => ({ maintenanceId: open.id, serverId, startsAt, endsAt })),
    { key: ['maintenanceId', 'serverId'], kept: [], changed: ['startsAt', 'endsAt'] },
  )
  if (isSilent)
    await tx
      .update(maintenanceServers)
      .set({ toldStartsAt: sql`starts_at`, toldEndsAt: sql`ends_at` })
      .where(and(eq(maintenanceServers.maintenanceId, open.id), sql`told_at is not null`))
  return changeMaintenancePost(tx, open, { startedAt: span.startsAt }, now)
}
