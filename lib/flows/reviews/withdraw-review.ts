import type { Database } from '#db/client.ts'
import { dropReviewNotices } from '#db/writes/notices/held-notices.ts'
import { changeReview, lockReview } from '#db/writes/reviews/reviews.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'

export type SeenReview = {
  postId: string
  staffId: string
  /** What the person had seen. */
  version: number
}

/**
 * Takes a review from readers; what it said is a draft again, unless there is one, and whoever has not heard of it yet does
 * not any more. changed-meanwhile: a colleague changed it since, or readers do not see it.
 */
export function withdrawReview(
  db: Database,
  { postId, staffId, version }: SeenReview,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'withdraw-review' as const }
  return changePost<'changed-meanwhile'>(db, act, now, async tx => {
    const held = await lockReview(tx, postId)
    const review = held?.review
    if (!held || !review?.body || review.withdrawnAt || review.version !== version) return 'changed-meanwhile'
    await changeReview(tx, held, { withdrawnAt: now, draft: review.draft ?? review.body }, now)
    await dropReviewNotices(tx, postId, now)
    return { slug: held.slug, hostnames: [] }
  })
}
