'use server'

import { redirect } from 'next/navigation'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { deskAction, orRefused, say, signedOutWords } from '#app/desk/desk-action.ts'
import { draftOthers } from '#app/desk/draft-others.ts'
import { askToTell, askToWithdraw } from '#app/desk/questions.ts'
import { findStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { countTold } from '#db/reads/notices/told.ts'
import { readPostChanges } from '#db/reads/posts/advisory.ts'
import { readReviewedIncident, readReviewReach } from '#db/reads/reviews/review.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { dropReviewPlan, planReview } from '#lib/flows/reviews/plan-review.ts'
import { publishReview } from '#lib/flows/reviews/publish-review.ts'
import { saveReview } from '#lib/flows/reviews/save-review.ts'
import { waiveReview } from '#lib/flows/reviews/waive-review.ts'
import { withdrawReview } from '#lib/flows/reviews/withdraw-review.ts'
import { type ReviewOutcome, readReviewForm, reviewForms } from './review-forms.ts'

const changed = () => staffWords('deskPost.reviewActions.aColleagueWasQuicker')

/** Keeps what was written as a draft, and leads on to its incident or to its preview. */
export async function saveIt(_before: ReviewOutcome, form: FormData): Promise<ReviewOutcome> {
  const refused = (sentence: string) => ({ is: 'failed' as const, sentence, typed: typedIn(form) })
  return orRefused(() => saveText(form), refused)
}

async function saveText(form: FormData): Promise<ReviewOutcome> {
  const desk = await findStaff()
  const typed = typedIn(form)
  if (!desk) return { is: 'failed', sentence: signedOutWords(), typed }
  const drafted = await draftOthers(form)
  if (drafted && 'problem' in drafted) return { is: 'failed', sentence: drafted.problem, typed }
  if (drafted) return { is: 'filled', sentence: drafted.filled, typed: { ...drafted.typed } }
  const { db, staffMember } = desk
  const read = readReviewForm(form, (await readTargets(db)).servers)
  if ('problems' in read) return { is: 'wrong', problems: read.problems, typed }
  const { onward, ...written } = read.written
  const saved = await saveReview(db, { ...written, staffId: staffMember.id }, new Date())
  const { postId } = written
  if (saved === 'done')
    return redirect(`/desk/posts/${postId}${onward === 'preview' ? '/review/preview' : '#review'}`)
  const theirs = saved === 'gone' ? null : await readReviewedIncident(db, postId)
  if (!theirs?.review) return { is: 'gone', typed }
  const last = (await readPostChanges(db, postId)).find(({ action }) => action.endsWith('-review'))
  return {
    is: 'changed',
    staffName: last?.staffName ?? null,
    theirs: theirs.review.draft ?? theirs.review.body ?? '',
    // Who saves again has seen it.
    typed: { ...typed, version: String(theirs.review.version) },
  }
}

export const publishIt = deskAction(
  reviewForms.publication,
  async (fields, { db, staffId, now }) =>
    say(await publishReview(db, { ...fields, staffId }, now), {
      done: fields.isTold
        ? staffWords('deskPost.reviewActions.publishedCustomersWhoHeard')
        : staffWords('deskPost.reviewActions.publishedNobodyGetsMail'),
      unfinished: staffWords('deskPost.reviewActions.unfinished'),
      'changed-meanwhile': changed(),
    }),
  async ({ postId, isTold }, { db, now }) => {
    const count = isTold ? await readReviewReach(db, postId, now) : 0
    return count === 0 ? null : askToTell(staffWords('deskPost.reviewActions.publishTheReview'), count)
  },
)

export const setTime = deskAction(reviewForms.plan, async ({ isTold, ...fields }, { db, staffId, now }) =>
  say(await planReview(db, { ...fields, plan: { staffId, isTold } }, now), {
    done: staffWords('deskPost.reviewActions.planned'),
    unfinished: staffWords('deskPost.reviewActions.noTimeWasSet'),
    past: staffWords('deskPost.reviewActions.thatTimeIsOver'),
    'changed-meanwhile': changed(),
  }),
)

export const takeTimeBack = deskAction(reviewForms.seen, async (fields, { db, staffId, now }) =>
  say(await dropReviewPlan(db, { ...fields, staffId }, now), {
    done: staffWords('deskPost.reviewActions.waitsForPerson'),
    'changed-meanwhile': changed(),
  }),
)

export const withdrawIt = deskAction(
  reviewForms.seen,
  async (fields, { db, staffId, now }) =>
    say(await withdrawReview(db, { ...fields, staffId }, now), {
      done: staffWords('deskPost.reviewActions.withdrawn'),
      'changed-meanwhile': changed(),
    }),
  async ({ postId }, { db }) =>
    askToWithdraw(
      staffWords('deskPost.reviewActions.withdrawTheReview'),
      await countTold(db, postId, ['review']),
    ),
)

export const waive = deskAction(reviewForms.waiver, async (fields, { db, staffId, now }) =>
  say(await waiveReview(db, { ...fields, staffId }, now), {
    done: fields.isWaived
      ? staffWords('deskPost.reviewActions.noReviewOwed')
      : staffWords('deskPost.reviewActions.reviewOwed'),
    'changed-meanwhile': changed(),
  }),
)
