import { and, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'

/** An incident that is locked until the transaction ends, with its review. */
export type LockedReview = NonNullable<Awaited<ReturnType<typeof lockReview>>>

/** A public incident that is over, with its review, for this transaction alone until it ends; undefined: there is none. */
export async function lockReview(tx: Transaction, postId: string) {
  const { id, slug, title, resolvedAt, visibility, kind } = posts
  const [post] = await tx
    .select({ id, slug, title, resolvedAt })
    .from(posts)
    .where(and(eq(id, postId), eq(kind, 'incident'), eq(visibility, 'published')))
    .for('update')
  if (!post?.resolvedAt) return undefined
  const [review] = await tx.select().from(reviews).where(eq(reviews.postId, postId))
  return { ...post, review: review ?? null }
}

type ReviewChange = Partial<Omit<typeof reviews.$inferInsert, 'postId' | 'version'>>

/** Changes a review, a new one if need be, and counts it. The caller has locked it. */
export async function changeReview(
  tx: Transaction,
  { id: postId, review }: LockedReview,
  change: ReviewChange,
  now: Date,
): Promise<void> {
  const version = (review?.version ?? 0) + 1
  await tx
    .insert(reviews)
    .values({ ...change, postId, version, createdAt: now })
    .onConflictDoUpdate({ target: reviews.postId, set: { ...change, version } })
}
