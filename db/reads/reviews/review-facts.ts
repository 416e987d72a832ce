import { and, asc, count, countDistinct, eq, inArray, isNotNull, isNull, min, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { contentOf, type UpdateContent } from '#db/reads/posts/update-facts.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { alerts } from '#db/schema/alert.ts'
import { comments } from '#db/schema/comment.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { updates } from '#db/schema/update.ts'
import type { ReviewFacts } from '#lib/rules/reviews/review.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import { latest } from '#lib/rules/time/time.ts'

/** What is kept of an incident for its review; the entries of its timeline are still to be put into words. */
export type KeptOfIncident = Omit<ReviewFacts, 'entries'> & {
  entries: readonly (UpdateContent & { at: Date })[]
}

/** Returns null when there is no such incident, or it is not over. */
export function readKeptOfIncident(db: Database, postId: string): Promise<KeptOfIncident | null> {
  return readSnapshot(db, async tx => {
    const [post] = await tx.select().from(posts).where(eq(posts.id, postId))
    if (post?.kind !== 'incident' || !post.resolvedAt) return null
    const { title, startedAt, resolvedAt } = post
    const affected = await readTroubles(tx, postId, resolvedAt)
    const ends = affected.map(({ until }) => new Date(until))
    const overAt = ends.length > 0 ? latest(ends) : resolvedAt
    return {
      title,
      startedAt,
      overAt,
      servers: affected.map(({ id: _, ...server }) => server),
      alerts: await readAlertCount(tx, postId),
      told: await readFirstTold(tx, postId),
      comments: await tx.$count(comments, and(eq(comments.postId, postId), eq(comments.state, 'published'))),
      entries: await readEntries(tx, postId),
      countermeasures: await readCountermeasures(
        tx,
        affected.map(({ id }) => id),
        { startedAt, resolvedAt },
      ),
    }
  })
}

async function readTroubles(tx: Transaction, postId: string, resolvedAt: Date) {
  const { impact, cause, since, until, endedAt, isIntermittent } = affectedServers
  const rows = await tx
    .select({ id: servers.id, label: servers.label, impact, cause, since, until, endedAt, isIntermittent })
    .from(affectedServers)
    .innerJoin(servers, eq(servers.id, affectedServers.serverId))
    .where(eq(affectedServers.postId, postId))
    .orderBy(asc(since), asc(servers.label))
  return rows.map(({ id, label, impact, cause, since, until, endedAt }) => ({
    id,
    label,
    condition: conditionOf(impact, cause),
    since: since.toISOString(),
    until: (until ?? endedAt ?? resolvedAt).toISOString(),
  }))
}

async function readAlertCount(tx: Transaction, postId: string): Promise<ReviewFacts['alerts']> {
  const [row] = await tx
    .select({ count: count(), firstAt: min(alerts.firstReceivedAt) })
    .from(alerts)
    .where(eq(alerts.postId, postId))
  return row?.firstAt ? { count: row.count, firstAt: row.firstAt } : null
}

async function readFirstTold(tx: Transaction, postId: string): Promise<ReviewFacts['told']> {
  const [row] = await tx
    .select({ customers: countDistinct(deliveries.subscriberId), firstAt: min(deliveries.sentAt) })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .where(
      and(
        eq(notices.postId, postId),
        ne(notices.kind, 'held'),
        eq(deliveries.state, 'sent'),
        isNotNull(deliveries.subscriberId),
      ),
    )
  return row?.firstAt ? { customers: row.customers, firstAt: row.firstAt } : null
}

async function readEntries(tx: Transaction, postId: string): Promise<KeptOfIncident['entries']> {
  const rows = await tx
    .select()
    .from(updates)
    .where(eq(updates.postId, postId))
    .orderBy(asc(updates.createdAt), asc(updates.id))
  return rows.map(row => ({ ...contentOf(row), at: row.createdAt }))
}

/** Those that ran on its servers while it was open. */
async function readCountermeasures(
  tx: Transaction,
  serverIds: readonly string[],
  { startedAt, resolvedAt }: { startedAt: Date; resolvedAt: Date },
): Promise<ReviewFacts['countermeasures']> {
  if (serverIds.length === 0) return []
  const { kind, title, startsAt, endsAt, completedAt } = maintenance
  return tx
    .selectDistinct({ at: startsAt, title })
    .from(maintenance)
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
    .where(
      and(
        eq(kind, 'countermeasure'),
        inArray(maintenanceServers.serverId, [...serverIds]),
        isNull(maintenanceServers.cancelledAt),
        sql`${startsAt} <= ${resolvedAt.toISOString()}::timestamptz`,
        sql`coalesce(${completedAt}, ${endsAt}) >= greatest(${startedAt.toISOString()}::timestamptz, ${startsAt})`,
      ),
    )
    .orderBy(asc(startsAt))
}
