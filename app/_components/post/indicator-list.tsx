import { readerWords } from '#app/_components/site/reader-words.ts'
import type { ShownSign } from '#lib/rules/posts/live-text.ts'

/** The indicators that hold now, each to be selected by one click; nothing links to them, and long ones wrap. */
export function IndicatorList({ signs }: { signs: readonly ShownSign[] }) {
  const words = readerWords()
  if (signs.length === 0) return <p className="my-4 text-soft">{words('containment.noSigns')}</p>
  return (
    <section
      aria-label={words('containment.signs')}
      className="my-6 max-w-[72ch] rounded-lg border border-line bg-card px-4 py-1"
    >
      <ul className="m-0 list-none p-0">
        {signs.map(({ id, type, value, note }) => (
          <li
            key={id}
            className="grid gap-x-4 border-b border-line py-2 last:border-b-0 sm:grid-cols-[9rem_minmax(0,1fr)]"
          >
            <span className="text-sm text-soft">{words(`containment.sign.${type}`)}</span>
            <span className="min-w-0">
              <code translate="no" className="font-mono break-all select-all">
                {value}
              </code>
              {note ? <span className="block text-sm text-soft wrap-anywhere">{note}</span> : null}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
