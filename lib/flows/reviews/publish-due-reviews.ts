import type { Database } from '#db/client.ts'
import { readDueReviews } from '#db/reads/reviews/review.ts'
import { changeReview, lockReview } from '#db/writes/reviews/reviews.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { isUnfinished } from '#lib/rules/reviews/review.ts'
import { publishHeld } from './publish-review.ts'

/**
 * Publishes the reviews whose time has come, as who set the time wanted it. One that has become unfinished since loses its time, so
 * that the desk shows that it waits. Returns how many were published; called once a minute, and what was missed is made up for.
 */
export async function publishDueReviews(db: Database, now: Date): Promise<number> {
  let published = 0
  for (const { postId, plan } of await readDueReviews(db, now)) {
    const outcome = await publishOne(db, postId, plan.staffId, now)
    if (outcome === 'unfinished') await dropTime(db, postId, now)
    if (outcome === 'done') published += 1
  }
  return published
}

function publishOne(db: Database, postId: string, staffId: string, now: Date) {
  const act = { postId, staffId, action: 'publish-planned-review' as const, facts: { isByTime: true } }
  return changePost<'unfinished' | 'changed-meanwhile'>(db, act, now, async tx => {
    const held = await lockReview(tx, postId)
    const { draft = null, publishAt, publishPlan } = held?.review ?? {}
    if (!held || draft === null || !publishAt || !publishPlan || publishAt > now) return 'changed-meanwhile'
    return isUnfinished(draft) ? 'unfinished' : publishHeld(tx, held, draft, publishPlan.isTold, now)
  })
}

function dropTime(db: Database, postId: string, now: Date): Promise<void> {
  return db.transaction(async tx => {
    const held = await lockReview(tx, postId)
    if (held?.review?.publishAt) await changeReview(tx, held, { publishAt: null, publishPlan: null }, now)
  })
}
