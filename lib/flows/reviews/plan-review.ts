import type { Database } from '#db/client.ts'
import { changeReview, lockReview } from '#db/writes/reviews/reviews.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { isUnfinished, type ReviewPlan } from '#lib/rules/reviews/review.ts'
import type { SeenReview } from './withdraw-review.ts'

/**
 * Sets the time at which the draft of a review is published by itself, as it is then. unfinished: there are places where staff
 * have still to write. past: that time is over. changed-meanwhile: a colleague changed it since, or there is no draft.
 */
export function planReview(
  db: Database,
  { postId, version, at, plan }: Omit<SeenReview, 'staffId'> & { at: Date; plan: ReviewPlan },
  now: Date,
): Promise<'done' | 'unfinished' | 'past' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    if (at <= now) return 'past'
    const held = await lockReview(tx, postId)
    const draft = held?.review?.draft ?? null
    if (!held?.review || draft === null || held.review.version !== version) return 'changed-meanwhile'
    if (isUnfinished(draft)) return 'unfinished'
    await changeReview(tx, held, { publishAt: at, publishPlan: plan }, now)
    const facts = { at: at.toISOString(), isTold: plan.isTold }
    const subject = `post ${postId}`
    await writeAudit(tx, { at: now, staffId: plan.staffId, action: 'plan-review', subject, facts })
    return 'done'
  })
}

/** Takes the time back: the draft waits for a person. changed-meanwhile: a colleague changed it since, or it has no time. */
export function dropReviewPlan(
  db: Database,
  { postId, staffId, version }: SeenReview,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    const held = await lockReview(tx, postId)
    if (!held?.review?.publishAt || held.review.version !== version) return 'changed-meanwhile'
    await changeReview(tx, held, { publishAt: null, publishPlan: null }, now)
    await writeAudit(tx, { at: now, staffId, action: 'drop-review-plan', subject: `post ${postId}` })
    return 'done'
  })
}
