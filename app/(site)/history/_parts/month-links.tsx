import { readerWords } from '#app/_components/site/reader-words.ts'
import type { Month } from '#lib/rules/time/month.ts'
import { monthName } from '#lib/words/moment.ts'

/** To the nearest months with posts; null: there are none. */
export function MonthLinks({ earlier, later }: { earlier: Month | null; later: Month | null }) {
  const words = readerWords()
  if (!earlier && !later) return null
  return (
    <nav
      aria-label={words('history.months')}
      className="mt-8 flex flex-wrap justify-between gap-x-6 print:hidden"
    >
      {earlier ? (
        <a href={`/history/${earlier}`} rel="prev" className="py-2">
          {words('history.earlier', { month: monthName(words, earlier) })}
        </a>
      ) : null}
      {later ? (
        <a href={`/history/${later}`} rel="next" className="ms-auto py-2">
          {words('history.later', { month: monthName(words, later) })}
        </a>
      ) : null}
    </nav>
  )
}
