import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { publishIt, waive, withdrawIt } from '#app/desk/(staff)/posts/[id]/review/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { type ReviewedIncident, readReviewedIncident, readReviewReach } from '#db/reads/reviews/review.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { isUnfinished, reviewDueAt, reviewState } from '#lib/rules/reviews/review.ts'
import { ReviewPlanForm } from './review-plan.tsx'

/** The review of an incident: where it stands, when it is due, and what can be done about it. Nothing while it is open. */
export async function ReviewPart({ postId }: { postId: string }) {
  const { db } = await requireStaff()
  const [incident, policy] = await Promise.all([readReviewedIncident(db, postId), readPolicy(db)])
  if (!incident) return null
  const now = new Date()
  return (
    <Part title={staffWords('deskPost.reviewPart.review')} id="review">
      <Card>
        <ReviewStateLine incident={incident} dueAt={reviewDueAt(incident.resolvedAt, policy)} now={now} />
        <ReviewActions incident={incident} now={now} />
      </Card>
    </Part>
  )
}

type StateProps = { incident: ReviewedIncident; dueAt: Date; now: Date }

function ReviewStateLine({ incident: { slug, review }, dueAt, now }: StateProps) {
  const state = reviewState(review)
  switch (state) {
    case 'published':
      return (
        <p>
          {staffWords.rich('deskPost.reviewPart.publishedWithDraft', {
            publishedAt: () => <LocalTime at={review?.publishedAt ?? now} />,
            hasDraft: review?.draft ? 'yes' : 'no',
            link: text => <a href={`/posts/${slug}#review`}>{text}</a>,
          })}
        </p>
      )
    case 'waived':
      return <p className="text-soft">{staffWords('deskPost.reviewPart.noReviewNeeded')}</p>
    case 'none':
    case 'draft':
    case 'withdrawn':
      return (
        <p>
          {state === 'none'
            ? staffWords('deskPost.reviewPart.notBegun')
            : state === 'draft'
              ? staffWords('deskPost.reviewPart.aDraftWaits')
              : staffWords('deskPost.reviewPart.withdrawn')}
          . <DueClock dueAt={dueAt} now={now} />
        </p>
      )
  }
}

/** When a review is due, loud once it is late. */
function DueClock({ dueAt, now }: { dueAt: Date; now: Date }) {
  return dueAt < now ? (
    <strong className="text-down">
      {staffWords.rich('deskPost.reviewPart.itWasDue', { dueAt: () => <LocalTime at={dueAt} /> })}
    </strong>
  ) : (
    staffWords.rich('deskPost.reviewPart.itIsDue', { dueAt: () => <LocalTime at={dueAt} /> })
  )
}

async function ReviewActions({ incident, now }: { incident: ReviewedIncident; now: Date }) {
  const { db } = await requireStaff()
  const { id, review } = incident
  const draft = review?.draft ?? null
  const state = reviewState(review)
  const reach = draft === null ? 0 : await readReviewReach(db, id, now)
  return (
    <>
      <p className="flex flex-wrap gap-x-5">
        <May act="save-review">
          <a href={`/desk/posts/${id}/review`}>
            {state === 'none' || state === 'waived'
              ? staffWords('deskPost.reviewPart.writeIt')
              : staffWords('deskPost.reviewPart.edit')}
          </a>
        </May>
        {draft === null ? null : (
          <a href={`/desk/posts/${id}/review/preview`}>{staffWords('deskPost.reviewPart.seeItAsReaders')}</a>
        )}
      </p>
      {draft !== null && isUnfinished(draft) ? (
        <p className="text-slow">{staffWords('deskPost.reviewPart.itHasWhereSomething')}</p>
      ) : null}
      {review && draft !== null && !isUnfinished(draft) ? (
        <ActionForm act="publish-review" action={publishIt} className="grid gap-2">
          <Seen postId={id} version={review.version} />
          <CheckField label={tellWords(reach)} name="isTold" isChecked={review.announcedAt === null} />
          <SubmitButton>
            {state === 'published'
              ? staffWords('deskPost.reviewPart.publishTheChange')
              : staffWords('deskPost.reviewPart.publishTheReview')}
          </SubmitButton>
        </ActionForm>
      ) : null}
      {review && draft !== null && !isUnfinished(draft) ? (
        <May act="plan-review">
          <ReviewPlanForm review={review} tellLabel={tellWords(reach)} />
        </May>
      ) : null}
      {review && state === 'published' ? (
        <ActionForm act="withdraw-review" action={withdrawIt} className="grid gap-2">
          <Seen postId={id} version={review.version} />
          <SubmitButton look="side">{staffWords('deskPost.reviewPart.withdrawItFromReaders')}</SubmitButton>
        </ActionForm>
      ) : null}
      {state === 'none' || state === 'waived' || state === 'draft' ? (
        <ActionForm act="waive-review" action={waive} className="grid gap-2">
          <input type="hidden" name="postId" value={id} />
          <input type="hidden" name="isWaived" value={state === 'waived' ? '' : 'on'} />
          <SubmitButton look="side">
            {state === 'waived'
              ? staffWords('deskPost.reviewPart.itNeedsOneAfter')
              : staffWords('deskPost.reviewPart.itNeedsNone')}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}

/** "Tell the 12 customers who heard of this incident" */
function tellWords(reach: number): string {
  return staffWords('deskPost.reviewPart.tellWhoWhoHeard', { reach })
}

/** Which review, and what of it the person has seen. */
function Seen({ postId, version }: { postId: string; version: number }) {
  return (
    <>
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="version" value={version} />
    </>
  )
}
