import { and, eq, gt, inArray, isNotNull, isNull, max, ne, or, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { listOf } from '#db/reads/list-of.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { badKinds } from '#lib/rules/decision/pending-changes.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'

/** Unresolved incidents, and resolved ones of which customers still believe that a server is in trouble. */
export async function readIncidents(tx: Transaction): Promise<Incident[]> {
  const untold = await tx
    .selectDistinct({ postId: affectedServers.postId })
    .from(affectedServers)
    .where(and(isNotNull(affectedServers.endedAt), ne(affectedServers.announcedImpact, 'operational')))
  const untoldIds = untold.map(row => row.postId)
  const open = await tx
    .select()
    .from(posts)
    .where(
      and(
        eq(posts.kind, 'incident'),
        untoldIds.length > 0
          ? or(isNull(posts.resolvedAt), inArray(posts.id, untoldIds))
          : isNull(posts.resolvedAt),
      ),
    )
    .orderBy(posts.startedAt, posts.id)
  const ids = open.map(post => post.id)
  const rows = await tx
    .select()
    .from(affectedServers)
    .where(sql`${affectedServers.postId} = any(${listOf(ids, 'text')})`)
    .orderBy(affectedServers.since, affectedServers.serverId)
  const byPost = Map.groupBy(rows, row => row.postId)
  return open.map(post => incidentOf(post, byPost.get(post.id) ?? []))
}

function incidentOf(
  post: typeof posts.$inferSelect,
  rows: readonly (typeof affectedServers.$inferSelect)[],
): Incident {
  const { id, slug, title, visibility, cause, groupId, startedAt, publishedAt, resolvedAt } = post
  const { touchedAt, acknowledgedAt, resolutionProposedAt, keptOpenAt, nextUpdateAt, lastNoticeAt, breaker } =
    post
  const { tellFrom } = post
  return {
    id,
    slug,
    title,
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
