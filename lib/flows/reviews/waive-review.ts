import type { Database } from '#db/client.ts'
import { changeReview, lockReview } from '#db/writes/reviews/reviews.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'

export type ReviewToWaive = {
  postId: string
  staffId: string
  /** false: it needs one after all. */
  isWaived: boolean
}

/** Staff say that an incident needs no review. changed-meanwhile: it has one that readers see, or is not over. */
export function waiveReview(
  db: Database,
  { postId, staffId, isWaived }: ReviewToWaive,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    const held = await lockReview(tx, postId)
    const isPublic = held?.review?.publishedAt && !held.review.withdrawnAt
    if (!held || isPublic) return 'changed-meanwhile'
    await changeReview(tx, held, { isWaived, publishAt: null, publishPlan: null }, now)
    const action = isWaived ? 'waive-review' : 'want-review'
    await writeAudit(tx, { at: now, staffId, action, subject: `post ${postId}` })
    return 'done'
  })
}
