import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { PgColumn } from 'drizzle-orm/pg-core'
import type { Transaction } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { type MaintenanceSlot, spanOf } from '#lib/rules/maintenance/maintenance.ts'
import { changeMaintenancePost } from './maintenance.ts'
import { type OpenRow, timesChangedAt } from './times.ts'

/** One turn is done before its end, and the others go on. Returns where it shows. */
export async function writeTurnDone(
  tx: Transaction,
  open: OpenRow,
  serverId: string,
  now: Date,
): Promise<Shown> {
  await tx
    .update(maintenanceServers)
    .set({ completedAt: now })
    .where(ownTurns(open, [serverId]))
  const slots = open.slots.map(slot => (slot.serverId === serverId ? { ...slot, completedAt: now } : slot))
  return settleSpan(tx, open, slots, now)
}

/** Why turns fall out, as customers read it. isSilent: who was told of them counts as told of that. */
export type Dropping = { reason: string; isSilent: boolean }

/** Turns fall out; of those of which nobody was told nothing is kept. */
export async function dropTurns(
  tx: Transaction,
  open: OpenRow,
  serverIds: readonly string[],
  { reason, isSilent }: Dropping,
  now: Date,
): Promise<void> {
  const { toldAt, startToldAt } = maintenanceServers
  const own = ownTurns(open, serverIds)
  await tx.delete(maintenanceServers).where(and(own, isNull(toldAt), isNull(startToldAt)))
  const silenced = isSilent ? { endToldAt: now } : {}
  await tx
    .update(maintenanceServers)
    .set({ cancelledAt: now, cancelReason: reason, ...silenced })
    .where(own)
}

/** Servers get a turn in what is planned. Who was told that theirs falls out hears of the new one. isSilent: nobody hears of it. */
export async function addTurns(
  tx: Transaction,
  open: OpenRow,
  serverIds: readonly string[],
  isSilent: boolean,
  now: Date,
): Promise<void> {
  const added = open.slots.filter(slot => serverIds.includes(slot.serverId))
  if (added.length === 0) return
  const { endToldAt, toldAt, toldStartsAt, toldEndsAt } = maintenanceServers
  const kept = (column: PgColumn, told: SQL) =>
    isSilent ? told : sql`case when ${endToldAt} is null then ${column} end`
  await tx
    .insert(maintenanceServers)
    .values(
      added.map(({ serverId, startsAt, endsAt }) => {
        const told = isSilent ? { toldAt: now, toldStartsAt: startsAt, toldEndsAt: endsAt } : {}
        return { maintenanceId: open.id, serverId, startsAt, endsAt, ...told }
      }),
    )
    .onConflictDoUpdate({
      target: [maintenanceServers.maintenanceId, maintenanceServers.serverId],
      set: {
        startsAt: sql`excluded.starts_at`,
        endsAt: sql`excluded.ends_at`,
        cancelledAt: null,
        cancelReason: null,
        toldAt: kept(toldAt, sql`excluded.told_at`),
        toldStartsAt: kept(toldStartsAt, sql`excluded.told_starts_at`),
        toldEndsAt: kept(toldEndsAt, sql`excluded.told_ends_at`),
        endToldAt: null,
      },
    })
}

/** The whole goes from the first of these turns to the last, as far as they take place. Returns where it shows. */
export async function settleSpan(
  tx: Transaction,
  open: OpenRow,
  slots: readonly MaintenanceSlot[],
  now: Date,
): Promise<Shown> {
  const { startsAt, endsAt } = spanOf(slots)
  const firstEndsAt = open.firstEndsAt && open.firstEndsAt < endsAt ? open.firstEndsAt : null
  await tx
    .update(maintenance)
    .set({
      startsAt,
      endsAt,
      firstEndsAt,
      version: open.version + 1,
      timesChangedAt: timesChangedAt(open, { startsAt, endsAt }, now),
    })
    .where(eq(maintenance.id, open.id))
  return changeMaintenancePost(tx, open, { startedAt: startsAt }, now)
}

function ownTurns({ id }: OpenRow, serverIds: readonly string[]) {
  return and(
    eq(maintenanceServers.maintenanceId, id),
    inArray(maintenanceServers.serverId, [...serverIds]),
    isNull(maintenanceServers.cancelledAt),
  )
}
