import { and, eq, gt, inArray, isNotNull, isNull, max, ne } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { badKinds } from '#lib/rules/decision/pending-changes.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'

/** Unresolved incidents, and resolved ones of which customers still believe that a server is in trouble. */
export async function readIncidents(tx: Transaction): Promise<Incident[]> {
  const untold = tx
    .selectDistinct({ postId: affectedServers.postId })
    .from(affectedServers)
    .where(and(isNotNull(affectedServers.endedAt), ne(affectedServers.announcedImpact, 'operational')))
  const isIncident = eq(posts.kind, 'incident')
  const ids = tx
    .select({ id: posts.id })
    .from(posts)
    .where(and(isIncident, isNull(posts.resolvedAt)))
    .union(
      tx
        .select({ id: posts.id })
        .from(posts)
        .where(and(isIncident, inArray(posts.id, untold))),
    )
  // Both at once: nobody but who holds the decider's lock changes incidents between them.
  const [open, rows] = await Promise.all([
    tx.select().from(posts).where(inArray(posts.id, ids)).orderBy(posts.startedAt, posts.id),
    tx
      .select()
      .from(affectedServers)
      .where(inArray(affectedServers.postId, ids))
      .orderBy(affectedServers.since, affectedServers.serverId),
  ])
  const byPost = Map.groupBy(rows, row => row.postId)
  return open.map(post => incidentOf(post, byPost.get(post.id) ?? []))
}

function incidentOf(
  post: typeof posts.$inferSelect,
  rows: readonly (typeof affectedServers.$inferSelect)[],
): Incident {
  const { id, slug, title, titleFacts, visibility, cause, groupId, startedAt, publishedAt, resolvedAt } = post
  const { touchedAt, acknowledgedAt, resolutionProposedAt, keptOpenAt, nextUpdateAt, lastNoticeAt, breaker } =
    post
  const { tellFrom } = post
  return {
    id,
    slug,
    title,
    titleFacts,
    visibility,
    phase: post.phase ?? 'investigating',
    cause,
    groupId,
    startedAt,
    publishedAt,
    resolvedAt,
    touchedAt,
    resolutionProposedAt,
    keptOpenAt,
    nextUpdateAt,
    lastNoticeAt,
    breaker,
    tellFrom,
    acknowledgedAt,
    affected: rows.map(({ postId: _, ...row }) => row),
  }
}

/** Incidents whose bad news was told since then. */
export async function readToldLately(tx: Transaction, since: Date): Promise<Set<string>> {
  const rows = await tx
    .selectDistinct({ postId: notices.postId })
    .from(notices)
    .where(and(gt(notices.createdAt, since), inArray(notices.kind, [...badKinds])))
  return new Set(rows.map(row => row.postId))
}

export async function readSuspectedAt(tx: Transaction): Promise<Date | null> {
  const [row] = await tx
    .select({ at: max(posts.startedAt) })
    .from(posts)
    .where(eq(posts.cause, 'no-data'))
  return row?.at ?? null
}
