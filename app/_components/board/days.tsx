import { readerWords } from '#app/_components/site/reader-words.ts'
import type { Day } from '#lib/rules/servers/history.ts'
import type { Impact } from '#lib/rules/servers/status.ts'
import type { Tone } from './look.ts'

const bars: Record<Impact, { tone: Tone; height: number }> = {
  operational: { tone: 'fine', height: 6 },
  maintenance: { tone: 'work', height: 24 },
  degraded: { tone: 'slow', height: 32 },
  partial_outage: { tone: 'part', height: 44 },
  major_outage: { tone: 'down', height: 56 },
}

const notOurs = { tone: undefined, height: 2 }

const full = 56
const step = 8

/** One bar a day, taller the worse the day was, a thin line before the server was ours. The sentence says the same. */
export function Days({ days, sentence }: { days: readonly Day[]; sentence: string }) {
  const words = readerWords()
  return (
    <figure>
      <svg
        viewBox={`0 0 ${days.length * step} ${full}`}
        preserveAspectRatio="none"
        aria-hidden="true"
        className="days"
      >
        {days.map(({ date, worst }, index) => {
          const { tone, height } = worst ? bars[worst] : notOurs
          const place = { x: index * step + 1, y: full - height, width: step - 2, height }
          return <rect key={date.getTime()} {...place} data-tone={tone} />
        })}
      </svg>
      <p aria-hidden="true" className="mt-1 flex justify-between text-xs text-soft">
        <span>{words('servers.days.first', { days: String(days.length) })}</span>
        <span>{words('servers.days.last')}</span>
      </p>
      <figcaption className="mt-2">{sentence}</figcaption>
    </figure>
  )
}
