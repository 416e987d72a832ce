import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Part } from '#app/_components/desk/card.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { publishIt, waive, withdrawIt } from '#app/desk/(staff)/posts/[id]/review/actions.ts'
import { requireStaff } from '#app/desk/session.ts'
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
    <Part title="Review" id="review">
      <Card>
        <ReviewStanding incident={incident} dueAt={reviewDueAt(incident.resolvedAt, policy)} now={now} />
        <ReviewActions incident={incident} now={now} />
      </Card>
    </Part>
  )
}

type StandingProps = { incident: ReviewedIncident; dueAt: Date; now: Date }

function ReviewStanding({ incident: { slug, review }, dueAt, now }: StandingProps) {
  const state = reviewState(review)
  switch (state) {
    case 'published':
      return (
        <p>
          Published <LocalTime at={review?.publishedAt ?? now} />
          {review?.draft ? '; a draft of a change waits' : null}.{' '}
          <a href={`/posts/${slug}#review`}>As customers see it</a>
        </p>
      )
    case 'waived':
      return <p className="text-soft">You said that this incident needs no review.</p>
    case 'none':
    case 'draft':
    case 'withdrawn':
      return (
        <p>
          {state === 'none'
            ? 'Nobody has begun it'
            : state === 'draft'
              ? 'A draft waits'
              : 'Withdrawn; it is a draft again'}
          . <DueClock dueAt={dueAt} now={now} />
        </p>
      )
  }
}

/** When a review is due, loud once it is late. */
function DueClock({ dueAt, now }: { dueAt: Date; now: Date }) {
  return dueAt < now ? (
    <strong className="text-down">
      It was due <LocalTime at={dueAt} />.
    </strong>
  ) : (
    <>
      It is due <LocalTime at={dueAt} />.
    </>
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
            {state === 'none' || state === 'waived' ? 'Write it' : 'Edit'}
          </a>
        </May>
        {draft === null ? null : <a href={`/desk/posts/${id}/review/preview`}>See it as readers will</a>}
      </p>
      {draft !== null && isUnfinished(draft) ? (
        <p className="text-slow">
          It has ✎ where something is still to be written. Write there before you publish it.
        </p>
      ) : null}
      {review && draft !== null && !isUnfinished(draft) ? (
        <ActionForm act="publish-review" action={publishIt} className="grid gap-2">
          <Seen postId={id} version={review.version} />
          <CheckField label={tellWords(reach)} name="isTold" isChecked={review.announcedAt === null} />
          <SubmitButton>{state === 'published' ? 'Publish the change' : 'Publish the review'}</SubmitButton>
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
          <SubmitButton look="side">Withdraw it from readers</SubmitButton>
        </ActionForm>
      ) : null}
      {state === 'none' || state === 'waived' || state === 'draft' ? (
        <ActionForm act="waive-review" action={waive} className="grid gap-2">
          <input type="hidden" name="postId" value={id} />
          <input type="hidden" name="isWaived" value={state === 'waived' ? '' : 'on'} />
          <SubmitButton look="side">
            {state === 'waived' ? 'It needs one after all' : 'It needs none'}
          </SubmitButton>
        </ActionForm>
      ) : null}
    </>
  )
}

/** "Tell the 12 customers who heard of this incident" */
function tellWords(reach: number): string {
  if (reach === 0) return 'Tell customers who heard of this incident: nobody did, so nobody gets it'
  const who = reach === 1 ? 'the one customer' : `the ${reach.toLocaleString('en')} customers`
  return `Tell ${who} who heard of this incident`
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
