import type { ReactNode } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import type { Day } from '#lib/rules/servers/history.ts'
import { impacts } from '#lib/rules/servers/status.ts'
import { shortDay } from '#lib/words/moment.ts'
import { daySentence, stateLabel } from '#lib/words/servers.ts'
import { Bars, barTones, nameOfDay } from './bars.tsx'
import type { Tone } from './look.ts'
import './days.css'

type Props = {
  days: readonly Day[]
  now: Date
  /** They end with the day of it; null: today is the last one. */
  retiredAt: Date | null
  sentence: string
  /** What happened on a day, in its order. */
  renderDay: (day: Day) => ReactNode
}

/** One bar a day: its colour says the worst, its height how long; a thin line where nothing is known. The sentence sums it up. */
export function Days({ days, now, retiredAt, sentence, renderDay }: Props) {
  const words = readerWords()
  const [first] = days
  const troubled = days.filter(day => day.sums.length > 0).reverse()
  return (
    <figure>
      <figcaption className="mb-3">{sentence}</figcaption>
      <Bars days={days} now={now} />
      <p aria-hidden="true" className="mt-1 flex justify-between text-xs text-soft">
        {first ? (
          <span>
            {retiredAt
              ? shortDay(words, first.date, now)
              : words('servers.days.first', {
                  day: shortDay(words, first.date, now),
                  days: String(days.length - 1),
                })}
          </span>
        ) : null}
        <span>{retiredAt ? shortDay(words, retiredAt, now) : words('servers.days.last')}</span>
      </p>
      <Legend days={days} />
      {troubled.length > 0 ? (
        <details id="day-by-day" className="mt-2">
          <summary className="cursor-pointer py-1 text-sm">{words('servers.days.list')}</summary>
          <ul className="mt-1 text-sm figures">
            {troubled.map(day => (
              <li key={day.date.getTime()}>
                <details id={`day-${nameOfDay(day)}`}>
                  <summary className="cursor-pointer py-1">
                    {daySentence(words, day, shortDay(words, day.date, now))}
                  </summary>
                  <div id={`on-${nameOfDay(day)}`} className="scroll-mt-12 pb-2 ps-5">
                    {renderDay(day)}
                  </div>
                </details>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </figure>
  )
}

/** What the colours mean that are there. */
function Legend({ days }: Pick<Props, 'days'>) {
  const words = readerWords()
  const shown = impacts.filter(impact => days.some(day => day.worst === impact)).reverse()
  return (
    <div className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-sm text-soft">
      <p className="me-auto">{words('servers.days.legend')}</p>
      <ul className="flex flex-wrap gap-x-4">
        {shown.map(impact => (
          <LegendEntry key={impact} tone={barTones[impact]}>
            {stateLabel(words, conditionOf(impact, null))}
          </LegendEntry>
        ))}
        {days.some(day => day.worst === null) ? (
          <LegendEntry>{words('servers.days.unknown')}</LegendEntry>
        ) : null}
      </ul>
    </div>
  )
}

function LegendEntry({ tone, children }: { tone?: Tone; children: string }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg viewBox="0 0 8 8" aria-hidden="true" className="days-key">
        <rect width="8" height="8" data-tone={tone} />
      </svg>
      {children}
    </li>
  )
}
