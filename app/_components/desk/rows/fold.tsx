import type { ReactNode } from 'react'

type Props = {
  title: string
  /** The key that opens it; see DeskKeys. */
  hotkey?: string
  /** It is what most come for. */
  isLikely?: boolean
  children: ReactNode
}

/** What is opened by a press where it is wanted. Works without scripts. */
export function Fold({ title, hotkey, isLikely = false, children }: Props) {
  return (
    <details className="fold min-w-0">
      <summary aria-keyshortcuts={hotkey} data-look={isLikely ? 'main' : 'side'} className="fold-title">
        {title}
      </summary>
      <div className="mt-3 grid grid-cols-[minmax(0,1fr)] gap-3">{children}</div>
    </details>
  )
}
