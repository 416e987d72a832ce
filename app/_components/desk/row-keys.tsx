'use client'

import type { KeyboardEvent, ReactNode } from 'react'

const typing = 'input, textarea, select, [contenteditable]'

/** A row that takes the focus and has keys: one letter presses the button of the row that names it as its shortcut. */
export function RowKeys({ label, children }: { label: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the focus so that its keys mean this row and no other
    <section aria-label={label} tabIndex={0} onKeyDown={press} className="min-w-0 rounded-xl">
      {children}
    </section>
  )
}

function press(event: KeyboardEvent<HTMLElement>): void {
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat
  if (!isPlain || (event.target instanceof Element && event.target.matches(typing))) return
  const selector = `button[aria-keyshortcuts="${CSS.escape(event.key.toLowerCase())}"]:enabled`
  const button = event.currentTarget.querySelector<HTMLButtonElement>(selector)
  if (!button) return
  event.preventDefault()
  button.click()
}

/** A key as it is written beside what it does. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="rounded border border-line bg-none-bg px-1.5 font-mono text-sm text-ink">{children}</kbd>
  )
}
