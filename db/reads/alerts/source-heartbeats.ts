import { and, desc, eq, isNull, lte } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alerts } from '#db/schema/alert.ts'
import { heartbeats } from '#db/schema/source.ts'

/** The latest heartbeat of a server, by the agent's clock. */
export async function readLastHeartbeat(tx: Transaction, serverId: string) {
  const [last] = await tx
    .select({ at: heartbeats.at, bootId: heartbeats.bootId })
    .from(heartbeats)
    .where(eq(heartbeats.serverId, serverId))
    .orderBy(desc(heartbeats.at), desc(heartbeats.sequence))
    .limit(1)
  return last
}

/** What a source holds open of a server that began by then. */
export function readEpisodesOfServer(tx: Transaction, sourceId: string, serverId: string, by: Date) {
  const { fingerprint, kind, severity, summary, startsAt } = alerts
  return tx
    .select({ fingerprint, kind, severity, summary, startsAt })
    .from(alerts)
    .where(
      and(
        eq(alerts.sourceId, sourceId),
        eq(alerts.serverId, serverId),
        isNull(alerts.closedAt),
        lte(startsAt, by),
      ),
    )
}

/** The load of a server as its last heartbeats told it. */
export function readLoads(tx: Transaction, serverId: string) {
  const { at, load5, cores } = heartbeats
  return tx.select({ at, load5, cores }).from(heartbeats).where(eq(heartbeats.serverId, serverId))
}
