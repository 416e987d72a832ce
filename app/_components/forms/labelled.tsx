import type { ReactNode } from 'react'

type Props = {
  /** The id of the control that stands inside. */
  id: string
  label: string
  hint?: string
  /** What is wrong with what was sent; undefined: nothing. */
  problem?: string | undefined
  children: ReactNode
}

/** A label, what to know before, what is wrong, and the control. The control says describedByProblems(…). */
export function Labelled({ id, label, hint, problem, children }: Props) {
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="text-sm font-semibold">
        {label}
      </label>
      {hint ? (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      ) : null}
      {problem ? (
        <p id={`${id}-problem`} data-tone="down" className="text-sm font-semibold text-(--tone)">
          <span className="sr-only">Problem: </span>
          {problem}
        </p>
      ) : null}
      {children}
    </div>
  )
}

/** The attributes that tie a control to its hint and its problem. */
export function describedBy(id: string, has: { hint?: boolean; problem?: boolean }) {
  const ids = [has.hint ? `${id}-hint` : null, has.problem ? `${id}-problem` : null].filter(
    part => part !== null,
  )
  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(has.problem ? { 'aria-invalid': true } : {}),
  }
}
