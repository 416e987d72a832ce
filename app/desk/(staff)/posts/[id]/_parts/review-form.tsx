'use client'

import type { ReactNode } from 'react'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { changedSentence, NotSaved, TheirText } from '#app/_components/desk/forms/not-saved.tsx'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { MendableField } from '#app/_components/desk/mendable-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import {
  type DeskWords,
  fillIn,
  markdownElements,
  useDeskWords,
} from '#app/_components/desk/words/desk-words.tsx'
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
  const words = useDeskWords()
  return (
    <form action={submit} noValidate className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-4">
      <TypedContext value={outcome?.typed ?? null}>
        {outcome?.is === 'filled' ? (
          <p role="status" className="wrap-anywhere">
            {outcome.sentence}
          </p>
        ) : null}
        {outcome && outcome.is !== 'filled' ? (
          <NotSaved reason={reasonOf(words, outcome)}>
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
          label={words.fields.text}
          name="text"
          stored={text}
          hint={fillIn(words.fields.reviewHint, markdownElements)}
          maxLength={mostReview}
          rows={26}
          isCode
          problems={outcome?.is === 'wrong' ? outcome.problems : []}
        />
        {others}
        <div className="flex flex-wrap gap-3">
          <SubmitButton choice={{ name: 'onward', value: 'stay' }}>{words.fields.saveDraft}</SubmitButton>
          <SubmitButton look="side" choice={{ name: 'onward', value: 'preview' }}>
            {words.fields.saveAndPreview}
          </SubmitButton>
        </div>
      </TypedContext>
    </form>
  )
}

/** Why nothing was saved. */
function reasonOf(words: DeskWords, outcome: Exclude<NonNullable<ReviewOutcome>, { is: 'filled' }>): string {
  switch (outcome.is) {
    case 'wrong':
      return words.fields.reviewMend
    case 'failed':
      return outcome.sentence
    case 'changed':
      return changedSentence(words, outcome.staffName, 'changedReview')
    case 'gone':
      return words.fields.reviewGone
  }
}
