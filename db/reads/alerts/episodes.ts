import { and, eq, inArray, isNotNull, isNull } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'

/** Those episodes of a source that have ended, of these fingerprints, with when we learned of it. */
export async function readEnded(db: Database, sourceId: string, fingerprints: readonly string[]) {
  if (fingerprints.length === 0) return []
  const { fingerprint, serverId, startsAt, closedAt } = alerts
  return db
    .select({ fingerprint, serverId, startsAt, closedAt })
    .from(alerts)
    .where(
      and(eq(alerts.sourceId, sourceId), inArray(fingerprint, [...fingerprints]), isNotNull(alerts.closedAt)),
    )
}

/** On which servers these fingerprints of a source are open, as far as it is decided, or will be by what waits. */
export async function readOpenOn(
  db: Database,
  sourceId: string,
  fingerprints: readonly string[],
): Promise<Map<string, Set<string>>> {
  if (fingerprints.length === 0) return new Map()
  const open = await db
    .select({ fingerprint: alerts.fingerprint, serverId: alerts.serverId })
    .from(alerts)
    .where(
      and(
        eq(alerts.sourceId, sourceId),
        inArray(alerts.fingerprint, [...fingerprints]),
        isNull(alerts.closedAt),
      ),
    )
  const waiting = await db
    .select({ fingerprint: alertLog.fingerprint, serverId: alertLog.serverId })
    .from(alertLog)
    .where(
      and(
        isNull(alertLog.decidedAt),
        eq(alertLog.sourceId, sourceId),
        inArray(alertLog.fingerprint, [...fingerprints]),
        eq(alertLog.state, 'firing'),
      ),
    )
  const openOn = new Map<string, Set<string>>()
  for (const { fingerprint, serverId } of [...open, ...waiting])
    if (fingerprint && serverId) openOn.set(fingerprint, (openOn.get(fingerprint) ?? new Set()).add(serverId))
  return openOn
}
