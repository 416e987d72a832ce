import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import { type DeskIncident, readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { type ReviewedIncident, readReviewedIncident, readReviewReach } from '#db/reads/reviews/review.ts'
import type * as contracts from '#lib/api/contract/reviews.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { previewNotice } from '#lib/flows/notices/preview-notice.ts'
import { draftReview } from '#lib/flows/reviews/draft-review.ts'
import { dropReviewPlan, planReview } from '#lib/flows/reviews/plan-review.ts'
import { publishReview } from '#lib/flows/reviews/publish-review.ts'
import { saveReview } from '#lib/flows/reviews/save-review.ts'
import { waiveReview } from '#lib/flows/reviews/waive-review.ts'
import { withdrawReview } from '#lib/flows/reviews/withdraw-review.ts'
import { isUnfinished, reviewState } from '#lib/rules/reviews/review.ts'
import { noPost } from './chosen.ts'
import { draftOfReview } from './drafts.ts'
import { showPosts } from './shown-post.ts'
import { type NoticeAnswer, type Obstacle, refuseFor, tell } from './told.ts'
import { wrongText } from './wrong-text.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { post: string } }
type Seen = At & { body: { version: number } }
type Written = { is: 'done'; id: string }

/** An incident that is over and public, by its id or its name in its address; or that there is none. */
async function reviewedNamed(db: Database, name: string, now: Date): Promise<ReviewedIncident | NotDone> {
  const [shown] = await showPosts(db, { name, kinds: ['incident'], limit: 1 }, now)
  if (!shown) return noPost(name)
  return (await readReviewedIncident(db, shown.id)) ?? refuseFor('gone')
}

/** The review of an incident. */
export async function runGetReview({ params: { post } }: At, { db, now }: ApiAct) {
  const found = await reviewedNamed(db, post, now)
  if ('refused' in found) return found
  const { id, review } = found
  const published = review?.publishedAt && !review.withdrawnAt ? review.body : null
  const draft = review?.draft ?? null
  return {
    state: reviewState(review),
    version: review?.version ?? 0,
    draft,
    published,
    suggestion: draft === null && published === null ? await draftReview(db, id) : null,
    publishAt: review?.publishAt?.toISOString() ?? null,
    publishedAt: published === null ? null : (review?.publishedAt?.toISOString() ?? null),
  }
}

/** Writes the draft of a review. */
export async function runWriteReview(
  { params: { post }, body: { version, text } }: At & Body<typeof contracts.writeReviewContract>,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const found = await reviewedNamed(db, post, now)
  if ('refused' in found) return found
  const wrong = await wrongText(db, text)
  if (wrong) return wrong
  return doneOr(found.id, await saveReview(db, { postId: found.id, staffId: caller.id, version, text }, now))
}

type Publishing = { db: Database; name: string; version: number; isTold: boolean; now: Date }
type Ready = { incident: DeskIncident; reach: number; body: string }

/** A draft that can be published now or later, and how many hear of it. */
async function readyReview({ db, name, version, isTold, now }: Publishing): Promise<Ready | NotDone> {
  const found = await reviewedNamed(db, name, now)
  if ('refused' in found) return found
  const body = found.review?.draft ?? null
  const incident = await readIncident(db, found.id)
  if (body === null || !incident || found.review?.version !== version) return refuseFor('changed-meanwhile')
  if (isUnfinished(body)) return refuseFor('unfinished')
  return { incident, body, reach: isTold ? await readReviewReach(db, found.id, now) : 0 }
}

/** Shows a review to readers. */
export async function runPublishReview(
  {
    params: { post: name },
    body: { version, notify: isTold },
  }: At & Body<typeof contracts.publishReviewContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const ready = await readyReview({ db, name, version, isTold, now })
  if ('refused' in ready) return ready
  const { incident, body, reach } = ready
  const mail = isTold
    ? async () => previewNotice(db, await draftOfReview(db, incident, body, now), now)
    : null
  const publication = { postId: incident.id, staffId: caller.id, version, isTold }
  return tell(act, { postId: incident.id, reach, mail }, () => publishReview(db, publication, now))
}

/** Has a review published by itself. */
export async function runPlanReview(
  {
    params: { post: name },
    body: { version, at, notify: isTold },
  }: At & Body<typeof contracts.planReviewContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  if (at <= now) return refuseFor('past', 'at')
  const ready = await readyReview({ db, name, version, isTold, now })
  if ('refused' in ready) return ready
  const { incident, body, reach } = ready
  const mail = isTold ? async () => previewNotice(db, await draftOfReview(db, incident, body, at), at) : null
  const plan = { postId: incident.id, version, at, plan: { staffId: caller.id, isTold } }
  return tell(act, { postId: incident.id, reach, mail }, () => planReview(db, plan, now))
}

/** Takes its time back. */
export function runUnplanReview(asked: Seen, act: ApiAct): Promise<Written | NotDone> {
  return change(asked, act, dropReviewPlan)
}

/** Takes a review from readers. */
export function runWithdrawReview(asked: Seen, act: ApiAct): Promise<Written | NotDone> {
  return change(asked, act, withdrawReview)
}

async function change(
  { params: { post }, body: { version } }: Seen,
  { db, now, caller }: ApiAct,
  how: typeof withdrawReview,
): Promise<Written | NotDone> {
  const found = await reviewedNamed(db, post, now)
  if ('refused' in found) return found
  return doneOr(found.id, await how(db, { postId: found.id, staffId: caller.id, version }, now))
}

/** Says whether an incident needs no review. */
export async function runWaiveReview(
  { params: { post }, body: { waived: isWaived } }: At & Body<typeof contracts.waiveReviewContract>,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const found = await reviewedNamed(db, post, now)
  if ('refused' in found) return found
  const outcome = await waiveReview(db, { postId: found.id, staffId: caller.id, isWaived }, now)
  if (outcome === 'done') return { is: 'done', id: found.id }
  return refuseWith(409, 'Readers see a review of it already. Withdraw that first.')
}

function doneOr(id: string, outcome: 'done' | Obstacle): Written | NotDone {
  return outcome === 'done' ? { is: 'done', id } : refuseFor(outcome)
}
