import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { readPostMaintenance } from '#db/reads/maintenance/post-maintenance.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import type { MaintenancePeriod } from '#lib/rules/maintenance/maintenance.ts'
import type { PostKind, PostPhase } from '#lib/rules/posts/post.ts'

/** A post in a list. */
export type ListedPost = {
  id: string
  slug: string
  kind: PostKind
  title: string
  summary: string | null
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

export type PostList = { posts: ListedPost[]; page: number; pages: number }

const postsPerPage = 20

/** One page of all published posts, the newest first. Returns null for a page that does not exist. */
export function readPostList(page: number, db: Database = getDatabase()): Promise<PostList | null> {
  return readSnapshot(db, async tx => {
    const total = await tx.$count(posts, eq(posts.visibility, 'published'))
    const pages = Math.max(1, Math.ceil(total / postsPerPage))
    if (page > pages) return null
    return {
      posts: await readPosts(tx, { limit: postsPerPage, offset: (page - 1) * postsPerPage }),
      page,
      pages,
    }
  })
}

/** Published posts, pinned ones before the newest; with ids, only those. */
export async function readPosts(
  tx: Transaction,
  { limit, offset, ids }: { limit: number; offset: number; ids?: string[] },
): Promise<ListedPost[]> {
  const { id, slug, kind, title, summary, phase, startedAt, publishedAt, resolvedAt, pinnedUntil } = posts
  const isPinned = sql<boolean>`${pinnedUntil} is not null`
  const rows = await tx
    .select({
      id,
      slug,
      kind,
      title,
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
    .where(and(eq(posts.visibility, 'published'), ids ? inArray(id, ids) : undefined))
    .orderBy(desc(isPinned), desc(publishedAt), desc(id))
    .limit(limit)
    .offset(offset)
  const found = rows.map(row => row.id)
  const counts = await countComments(tx, found)
  const periods = await readPostMaintenance(tx, found)
  return rows.flatMap(({ reviewedAt, ...row }) => {
    if (!row.publishedAt) return []
    return [
      {
        ...row,
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
