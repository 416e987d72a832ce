'use client'

import type { ReactNode } from 'react'
import { type DeskWords, fillIn, useDeskWords } from '#app/_components/desk/words/desk-words.tsx'

/** Why nothing was saved, above the fields that keep what was typed. children: what stands there instead. */
export function NotSaved({ reason, children }: { reason: string; children?: ReactNode }) {
  const { outcome } = useDeskWords()
  return (
    <div role="alert" className="rounded-lg bg-down-bg px-4 py-3 text-down">
      <p className="font-semibold">{fillIn(outcome.notSaved, { reason })}</p>
      {children}
    </div>
  )
}

/** Says that a colleague was quicker. What they wrote follows. */
export function changedSentence(
  { outcome }: DeskWords,
  staffName: string | null,
  what: 'changedReview' | 'changedAdvisory',
): string {
  return fillIn(outcome[what], { name: staffName ?? outcome.aColleague })
}

/** A long text of a colleague, to compare and to copy from. */
export function TheirText({ text }: { text: string }) {
  return (
    <pre
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take the focus
      tabIndex={0}
      className="max-h-80 overflow-y-auto font-mono text-sm wrap-anywhere whitespace-pre-wrap"
    >
      {text}
    </pre>
  )
}
