import { minutesFrom } from '#lib/rules/servers/history.ts'
import { type ClockReading, shownIn } from '#lib/rules/time/clock.ts'
import { clockTime } from './moment.ts'
import type { Words } from './words.ts'

/** How moments are written for one reader. */
export type TimeWords = {
  moment(at: Date): string
  period(from: Date, to: Date): string
}

/**
 * Moments as a mail says them: "14:30 CET (13:30 UTC)", with its day where that is not the day of now in this zone:
 * "14:30 CET (13:30 UTC), 24 November". zone: one that rules/zone knows.
 */
export function longTimes(words: Words, zone: string, now: Date): TimeWords {
  return timesOf(words, zone, now, true)
}

/** The same without UTC, for short messages: "14:30 CET". */
export function shortTimes(words: Words, zone: string, now: Date): TimeWords {
  return timesOf(words, zone, now, false)
}

/** ISO 8601, for programs: "2026-11-24T13:30Z", and the interval of two with a slash. */
export const isoTimes: TimeWords = {
  moment: isoMinute,
  period: (from, to) => `${isoMinute(from)}/${isoMinute(to)}`,
}

/** "18 minutes", "1 hour 35 minutes", "2 days 4 hours". */
export function inDuration(words: Words, minutes: number): string {
  if (minutes < 60) return words('time.minutes', { minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return words('time.hours', { hours, minutes: minutes % 60 })
  return words('time.days', { days: Math.floor(hours / 24), hours: hours % 24 })
}

/** How long a promise is overdue, a minute at least: "12 minutes". null: it is not. */
export function lateBy(words: Words, promisedAt: Date, now: Date): string | null {
  if (promisedAt >= now) return null
  return inDuration(words, Math.max(1, minutesFrom(promisedAt, now)))
}

/** A time that is written already, with its length: "15:14 to 15:31 UTC (17 minutes)". */
export function lastingWords(words: Words, period: string, from: Date, to: Date): string {
  return words('time.lasting', { period, duration: inDuration(words, minutesFrom(from, to)) })
}

/** "90 s", "3 min", "4 h": the largest unit that fits without a rest. */
export function shortDuration(words: Words, seconds: number): string {
  if (seconds > 0 && seconds % 3600 === 0) return words('time.short.hours', { count: String(seconds / 3600) })
  return seconds > 0 && seconds % 60 === 0
    ? words('time.short.minutes', { count: String(seconds / 60) })
    : words('time.short.seconds', { count: String(seconds) })
}

/** "14:30 UTC", with its day where that is another one: "2026-03-11 14:30 UTC". */
export function utcTime(words: Words, at: Date, now: Date): string {
  const [day, time] = [dayOf(at), clockTime(words, at)]
  return day === dayOf(now) ? words('time.utc', { time }) : words('time.utcOfDay', { day, time })
}

function timesOf(words: Words, zone: string, now: Date, isLong: boolean): TimeWords {
  const today = shownIn(zone, now).local
  const write = (from: ClockReading, to: ClockReading) => momentWords(words, from, to, today, isLong)
  const moment = (shown: ClockReading) => write(shown, shown)
  return {
    moment: at => moment(shownIn(zone, at)),
    period(from, to) {
      const [begin, end] = [shownIn(zone, from), shownIn(zone, to)]
      const isOneDay = dayOf(begin.local) === dayOf(end.local) && dayOf(begin.at) === dayOf(end.at)
      const isOneClock = isOneDay && begin.label === end.label
      return isOneClock
        ? write(begin, end)
        : words('time.span', {
            from: moment(begin),
            to: moment(end),
          })
    },
  }
}

function momentWords(
  words: Words,
  from: ClockReading,
  to: ClockReading,
  today: Date,
  isLong: boolean,
): string {
  return words('time.moment', {
    clock: span(words, clockTime(words, from.local), clockTime(words, to.local)),
    zone: to.label,
    utcDay: isLong ? utcDayOf(to) : 'none',
    utc: span(words, clockTime(words, from.at), clockTime(words, to.at)),
    isToday: dayOf(to.local) === dayOf(today) ? 'yes' : 'no',
    day: longDay(words, to.local, today),
  })
}

/** On which day UTC is then; none where the clock is UTC's. */
function utcDayOf({ at, local, label }: ClockReading): 'none' | 'same' | 'before' | 'after' {
  if (label === 'UTC' || label === 'GMT') return 'none'
  const [day, localDay] = [dayOf(at), dayOf(local)]
  if (day === localDay) return 'same'
  return day < localDay ? 'before' : 'after'
}

function span(words: Words, from: string, to: string): string {
  return from === to ? from : words('time.span', { from, to })
}

/** "24 November", with the year where it is another one than today's. */
function longDay(words: Words, local: Date, today: Date): string {
  const isThisYear = local.getUTCFullYear() === today.getUTCFullYear()
  return formatOf(words('language.tag'), isThisYear).format(local)
}

/** To make one takes as long as to use it 20 times. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(tag: string, isThisYear: boolean): Intl.DateTimeFormat {
  const key = `${tag} ${isThisYear}`
  const known = formats.get(key)
  if (known) return known
  const made = new Intl.DateTimeFormat(tag, {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
    ...(isThisYear ? {} : { year: 'numeric' }),
  })
  formats.set(key, made)
  return made
}

function isoMinute(at: Date): string {
  return `${at.toISOString().slice(0, 16)}Z`
}

function dayOf(local: Date): string {
  return local.toISOString().slice(0, 10)
}
