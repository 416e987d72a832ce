'use client'

import { createContext, type ReactNode, useActionState } from 'react'

/**
 * What a form's action answers: done, or what is wrong, with the words that must not be lost.
 * typed: the fields as they were sent, so that a refused form is not typed again.
 */
export type Outcome =
  | { done: string }
  | { problem: string; kept: string | null; typed?: Readonly<Record<string, string>> }
  | null

/** What was typed into a form that was refused; null: show what is stored. */
export const Typed = createContext<Readonly<Record<string, string>> | null>(null)

type Props = {
  action: (before: Outcome, form: FormData) => Promise<Outcome>
  className?: string
  children: ReactNode
}

/** A form that says what became of it. Works without scripts, too. */
export function ActionForm({ action, className, children }: Props) {
  const [outcome, submit] = useActionState(action, null)
  return (
    <form action={submit} className={className}>
      <Typed value={typedOf(outcome)}>{children}</Typed>
      <Answer outcome={outcome} />
    </form>
  )
}

export function typedOf(outcome: Outcome): Readonly<Record<string, string>> | null {
  return outcome && 'typed' in outcome ? (outcome.typed ?? null) : null
}

/** What became of a form. */
export function Answer({ outcome }: { outcome: Outcome }) {
  if (outcome === null) return null
  if ('done' in outcome)
    return (
      <p role="status" className="text-ok">
        {outcome.done}
      </p>
    )
  return (
    <div role="alert" className="grid gap-2 rounded-lg bg-down-bg px-4 py-3 text-down">
      <p>{outcome.problem}</p>
      {outcome.kept ? (
        <div>
          <p>Your text:</p>
          <pre className="font-sans whitespace-pre-wrap select-all">{outcome.kept}</pre>
        </div>
      ) : null}
    </div>
  )
}
