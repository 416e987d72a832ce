import { and, gt, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { alerts } from '#db/schema/alert.ts'
import type { Alert, LoggedAlert } from '#lib/rules/alerts/alert.ts'

const askOpen = keptQuestion(db =>
  db.select().from(alerts).where(isNull(alerts.closedAt)).orderBy(alerts.startsAt, alerts.id),
)

export function readOpenEpisodes(tx: Transaction): Promise<Alert[]> {
  return askOpen(tx, {})
}

/**
 * Of the fingerprints that the lines speak of: the very episodes, the newest one, and, where a line gives no start, all
 * that began since its receipt. However many there were before, no others can change.
 */
export async function readNamedEpisodes(tx: Transaction, lines: readonly LoggedAlert[]): Promise<Alert[]> {
  if (lines.length === 0) return []
  return askNamed(tx, {
    sourceIds: lines.map(line => line.sourceId),
    fingerprints: lines.map(line => line.fingerprint),
    starts: lines.map(line => (line.startsAt ?? line.receivedAt).toISOString()),
    kinds: lines.map(line => (line.startsAt ? 'exact' : 'open')),
  })
}

type Said = Record<'sourceIds' | 'fingerprints' | 'starts' | 'kinds', readonly string[]>

const askNamed = keptQuestion((db, { sourceIds, fingerprints, starts, kinds }: AskedWith<Said>) => {
  const said = sql`unnest(${sourceIds}::text[], ${fingerprints}::text[], ${starts}::timestamptz[], ${kinds}::text[])
    as said(source_id, fingerprint, start, kind)`
  const family = sql`episode.source_id = said.source_id and episode.fingerprint = said.fingerprint`
  const ids = sql`
    select episode.id from ${said} join alerts episode on ${family} and episode.starts_at = said.start
    union
    select episode.id from ${said} join alerts episode on ${family} and episode.starts_at > said.start
      and said.kind = 'open'
    union
    select newest.id from (select distinct source_id, fingerprint from ${said}) said cross join lateral (
      select episode.id from alerts episode where ${family} order by episode.starts_at desc limit 1) newest`
  return db.select().from(alerts).where(sql`${alerts.id} in (${ids})`).orderBy(alerts.startsAt, alerts.id)
})

const askEnded = keptQuestion((db, { serverIds, since }: AskedWith<{ serverIds: string[]; since: Date }>) =>
  db
    .select()
    .from(alerts)
    .where(and(sql`${alerts.serverId} = any(${serverIds}::text[])`, gt(alerts.closedAt, since)))
    .orderBy(alerts.startsAt, alerts.id),
)

/** Episodes of these servers that ended since then: they tell whether a server flaps. */
export async function readEndedEpisodes(tx: Transaction, serverIds: string[], since: Date): Promise<Alert[]> {
  if (serverIds.length === 0) return []
  return askEnded(tx, { serverIds, since })
}
