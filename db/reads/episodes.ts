import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { alerts } from '#db/schema.ts'

/** Those episodes of a source that have ended, of these fingerprints. */
export async function readEnded(db: Database, sourceId: string, fingerprints: readonly string[]) {
  if (fingerprints.length === 0) return []
  const { fingerprint, serverId, startsAt } = alerts
  return db
    .select({ fingerprint, serverId, startsAt })
    .from(alerts)
    .where(
      and(eq(alerts.sourceId, sourceId), inArray(fingerprint, [...fingerprints]), isNotNull(alerts.closedAt)),
    )
}
