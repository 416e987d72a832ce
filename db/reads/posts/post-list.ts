import { and, count, desc, eq, isNull, type Placeholder, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
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

const askNewest = keptQuestion((db, { now, limit }: AskedWith<{ now: Date; limit: number }>) =>
  listed(db, now, undefined).limit(limit),
)

type These = { now: Date; limit: number; ids: string[] }
const askThese = keptQuestion((db, { now, limit, ids }: AskedWith<These>) =>
  listed(db, now, sql`${posts.id} = any(${ids}::text[])`).limit(limit),
)

function listed(db: Database, now: Placeholder, which: SQL | undefined) {
  const { id, slug, kind, summary, phase, startedAt, publishedAt, resolvedAt, pinnedUntil } = posts
  const isPinned = sql<boolean>`${pinnedUntil} is not null`
  return db
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
    .where(and(eq(posts.visibility, 'published'), isAnnounced(now), which))
    .orderBy(desc(isPinned), desc(publishedAt), desc(id))
}

/** Published posts that are announced, pinned ones before the newest; with ids, only those. */
export async function readPosts(
  tx: Transaction,
  { limit, ids }: { limit: number; ids?: string[] },
  now: Date,
): Promise<ListedPost[]> {
  const asked = ids ? askThese(tx, { now, limit, ids }) : askNewest(tx, { now, limit })
  const found = ids ?? (await asked).map(row => row.id)
  const [rows, counts, periods] = await Promise.all([
    asked,
    countComments(tx, found),
    readPostMaintenance(tx, found),
  ])
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

const askCounts = keptQuestion((db, { postIds }: AskedWith<{ postIds: string[] }>) =>
  db
    .select({ postId: comments.postId, count: count() })
    .from(comments)
    .where(and(sql`${comments.postId} = any(${postIds}::text[])`, eq(comments.state, 'published')))
    .groupBy(comments.postId),
)

/** How many comments below these posts are public; posts with none are left out. */
export async function countComments(
  tx: Database | Transaction,
  postIds: string[],
): Promise<Map<string, number>> {
  if (postIds.length === 0) return new Map()
  const rows = await askCounts(tx, { postIds })
  return new Map(rows.map(row => [row.postId, row.count]))
}
