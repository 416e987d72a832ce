import { type Day, inDuration } from '#lib/rules/servers/history.ts'
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
        <span>{days.length} days ago</span>
        <span>today</span>
      </p>
      <figcaption className="mt-2">{sentence}</figcaption>
    </figure>
  )
}

/** "In the last 90 days web07 was down for 18 minutes and slow for 1 hour 35 minutes." period: "In the last 90 days". */
export function daysSentence(label: string, period: string, sums: readonly [string, number][]): string {
  if (sums.length === 0) return `${period} ${label} had no trouble that we know of.`
  const parts = sums.map(([phrase, minutes]) => `${phrase} for ${inDuration(minutes)}`)
  const list = parts.length > 1 ? `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}` : parts[0]
  return `${period} ${label} was ${list}.`
}
