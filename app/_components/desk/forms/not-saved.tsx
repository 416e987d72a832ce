import type { ReactNode } from 'react'

/** Why nothing was saved, above the fields that keep what was typed. children: what stands there instead. */
export function NotSaved({ reason, children }: { reason: string; children?: ReactNode }) {
  return (
    <div role="alert" className="rounded-lg bg-down-bg px-4 py-3 text-down">
      <p className="font-semibold">Not saved yet. {reason}</p>
      {children}
    </div>
  )
}

/** Says that a colleague was quicker. what: "this review". What they wrote follows. */
export function changedSentence(staffName: string | null, what: string): string {
  return `${staffName ?? 'A colleague'} changed ${what} after you opened it. Your words are below as you typed them. Save again to put them in the place of these:`
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
