import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { readPostMaintenance } from '#db/reads/maintenance/post-maintenance.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { type TitledPost, type WrittenText, writtenPart } from '#lib/rules/languages/translation.ts'
import type { MaintenancePeriod } from '#lib/rules/maintenance/maintenance.ts'
import type { PostKind, PostPhase } from '#lib/rules/posts/post.ts'
import { titleColumns } from './titled.ts'

/** A post in a list. */
export type ListedPost = {
  id: string
  slug: string
  kind: PostKind
  titled: TitledPost
  summary: WrittenText | null
  phase: PostPhase | null
  /** When the work takes place; null: it is about something else. */
  maintenance: MaintenancePeriod | null
  startedAt: Date
  publishedAt: Date
  resolvedAt: Date | null
  commentCount: number
  /** It stands before newer ones for a while. */
  isPinned: boolean
  /** Readers find a review of it on its page. */
  hasReview: boolean
}

/** Published posts that are announced, pinned ones before the newest; with ids, only those. */
export async function readPosts(
  tx: Transaction,
  { limit, ids }: { limit: number; ids?: string[] },
  now: Date,
): Promise<ListedPost[]> {
  const { id, slug, kind, summary, phase, startedAt, publishedAt, resolvedAt, pinnedUntil } = posts
  const isPinned = sql<boolean>`${pinnedUntil} is not null`
  const rows = await tx
    .select({
      id,
      slug,
      kind,
      titled: titleColumns,
      summary,
      phase,
      startedAt,
      publishedAt,
      resolvedAt,
      isPinned,
      reviewedAt: reviews.publishedAt,
    })
    .from(posts)
    .leftJoin(reviews, and(eq(reviews.postId, id), isNull(reviews.withdrawnAt)))
    .where(and(eq(posts.visibility, 'published'), isAnnounced(now), ids ? inArray(id, ids) : undefined))
    .orderBy(desc(isPinned), desc(publishedAt), desc(id))
    .limit(limit)
  const found = rows.map(row => row.id)
  const [counts, periods] = await Promise.all([countComments(tx, found), readPostMaintenance(tx, found)])
  return rows.flatMap(({ reviewedAt, ...row }) => {
    if (!row.publishedAt) return []
    return [
      {
        ...row,
        summary: writtenPart('summary', row.summary, row.titled),
        publishedAt: row.publishedAt,
        maintenance: periods.get(row.id) ?? null,
        commentCount: counts.get(row.id) ?? 0,
        hasReview: reviewedAt !== null,
      },
    ]
  })
}

/** How many comments below these posts are public; posts with none are left out. */
export async function countComments(
  tx: Database | Transaction,
  postIds: string[],
): Promise<Map<string, number>> {
  if (postIds.length === 0) return new Map()
  const rows = await tx
    .select({ postId: comments.postId, count: count() })
    .from(comments)
    .where(and(inArray(comments.postId, postIds), eq(comments.state, 'published')))
    .groupBy(comments.postId)
  return new Map(rows.map(row => [row.postId, row.count]))
}
