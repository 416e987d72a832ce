'use client'

import { createContext, type ReactNode, useActionState } from 'react'

type TypedFields = Readonly<Record<string, string>>

/**
 * What a form's action answers: done, what is wrong, or what it asks before it goes on; with the fields as they were typed,
 * which must not be lost.
 */
export type FormOutcome =
  | { done: string }
  | { problem: string; typed: TypedFields }
  | { question: string; typed: TypedFields }
  | null

/** What was typed into a form that was refused; null: show what is stored. */
export const TypedContext = createContext<TypedFields | null>(null)

type Props = {
  action: (before: FormOutcome, form: FormData) => Promise<FormOutcome>
  className?: string
  children: ReactNode
}

/** A form that says what became of it. Works without scripts, too. */
export function ActionForm({ action, className, children }: Props) {
  const [outcome, submit] = useActionState(action, null)
  return (
    <form action={submit} className={className}>
      <TypedContext value={typedOf(outcome)}>{children}</TypedContext>
      <FormAnswer outcome={outcome} />
    </form>
  )
}

export function typedOf(outcome: FormOutcome): TypedFields | null {
  return outcome && 'typed' in outcome ? outcome.typed : null
}

/** What became of a form. */
export function FormAnswer({ outcome }: { outcome: FormOutcome }) {
  if (outcome === null) return null
  if ('done' in outcome)
    return (
      <p role="status" className="text-ok">
        {outcome.done}
      </p>
    )
  if ('question' in outcome)
    return (
      <p role="alert" className="rounded-lg bg-work-bg px-4 py-3 font-semibold">
        {outcome.question}
      </p>
    )
  return (
    <p role="alert" className="rounded-lg bg-down-bg px-4 py-3 text-down">
      {outcome.problem}
    </p>
  )
}
