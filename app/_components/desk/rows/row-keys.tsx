import type { ReactNode } from 'react'

/** A row that takes the focus, so that the desk's keys mean what is in it and nothing else; see DeskKeys. */
export function RowKeys({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      data-row
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it takes the focus so that its keys mean this row and no other
      tabIndex={0}
      className="min-w-0 rounded-xl"
    >
      {children}
    </section>
  )
}

/** A key as it is written beside what it does. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="rounded border border-line bg-none-bg px-1.5 font-mono text-sm text-ink">{children}</kbd>
  )
}
