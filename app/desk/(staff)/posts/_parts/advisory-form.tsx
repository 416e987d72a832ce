'use client'

import type { ReactNode } from 'react'
import { TypedContext } from '#app/_components/desk/action-form.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { changedSentence, NotSaved } from '#app/_components/desk/forms/not-saved.tsx'
import { GroupChoice } from '#app/_components/desk/forms/server-choice.tsx'
import { typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { MendableField } from '#app/_components/desk/mendable-field.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import {
  type DeskWords,
  fillIn,
  markdownElements,
  useDeskWords,
} from '#app/_components/desk/words/desk-words.tsx'
import { advisoryLimits } from '#lib/rules/posts/advisory.ts'
import { AddressedTitle } from './addressed-title.tsx'
import type { AdvisoryOutcome, AdvisoryWords } from './advisory-outcome.ts'
import { TheirWords } from './their-words.tsx'

type Props = {
  postId: string
  /** 0: it is new. */
  version: number
  words: AdvisoryWords
  /** null: readers have its address, so it stays. */
  slug: string | null
  groups: readonly { id: string; name: string }[]
  now: Date
  /** The same fields in other languages. */
  others: ReactNode
  action: (before: AdvisoryOutcome, form: FormData) => Promise<AdvisoryOutcome>
}

/** Writes an advisory. What is wrong stands beside its field; what was typed is never lost. Works without scripts, too. */
export function AdvisoryForm({ postId, version, words, slug, groups, now, others, action }: Props) {
  const [outcome, submit] = useKeptAction<NonNullable<AdvisoryOutcome>>(action, (sentence, sent) => {
    return { is: 'failed', sentence, typed: typedIn(sent) }
  })
  const spoken = useDeskWords()
  const { fields } = spoken
  const problems = outcome?.is === 'wrong' ? outcome.problems : []
  const of = (field: string) =>
    problems.filter(problem => problem.field === field).map(problem => problem.sentence)
  return (
    <form action={submit} noValidate className="grid max-w-4xl grid-cols-[minmax(0,1fr)] gap-4">
      <TypedContext value={outcome?.typed ?? null}>
        {outcome?.is === 'filled' ? (
          <p role="status" className="wrap-anywhere">
            {outcome.sentence}
          </p>
        ) : null}
        {outcome && outcome.is !== 'filled' ? (
          <NotSaved reason={reasonOf(spoken, outcome)}>
            {outcome.is === 'changed' ? (
              <TheirWords at={new Date(outcome.at)} staffName={outcome.staffName} words={outcome.theirs} />
            ) : null}
          </NotSaved>
        ) : null}
        <input type="hidden" name="postId" value={postId} />
        <input type="hidden" name="version" value={outcome?.typed.version ?? version} />
        <AddressedTitle
          key={outcome?.typed.title}
          title={outcome?.typed.title ?? words.title}
          slug={outcome?.typed.slug ?? slug}
          now={now}
          problems={{ title: of('title'), slug: of('slug') }}
        />
        <MendableField
          label={fields.summary}
          name="summary"
          stored={words.summary}
          hint={fields.summaryHint}
          maxLength={advisoryLimits.summary}
          rows={2}
          problems={of('summary')}
        />
        <MendableField
          label={fields.text}
          name="body"
          stored={words.body}
          hint={fillIn(fields.textHint, markdownElements)}
          maxLength={advisoryLimits.body}
          rows={18}
          isCode
          problems={of('body')}
        />
        {others}
        <MendableField
          label={fields.servers}
          name="serverNames"
          stored={words.serverNames}
          hint={fields.advisoryServersHint}
          maxLength={5000}
          problems={of('serverNames')}
        />
        <GroupChoice groups={groups} />
        <div className="save-bar">
          <SubmitButton choice={{ name: 'onward', value: 'stay' }}>{fields.saveDraft}</SubmitButton>
          <SubmitButton look="side" choice={{ name: 'onward', value: 'preview' }}>
            {fields.saveAndPreview}
          </SubmitButton>
        </div>
      </TypedContext>
    </form>
  )
}

/** Why nothing was saved. */
function reasonOf(
  words: DeskWords,
  outcome: Exclude<NonNullable<AdvisoryOutcome>, { is: 'filled' }>,
): string {
  switch (outcome.is) {
    case 'wrong':
      return outcome.problems.length === 1
        ? words.fields.mendOne
        : fillIn(words.fields.mendSeveral, { count: outcome.problems.length })
    case 'changed':
      return changedSentence(words, outcome.staffName, 'changedAdvisory')
    case 'failed':
      return outcome.sentence
    case 'gone':
      return words.fields.advisoryGone
  }
}
