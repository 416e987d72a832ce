import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { CheckField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { MomentField, TypedZone } from '#app/_components/desk/moment-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { setTime, takeTimeBack } from '#app/desk/(staff)/posts/[id]/review/actions.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Review } from '#db/reads/reviews/review.ts'

/** Publishes the draft of a review by itself at a time, or says when it will be. */
export function ReviewPlanForm({ review, tellLabel }: { review: Review; tellLabel: string }) {
  const { postId, version, publishAt, publishPlan, announcedAt } = review
  const seen = (
    <>
      <input type="hidden" name="postId" value={postId} />
      <input type="hidden" name="version" value={version} />
    </>
  )
  if (publishAt)
    return (
      <ActionForm
        act="drop-review-plan"
        action={takeTimeBack}
        className="grid gap-2 border-t border-line pt-3"
      >
        {seen}
        <p>
          {staffWords.rich('deskPost.reviewPlan.publishesItself', {
            publishAt: () => <LocalTime at={publishAt} />,
            b: text => <b>{text}</b>,
            isTold: publishPlan?.isTold ? 'yes' : 'no',
          })}
        </p>
        <SubmitButton look="side">{staffWords('deskPost.reviewPlan.takeTheTimeBack')}</SubmitButton>
      </ActionForm>
    )
  return (
    <details className="border-t border-line pt-2">
      <summary className="min-h-11 cursor-pointer py-2">
        {staffWords('deskPost.reviewPlan.publishLater')}
      </summary>
      <ActionForm act="plan-review" action={setTime} className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {seen}
        <TypedZone />
        <div className="max-w-xs">
          <MomentField label={staffWords('deskPost.reviewPlan.when')} name="at" at={null} />
        </div>
        <CheckField label={tellLabel} name="isTold" isChecked={announcedAt === null} />
        <SubmitButton look="side">{staffWords('deskPost.reviewPlan.setThisTime')}</SubmitButton>
      </ActionForm>
    </details>
  )
}
