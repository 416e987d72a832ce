import type { ReactNode } from 'react'
import { readerWords } from '#app/_components/site/reader-words.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import type { Day } from '#lib/rules/servers/history.ts'
import { type Impact, impacts } from '#lib/rules/servers/status.ts'
import { shortDay } from '#lib/words/moment.ts'
import { daySentence, stateLabel } from '#lib/words/servers.ts'
import type { Words } from '#lib/words/words.ts'
import type { Tone } from './look.ts'
import './days.css'

const tones: Record<Impact, Tone> = {
  operational: 'fine',
  maintenance: 'work',
  degraded: 'slow',
  partial_outage: 'part',
  major_outage: 'down',
}

const full = 56
const calm = 6
const unknown = 2
const step = 8

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
                <details id={`day-${nameOf(day)}`}>
                  <summary className="cursor-pointer py-1">
                    {daySentence(words, day, shortDay(words, day.date, now))}
                  </summary>
                  <div id={`on-${nameOf(day)}`} className="scroll-mt-12 pb-2 ps-5">
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

function Bars({ days, now }: Pick<Props, 'days' | 'now'>) {
  const titleOf = titlesIn(readerWords(), now)
  return (
    <svg
      viewBox={`0 0 ${days.length * step} ${full}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="days"
    >
      {days.map((day, index) =>
        day.sums.length > 0 ? (
          // Who uses the keyboard opens the day in the list below.
          <a key={day.date.getTime()} href={`#on-${nameOf(day)}`} tabIndex={-1}>
            <Bar day={day} x={index * step} title={titleOf(day)} />
          </a>
        ) : (
          <Bar key={day.date.getTime()} day={day} x={index * step} title={titleOf(day)} />
        ),
      )}
    </svg>
  )
}

function Bar({ day, x, title }: { day: Day; x: number; title: string }) {
  const height = heightOf(day)
  const place = { x: x + 1, y: full - height, width: step - 2, height }
  return (
    <g>
      <title>{title}</title>
      <rect className="day" x={x} y={0} width={step} height={full} />
      <rect {...place} data-tone={day.worst ? tones[day.worst] : undefined} />
    </g>
  )
}

/** Most of the 90 days of a server are calm, and the same on all their pages: to say so anew takes a third of a page's time. */
const calmTitles = new Map<string, Map<string, string>>()
const mostTitles = 2_000

/** What a day is called. The titles of calm days are those of a language, in a year. */
function titlesIn(words: Words, now: Date): (day: Day) => string {
  const common = `${words('language.code')} ${now.getUTCFullYear()}`
  const known = calmTitles.get(common) ?? new Map<string, string>()
  if (known.size >= mostTitles) known.clear()
  if (!calmTitles.has(common)) calmTitles.set(common, known)
  const say = (day: Day) => daySentence(words, day, shortDay(words, day.date, now))
  return day => {
    if (day.sums.length > 0) return say(day)
    const key = `${day.worst} ${day.date.getTime()}`
    const title = known.get(key) ?? say(day)
    known.set(key, title)
    return title
  }
}

/** "2026-11-18" */
function nameOf({ date }: Day): string {
  return date.toISOString().slice(0, 10)
}

const minutesOfDay = 1440

/** By the root of the time, so that minutes are to be seen beside a whole day. Maintenance counts where nothing else was. */
function heightOf({ worst, sums }: Day): number {
  if (worst === null) return unknown
  if (worst === 'operational') return calm
  const counted = sums.filter(
    ([condition]) =>
      condition !== 'without_data' && (worst === 'maintenance' || condition !== 'under_maintenance'),
  )
  const minutes = counted.reduce((sum, [, each]) => sum + each, 0)
  return calm * 2 + Math.sqrt(Math.min(1, minutes / minutesOfDay)) * (full - calm * 2)
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
          <LegendEntry key={impact} tone={tones[impact]}>
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
