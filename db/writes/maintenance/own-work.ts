import { and, eq, gt, inArray, isNotNull, isNull, lt, lte } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { servers } from '#db/schema/server.ts'
import type { Measure } from '#lib/rules/maintenance/measure.ts'
import { later } from '#lib/rules/time/time.ts'

/** What an agent says of work on its own server. It has no post, and nobody is mailed. */
export type OwnWork = {
  id: string
  sourceId: string
  sourceKey: string
  serverId: string
  title: string
  measure: Measure | null
  startsAt: Date
  endsAt: Date
}

type Row = typeof maintenance.$inferSelect

/** What is longer ago than this counts for nothing any more. */
const keptSeconds = 30 * 86_400

/** The works of an agent that ended after this moment, locked, so that two of its messages do not count apart. */
export function lockOwnWorks(tx: Transaction, sourceId: string, endedAfter: Date): Promise<Row[]> {
  return tx
    .select()
    .from(maintenance)
    .where(and(eq(maintenance.sourceId, sourceId), gt(maintenance.endsAt, endedAfter)))
    .for('update')
}

/** Begins an agent's work, and forgets what it said long ago. */
export async function insertOwnWork(
  tx: Transaction,
  { serverId, ...work }: OwnWork,
  now: Date,
): Promise<void> {
  await tx
    .delete(maintenance)
    .where(and(eq(maintenance.sourceId, work.sourceId), lt(maintenance.endsAt, later(now, -keptSeconds))))
  await tx
    .insert(maintenance)
    .values({ ...work, kind: 'countermeasure', endsBy: 'itself', isQuiet: true, createdAt: now })
  const { id: maintenanceId, startsAt, endsAt } = work
  await tx.insert(maintenanceServers).values({ maintenanceId, serverId, startsAt, endsAt })
}

/** Lets an agent's work go on until then, or ends it. */
export async function moveOwnWorkEnd(tx: Transaction, id: string, endsAt: Date): Promise<void> {
  await tx.update(maintenance).set({ endsAt }).where(eq(maintenance.id, id))
  await tx.update(maintenanceServers).set({ endsAt }).where(eq(maintenanceServers.maintenanceId, id))
}

/** Ends what an agent says now. Returns the host name of its server; null: it is over already. */
export async function endOwnWorkNow(tx: Transaction, id: string, now: Date): Promise<string | null> {
  const isOpen = and(eq(maintenance.id, id), isNotNull(maintenance.sourceId), gt(maintenance.endsAt, now))
  const [open] = await tx.select().from(maintenance).where(isOpen).for('update')
  if (!open) return null
  await moveOwnWorkEnd(tx, id, now)
  const [row] = await tx
    .select({ hostname: servers.hostname })
    .from(maintenanceServers)
    .innerJoin(servers, eq(servers.id, maintenanceServers.serverId))
    .where(eq(maintenanceServers.maintenanceId, id))
  return row?.hostname ?? null
}

/** Notes that the ends of these were looked at by a decision: it has written what their servers are since. */
export async function settleOwnWorks(tx: Transaction, now: Date): Promise<void> {
  const isLate = and(lte(maintenance.endsAt, now), gt(maintenance.endsAt, later(now, -keptSeconds)))
  const ended = tx
    .select({ id: maintenance.id })
    .from(maintenance)
    .where(and(isNotNull(maintenance.sourceId), isLate))
  await tx
    .update(maintenanceServers)
    .set({ endToldAt: now })
    .where(and(isNull(maintenanceServers.endToldAt), inArray(maintenanceServers.maintenanceId, ended)))
}
