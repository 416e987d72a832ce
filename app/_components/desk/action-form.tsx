'use client'

import { createContext, type ReactNode, use, useRef } from 'react'
import { Confirmation, type FormQuestion } from '#app/_components/desk/forms/confirmation.tsx'
import { useKeptAction } from '#app/_components/desk/forms/kept-action.ts'
import { type TypedFields, typedIn } from '#app/_components/desk/forms/typed-fields.ts'
import { useMay } from '#app/_components/desk/may.tsx'
import { RowForms } from '#app/_components/desk/rows/row-forms.ts'
import { useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import type { AuditAction } from '#lib/rules/staff/may.ts'

/**
 * What a form's action answers: done, what is wrong, or what is to be confirmed first; with the fields as they were typed,
 * which must not be lost. isSignedOut: nothing can be done before the person signs in.
 */
export type FormOutcome =
  | { done: string }
  | { problem: string; typed: TypedFields; isSignedOut?: boolean }
  | { ask: FormQuestion; typed: TypedFields }
  /** Something was put into its fields, and nothing was done. */
  | { filled: string; typed: TypedFields }
  | null

/** What was typed into a form that was not done; null: show what is stored. */
export const TypedContext = createContext<TypedFields | null>(null)

/** What the form was last answered: with each answer its fields begin anew. */
export const RoundContext = createContext<unknown>(null)

type Props = {
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
  /** What it does, as it is written down: who may not do that sees no form. */
  act?: AuditAction
  className?: string
  children: ReactNode
}

/** A form that says what became of it, and keeps what was typed whatever fails. Works without scripts, too. */
export function ActionForm({ act, ...props }: Props) {
  return useMay(act) ? <ShownForm {...props} /> : null
}

function ShownForm({ action, className, children }: Omit<Props, 'act'>) {
  const form = useRef<HTMLFormElement>(null)
  const row = use(RowForms)
  const [outcome, submit] = useKeptAction<NonNullable<FormOutcome>>(
    action,
    (problem, sent) => ({ problem, typed: typedIn(sent) }),
    answer => {
      if (answer && 'done' in answer && form.current) row?.settle(form.current, answer.done)
    },
  )
  return (
    <form ref={form} action={submit} className={className}>
      <RoundContext value={outcome}>
        <TypedContext value={typedOf(outcome)}>{children}</TypedContext>
      </RoundContext>
      <FormAnswer outcome={outcome} />
    </form>
  )
}

export function typedOf(outcome: FormOutcome): TypedFields | null {
  return outcome && 'typed' in outcome ? outcome.typed : null
}

/** What became of a form, or what it asks before anything is done. */
export function FormAnswer({ outcome }: { outcome: FormOutcome }) {
  const { signIn } = useDeskWords().outcome
  if (outcome === null) return null
  if ('ask' in outcome) return <Confirmation question={outcome.ask} />
  if ('done' in outcome)
    return (
      <p role="status" className="text-ok wrap-anywhere">
        {outcome.done}
      </p>
    )
  if ('filled' in outcome)
    return (
      <p role="status" className="text-sm wrap-anywhere text-soft">
        {outcome.filled}
      </p>
    )
  return (
    <p role="alert" className="rounded-lg bg-down-bg px-4 py-3 text-down">
      {outcome.problem}
      {outcome.isSignedOut ? (
        <>
          {' '}
          <a href="/desk/sign-in" target="_blank" rel="noreferrer">
            {signIn}
          </a>
        </>
      ) : null}
    </p>
  )
}
