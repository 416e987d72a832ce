import type { WeekStart } from '#lib/rules/time/month.ts'
import type { Words } from './words.ts'

// The moments here are given as what a clock shows, as if it were UTC's.

/** "09:51" today, "18 Nov, 09:51" this year, "19 Feb 2013, 15:40" before. */
export function shortMoment(words: Words, local: Date, today: Date): string {
  const time = clockTime(words, local)
  const isToday = local.toISOString().slice(0, 10) === today.toISOString().slice(0, 10)
  return isToday ? time : words('time.dayAndTime', { day: shortDay(words, local, today), time })
}

/** "18 Nov" this year, "19 Feb 2013" else. */
export function shortDay(words: Words, local: Date, today: Date): string {
  const isThisYear = local.getUTCFullYear() === today.getUTCFullYear()
  return formatsOf(words)[isThisYear ? 'day' : 'dayOfYear'].format(local)
}

/** "09:51" */
export function clockTime(words: Words, local: Date): string {
  return formatsOf(words).time.format(local)
}

/** "18 November 2026" */
export function longDay(words: Words, local: Date): string {
  return formatsOf(words).longDay.format(local)
}

/** "November 2026", of "2026-11". */
export function monthName(words: Words, month: string): string {
  return formatsOf(words).month.format(new Date(`${month}-01`))
}

/** "Mon", "Tue" and so on. */
export function weekdayNames(words: Words, weekStart: WeekStart = 'monday'): string[] {
  const first = Date.UTC(2024, 0, weekStart === 'monday' ? 1 : 7)
  return Array.from({ length: 7 }, (_, day) => formatsOf(words).weekday.format(first + day * 86_400_000))
}

/** "19 Feb 2013, 15:40 UTC" */
export function utcMoment(words: Words, at: Date): string {
  return words('time.utc', { time: formatsOf(words).moment.format(at) })
}

/** Month, day and time in UTC, apart: "Feb", "19", "15:40". */
export function monthAndDay(words: Words, at: Date): [month: string, day: string, time: string] {
  return [formatsOf(words).shortMonth.format(at), String(at.getUTCDate()).padStart(2), clockTime(words, at)]
}

type Formats = Record<
  'time' | 'day' | 'dayOfYear' | 'longDay' | 'shortMonth' | 'month' | 'weekday' | 'moment',
  Intl.DateTimeFormat
>

/** To make one takes as long as to use it 20 times. */
const formats = new Map<string, Formats>()

function formatsOf(words: Words): Formats {
  const tag = words('language.tag')
  const known = formats.get(tag)
  if (known) return known
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' })
  const made = {
    time: format({ hour: '2-digit', minute: '2-digit' }),
    shortMonth: format({ month: 'short' }),
    day: format({ day: 'numeric', month: 'short' }),
    dayOfYear: format({ day: 'numeric', month: 'short', year: 'numeric' }),
    longDay: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    month: format({ month: 'long', year: 'numeric' }),
    weekday: format({ weekday: 'short' }),
    moment: format({ dateStyle: 'medium', timeStyle: 'short' }),
  }
  formats.set(tag, made)
  return made
}
