import type { ReactNode } from 'react'
import type { CalloutTone } from '#lib/posts/elements.ts'

const looks: Record<CalloutTone, { word: string; shape: string; box: string; ink: string }> = {
  note: { word: 'Note', shape: '◇', box: 'border-work bg-work-bg', ink: 'text-work' },
  warning: { word: 'Warning', shape: '▲', box: 'border-slow bg-slow-bg', ink: 'text-slow' },
  danger: { word: 'Danger', shape: '✕', box: 'border-down bg-down-bg', ink: 'text-down' },
}

/** A remark beside the text. Its tone shows in a word and a shape as well as in its colour. */
export function Callout({
  tone,
  title,
  children,
}: {
  tone: CalloutTone
  title?: string
  children?: ReactNode
}) {
  const { word, shape, box, ink } = looks[tone]
  return (
    <aside
      aria-label={title ? `${word}: ${title}` : word}
      className={`my-6 max-w-[72ch] rounded-lg border-l-4 px-4 py-3 ${box}`}
    >
      <p className={`m-0 font-semibold ${ink}`}>
        <span aria-hidden="true">{shape} </span>
        {title ? `${word}: ${title}` : word}
      </p>
      <div className="mt-1 *:first:mt-0 *:last:mb-0">{children}</div>
    </aside>
  )
}
