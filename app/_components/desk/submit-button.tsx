'use client'

import type { ReactNode } from 'react'
import { useFormStatus } from 'react-dom'

const looks = {
  main: 'button',
  side: 'min-h-11 cursor-pointer rounded-md border border-soft bg-card px-4 py-2 font-semibold text-ink hover:border-ink',
}

/** A form's button, at rest while the form is under way so that nothing is sent twice. */
export function SubmitButton({
  look = 'main',
  choice,
  hotkey,
  children,
}: {
  look?: keyof typeof looks
  /** What a form with several buttons sends of this one. */
  choice?: { name: string; value: string }
  /** The key that presses it while its row has the focus; see RowKeys. */
  hotkey?: string
  children: ReactNode
}) {
  const { pending } = useFormStatus()
  return (
    <button
      type="submit"
      {...choice}
      aria-keyshortcuts={hotkey}
      disabled={pending}
      className={`sm:justify-self-start disabled:cursor-wait disabled:opacity-60 ${looks[look]}`}
    >
      {children}
    </button>
  )
}
