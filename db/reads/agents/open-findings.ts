import { isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isFindingOfAlert } from '#db/conditions/finding-of-alert.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { alerts } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'

/** Staff have laid aside the incident that an open finding belongs to: they know it, and call it harmless. */
export const isCalledHarmless = sql<boolean>`exists (
  select from ${alerts} join ${posts} on ${posts.id} = ${alerts.postId}
  where ${isFindingOfAlert} and ${alerts.closedAt} is null and ${posts.visibility} = 'draft'
    and ${posts.mergedIntoId} is null)`

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
      open: sql<number>`count(*) filter (where not ${own.isHarmless})`.as('open_count'),
      harmless: sql<number>`count(*) filter (where ${own.isHarmless})`.as('harmless_count'),
    })
    .from(own)
    .groupBy(own.serverId)
    .as('open_findings')
}
