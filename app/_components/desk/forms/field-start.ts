'use client'

import { use, useState } from 'react'
import { RoundContext, TypedContext } from '#app/_components/desk/action-form.tsx'

/**
 * What a field begins with: what was typed when the form was not done, else what is stored. What a person has begun to
 * change stays as it is when the page is made anew below it.
 */
export function useStart(name: string, stored: string | undefined) {
  const typed = use(TypedContext)
  const round = use(RoundContext) ?? typed
  const value = typed?.[name] ?? stored ?? ''
  const [kept, setKept] = useState({ round, value, isTouched: false })
  const isKept = kept.round === round && (kept.isTouched || kept.value === value)
  if (!isKept) setKept({ round, value, isTouched: false })
  const defaultValue = isKept ? kept.value : value
  const touch = () => {
    if (!kept.isTouched) setKept({ round, value: defaultValue, isTouched: true })
  }
  // A field takes another beginning only when it is made anew.
  return { key: defaultValue, defaultValue, onFocus: touch, onInput: touch }
}

/** Changes with each answer of the form: for what has to be made anew, since the form was. */
export function useRound(): number {
  const round = use(RoundContext)
  const [seen, setSeen] = useState({ round, count: 0 })
  if (seen.round !== round) setSeen({ round, count: seen.count + 1 })
  return seen.count
}
