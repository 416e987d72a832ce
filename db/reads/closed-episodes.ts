import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { alerts } from '#db/schema.ts'

/** Which of these fingerprints' episodes are over: "fingerprint, start" in the form of episodeKey. */
export async function readClosedEpisodes(
  db: Database,
  sourceId: string,
  fingerprints: readonly string[],
): Promise<Set<string>> {
  if (fingerprints.length === 0) return new Set()
  const rows = await db
    .select({ fingerprint: alerts.fingerprint, startsAt: alerts.startsAt })
    .from(alerts)
    .where(
      and(
        eq(alerts.sourceId, sourceId),
        inArray(alerts.fingerprint, [...fingerprints]),
        isNotNull(alerts.closedAt),
      ),
    )
  return new Set(rows.map(row => episodeKey(row.fingerprint, row.startsAt)))
}

export function episodeKey(fingerprint: string, startsAt: Date): string {
  return `${startsAt.getTime()} ${fingerprint}`
}
