import { shownIn } from '#lib/rules/time/clock.ts'
import type { Words } from '#lib/words/words.ts'

/** "March". month counts from 0. */
export function historyMonthName(words: Words, { year, month }: { year: number; month: number }): string {
  return formatOf(words('language.tag'), 'long').format(new Date(Date.UTC(year, month, 1)))
}

/**
 * "Mar 10, 14:30 - 15:02 UTC", with days and times marked as Statuspage marks them, for its readers cut by these.
 * to: null while it goes on.
 */
export function markedPeriod(words: Words, zone: string, from: Date, to: Date | null): string {
  const begin = shownIn(zone, from)
  const end = to && shownIn(zone, to)
  const first = markedMoment(words, begin.local)
  if (!end) return words('statuspage.since', { from: first, zone: begin.label })
  const isOneDay = dayOf(begin.local) === dayOf(end.local)
  const last = isOneDay ? markedTime(end.local) : markedMoment(words, end.local)
  return words('statuspage.period', { from: first, to: last, zone: end.label })
}

function markedMoment(words: Words, local: Date): string {
  const month = formatOf(words('language.tag'), 'short').format(local)
  // Statuspage pads the day.
  const day = String(local.getUTCDate()).padStart(2)
  return `${month} <var data-var='date'>${day}</var>, ${markedTime(local)}`
}

function markedTime(local: Date): string {
  return `<var data-var='time'>${local.toISOString().slice(11, 16)}</var>`
}

function dayOf(local: Date): string {
  return local.toISOString().slice(0, 10)
}

/** To make one takes as long as to use it 20 times. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(tag: string, month: 'long' | 'short'): Intl.DateTimeFormat {
  const key = `${tag} ${month}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(tag, { month, timeZone: 'UTC' })
  formats.set(key, made)
  return made
}
