'use client'

import { type ReactNode, useActionState } from 'react'
import { FormAnswer, type FormOutcome, TypedContext } from './action-form.tsx'
import { SubmitButton } from './submit-button.tsx'

/** What a form asks before it does what cannot be undone: one sentence, and what the button is called that says yes. */
type Question = { ask: string; yes: string; typed: Readonly<Record<string, string>> }

/** What the action of a form answers that may ask first. */
export type AskedOutcome = FormOutcome | Question

type Props = {
  action: (before: AskedOutcome, form: FormData) => Promise<AskedOutcome>
  /** What its button is called. */
  submit: string
  look?: 'main' | 'side'
  className?: string
  children: ReactNode
}

/**
 * A form that asks in one sentence before it tells people something. The answer carries the sentence, so that only what
 * was read is agreed to. Works without scripts, too.
 */
export function AskingForm({ action, submit, look = 'main', className, children }: Props) {
  const [outcome, send] = useActionState(action, null)
  const question = outcome && 'ask' in outcome ? outcome : null
  const answer = outcome && !('ask' in outcome) ? outcome : null
  return (
    <form action={send} className={className}>
      <TypedContext value={outcome && 'typed' in outcome ? outcome.typed : null}>{children}</TypedContext>
      <FormAnswer outcome={answer} />
      {question ? (
        <div
          role="alert"
          className="grid grid-cols-[minmax(0,1fr)] gap-3 rounded-lg border-2 border-ink bg-card px-4 py-3"
        >
          <p>{question.ask}</p>
          <SubmitButton choice={{ name: 'asked', value: question.ask }}>{question.yes}</SubmitButton>
        </div>
      ) : (
        <SubmitButton look={look}>{submit}</SubmitButton>
      )}
    </form>
  )
}
