'use client'

import { type ReactNode, useActionState } from 'react'

/** What a form's action answers: done, or what is wrong, with the words that must not be lost. */
export type Outcome = { done: string } | { problem: string; kept: string | null } | null

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
      {children}
      <Answer outcome={outcome} />
    </form>
  )
}

function Answer({ outcome }: { outcome: Outcome }) {
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
