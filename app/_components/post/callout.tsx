import type { ReactNode } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { CalloutTone } from '#lib/posts/elements.ts'

const looks: Record<CalloutTone, { shape: string; box: string; ink: string }> = {
  note: { shape: '◇', box: 'border-work bg-work-bg', ink: 'text-work' },
  warning: { shape: '▲', box: 'border-slow bg-slow-bg', ink: 'text-slow' },
  danger: { shape: '✕', box: 'border-down bg-down-bg', ink: 'text-down' },
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
  const { shape, box, ink } = looks[tone]
  const words = readerWords()
  const word = words(`posts.text.${tone}`)
  const heading = title ? words('posts.text.titled', { word, title }) : word
  return (
    <aside aria-label={heading} className={`my-6 max-w-[72ch] rounded-lg border-s-4 px-4 py-3 ${box}`}>
      <p className={`m-0 font-semibold ${ink}`}>
        <span aria-hidden="true">{shape} </span>
        {heading}
      </p>
      <div className="mt-1 *:first:mt-0 *:last:mb-0">{children}</div>
    </aside>
  )
}
