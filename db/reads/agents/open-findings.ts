import { isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { findings } from '#db/schema/agents/finding.ts'

/** Staff have laid aside the incident that an open finding belongs to: they know it, and call it harmless. */
export const isCalledHarmless = sql<boolean>`exists (
  select from alerts episode join posts aside on aside.id = episode.post_id
  where episode.source_id = findings.source_id and episode.server_id = findings.server_id
    and episode.fingerprint = findings.fingerprint and episode.closed_at is null
    and aside.visibility = 'draft' and aside.merged_into_id is null)`

/** For each server with something that is found there now: how much of it waits for an answer, and how much is harmless. */
export function openByServer(db: Database | Transaction) {
  const own = db
    .select({ serverId: findings.serverId, isHarmless: isCalledHarmless.as('is_harmless') })
    .from(findings)
    .where(isNull(findings.goneAt))
    .as('own_findings')
  return db
    .select({
      serverId: own.serverId,
      open: sql<number>`count(*) filter (where not ${own.isHarmless})`.as('found_now'),
      harmless: sql<number>`count(*) filter (where ${own.isHarmless})`.as('harmless_now'),
    })
    .from(own)
    .groupBy(own.serverId)
    .as('open_findings')
}
