'use client'

import { use } from 'react'
import { TypedContext } from './action-form.tsx'
import { TextArea } from './forms/text-area.tsx'

type Props = {
  label: string
  name: string
  stored: string
  hint?: string
  maxLength: number
  /** Left out: a field of one line. */
  rows?: number
  isCode?: boolean
  /** What is wrong with what was sent, each in a sentence. */
  problems: readonly string[]
}

/** A labelled field that says beside itself what is wrong with it. */
export function MendableField({ label, name, stored, hint, rows, isCode, problems, maxLength }: Props) {
  const typed = use(TypedContext)
  const defaultValue = typed?.[name] ?? stored
  const rest = {
    id: name,
    name,
    defaultValue,
    maxLength,
    ...describedByProblems(name, problems, hint),
    className: isCode ? 'field font-mono text-sm' : 'field',
  }
  return (
    <div className="grid gap-1">
      <label htmlFor={name} className="text-sm font-semibold">
        {label}
      </label>
      {/* A field takes another beginning only when it is made anew. */}
      {rows ? (
        <TextArea key={defaultValue} rows={rows} spellCheck {...rest} />
      ) : (
        <input key={defaultValue} type="text" {...rest} />
      )}
      <Problems name={name} problems={problems} />
      {hint ? (
        <p id={`${name}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      ) : null}
    </div>
  )
}

/** The attributes that tie a control to its problems and its hint. */
export function describedByProblems(name: string, problems: readonly string[], hint: string | undefined) {
  const ids = [...(problems.length > 0 ? [`${name}-problems`] : []), ...(hint ? [`${name}-hint`] : [])]
  return {
    'aria-describedby': ids.length > 0 ? ids.join(' ') : undefined,
    'aria-invalid': problems.length > 0 || undefined,
  }
}

/** What is wrong with a field, each in a sentence. */
export function Problems({ name, problems }: { name: string; problems: readonly string[] }) {
  if (problems.length === 0) return null
  return (
    <ul id={`${name}-problems`} className="grid gap-0.5 text-sm font-semibold text-down">
      {problems.map(problem => (
        <li key={problem}>
          <span aria-hidden="true">✕ </span>
          {problem}
        </li>
      ))}
    </ul>
  )
}
