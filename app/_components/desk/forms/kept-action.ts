'use client'

import { unstable_rethrow } from 'next/navigation'
import { useActionState } from 'react'
import { type DeskWords, fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'
import { largest, tooLarge } from '#lib/body/limits.ts'

/** Bytes around each field of a form on its way. */
const frameBytes = 200

type Action<Outcome> = (before: Outcome, form: FormData) => Promise<Outcome>

/**
 * The state of a form's action that also has an answer where none came: the network failed, the site is away or has a
 * fault, or the form is too large. fail: that answer, of the sentence that says why. hear: hears each answer before the page
 * changes, which may take the form away. Without scripts the action is asked itself.
 */
export function useKeptAction<Outcome>(
  action: Action<Outcome | null>,
  fail: (problem: string, form: FormData) => Outcome,
  hear: (outcome: Outcome | null) => void = () => {},
) {
  const { outcome: words } = useDeskWords()
  const guarded: Action<Outcome | null> = async (before, form) => {
    if (bytesOf(form) > largest.desk.bytes) return fail(tooLarge(largest.desk).message, form)
    try {
      const outcome = await action(before, form)
      hear(outcome)
      return outcome
    } catch (error) {
      unstable_rethrow(error)
      return fail(unanswered(words, error), form)
    }
  }
  // The server's own reference makes a form that works before, and without, scripts.
  return useActionState<Outcome | null, FormData>(typeof window === 'undefined' ? action : guarded, null)
}

function unanswered(words: DeskWords['outcome'], error: unknown): string {
  const isFault = error instanceof Error && 'digest' in error
  return isFault ? fillIn(words.fault, { digest: String(error.digest) }) : words.noAnswer
}

function bytesOf(form: FormData): number {
  return [...form].reduce((sum, [name, value]) => {
    const length = typeof value === 'string' ? new Blob([value]).size : value.size
    return sum + name.length + length + frameBytes
  }, 0)
}
