import { and, desc, eq, notInArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { heartbeats } from '#db/schema/source.ts'

export type NewHeartbeat = typeof heartbeats.$inferInsert

/** Two hours at the agent's five minutes: enough for any hysteresis. */
const keptPerServer = 24

/** Adds a server's sample, and forgets all but its last few. */
export async function addHeartbeat(tx: Transaction, heartbeat: NewHeartbeat): Promise<void> {
  await tx.insert(heartbeats).values(heartbeat)
  const own = eq(heartbeats.serverId, heartbeat.serverId)
  const kept = tx
    .select({ sequence: heartbeats.sequence })
    .from(heartbeats)
    .where(own)
    .orderBy(desc(heartbeats.at), desc(heartbeats.sequence))
    .limit(keptPerServer)
  await tx.delete(heartbeats).where(and(own, notInArray(heartbeats.sequence, kept)))
}
