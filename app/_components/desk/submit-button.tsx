'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'

const side = 'min-h-11 cursor-pointer rounded-md border bg-card px-4 py-2 font-semibold hover:border-ink'

const looks = {
  main: 'button',
  side: `${side} border-soft text-ink`,
  /** What takes something away, apart from what is likely meant. */
  apart: `${side} border-down text-down`,
}

type Props = {
  look?: keyof typeof looks
  /** What a form with several buttons sends of this one. */
  choice?: { name: string; value: string }
  /** The key that presses it, or several with blanks between; see DeskKeys. */
  hotkey?: string
  /** The id of the sentence that it answers. */
  describedBy?: string
  /** It appears as the answer to what the person has just done. */
  takesFocus?: boolean
  children: ReactNode
}

/** A form's button, at rest while the form is under way so that nothing is sent twice. */
export function SubmitButton({ look = 'main', choice, hotkey, describedBy, takesFocus, children }: Props) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      {...choice}
      aria-keyshortcuts={hotkey}
      aria-describedby={describedBy}
      // biome-ignore lint/a11y/noAutofocus: the person has just asked for it, and without scripts the page leads back to it
      autoFocus={takesFocus}
      disabled={pending}
      className={`sm:justify-self-start disabled:cursor-wait disabled:opacity-60 ${looks[look]}`}
    >
      {children}
    </button>
  )
}
