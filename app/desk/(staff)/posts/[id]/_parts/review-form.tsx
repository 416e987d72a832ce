'use client'

import type { ReactNode } from 'react'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { changedSentence, NotSaved, TheirText } from '#app/_components/desk/forms/not-saved.tsx'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { MendableField } from '#app/_components/desk/mendable-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import type { ReviewOutcome } from '#app/desk/(staff)/posts/[id]/review/review-forms.ts'
import { mostReview } from '#lib/rules/reviews/review.ts'

type Props = {
  postId: string
  /** 0: nobody has saved one. */
  version: number
  text: string
  /** The text in other languages. */
  others: ReactNode
  action: (before: ReviewOutcome, form: FormData) => Promise<ReviewOutcome>
}

/** Writes a review. What was typed is never lost. Works without scripts, too. */
export function ReviewForm({ postId, version, text, others, action }: Props) {
  const [outcome, submit] = useKeptAction<NonNullable<ReviewOutcome>>(action, (sentence, sent) => {
    return { is: 'failed', sentence, typed: typedIn(sent) }
  })
  return (
    <form action={submit} noValidate className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-4">
      <TypedContext value={outcome?.typed ?? null}>
        {outcome?.is === 'filled' ? (
          <p role="status" className="wrap-anywhere">
            {outcome.sentence}
          </p>
        ) : null}
        {outcome && outcome.is !== 'filled' ? (
          <NotSaved reason={reasonOf(outcome)}>
            {outcome.is === 'changed' ? (
              <div className="mt-3 rounded-md border border-line bg-card px-3 py-2 text-ink">
                <TheirText text={outcome.theirs} />
              </div>
            ) : null}
          </NotSaved>
        ) : null}
        <input type="hidden" name="postId" value={postId} />
        <input type="hidden" name="version" value={outcome?.typed.version ?? version} />
        <MendableField
          label="Text"
          name="text"
          stored={text}
          hint="Markdown, with <Points>, <Callout>, <Indicator>, <Indicators />, <Containment />, <ServerChip> and <Timestamp>. Write where it has ✎."
          maxLength={mostReview}
          rows={26}
          isCode
          problems={outcome?.is === 'wrong' ? outcome.problems : []}
        />
        {others}
        <div className="flex flex-wrap gap-3">
          <SubmitButton choice={{ name: 'onward', value: 'stay' }}>Save draft</SubmitButton>
          <SubmitButton look="side" choice={{ name: 'onward', value: 'preview' }}>
            Save & preview
          </SubmitButton>
        </div>
      </TypedContext>
    </form>
  )
}

/** Why nothing was saved. */
function reasonOf(outcome: Exclude<NonNullable<ReviewOutcome>, { is: 'filled' }>): string {
  switch (outcome.is) {
    case 'wrong':
      return 'What is to be mended is named below the text.'
    case 'failed':
      return outcome.sentence
    case 'changed':
      return changedSentence(outcome.staffName, 'this review')
    case 'gone':
      return 'The incident is not over any more, or not public. Your words are below: copy them.'
  }
}
