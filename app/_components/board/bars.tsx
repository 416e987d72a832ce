import { readerWords } from '#app/_components/site/reader-words.ts'
import { escapeMarkup } from '#lib/documents/markup.ts'
import type { Day } from '#lib/rules/servers/history.ts'
import type { Impact } from '#lib/rules/servers/status.ts'
import { shortDay } from '#lib/words/moment.ts'
import { daySentence } from '#lib/words/servers.ts'
import type { Words } from '#lib/words/words.ts'
import type { Tone } from './look.ts'

export const barTones: Record<Impact, Tone> = {
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

/**
 * A bar for each day, as text and not as elements: they are three of four elements of a server's page, for whose newest form
 * readers wait.
 */
export function Bars({ days, now }: { days: readonly Day[]; now: Date }) {
  const titleOf = titlesIn(readerWords(), now)
  const bars = days.map((day, index) => {
    const bar = barMarkup(day, index * step, titleOf(day))
    // Who uses the keyboard opens the day in the list below.
    return day.sums.length > 0 ? `<a href="#on-${nameOfDay(day)}" tabindex="-1">${bar}</a>` : bar
  })
  return (
    <svg
      viewBox={`0 0 ${days.length * step} ${full}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      className="days"
      // biome-ignore lint/security/noDangerouslySetInnerHtml: titles are escaped where they are made, all else is numbers and ours
      dangerouslySetInnerHTML={{ __html: bars.join('') }}
    />
  )
}

/** title: as markup. */
function barMarkup(day: Day, x: number, title: string): string {
  const height = heightOf(day)
  const tone = day.worst ? ` data-tone="${barTones[day.worst]}"` : ''
  const place = `x="${x + 1}" y="${full - height}" width="${step - 2}" height="${height}"`
  const touched = `<rect class="day" x="${x}" y="0" width="${step}" height="${full}"></rect>`
  return `<g><title>${title}</title>${touched}<rect ${place}${tone}></rect></g>`
}

/** Most of the 90 days of a server are calm, and the same on all their pages: to say so anew takes a third of a page's time. */
const calmTitles = new Map<string, Map<string, string>>()
const mostTitles = 2_000

/** What a day is called, as markup. The titles of calm days are those of a language, in a year. */
function titlesIn(words: Words, now: Date): (day: Day) => string {
  const common = `${words('language.code')} ${now.getUTCFullYear()}`
  const known = calmTitles.get(common) ?? new Map<string, string>()
  if (known.size >= mostTitles) known.clear()
  if (!calmTitles.has(common)) calmTitles.set(common, known)
  const say = (day: Day) => escapeMarkup(daySentence(words, day, shortDay(words, day.date, now)))
  return day => {
    if (day.sums.length > 0) return say(day)
    const key = `${day.worst} ${day.date.getTime()}`
    const title = known.get(key) ?? say(day)
    known.set(key, title)
    return title
  }
}

/** "2026-11-18" */
export function nameOfDay({ date }: Day): string {
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
