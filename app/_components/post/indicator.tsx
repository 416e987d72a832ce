import type { ReactNode } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { IndicatorType } from '#lib/posts/elements.ts'

/** An indicator of compromise as plain text: one click selects all of it for copying, nothing links to it. */
export function Indicator(props: { type: IndicatorType; value: string; children?: ReactNode }) {
  const words = readerWords()
  return (
    <div className="my-6 max-w-[72ch] rounded-lg border border-line bg-card px-4 py-3">
      <p className="m-0 text-sm text-soft">{words('posts.text.indicator', { type: props.type })}</p>
      <p className="m-0 mt-1">
        <code translate="no" className="font-mono break-all select-all">
          {props.value}
        </code>
      </p>
      {props.children ? (
        <details className="mt-2">
          <summary className="cursor-pointer py-1 text-sm text-soft">
            {words('posts.text.whatThisIs')}
          </summary>
          <div className="mt-1 *:first:mt-0 *:last:mb-0">{props.children}</div>
        </details>
      ) : null}
    </div>
  )
}
