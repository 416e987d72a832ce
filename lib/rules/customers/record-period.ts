import { type Month, monthAt, monthPeriod, monthsLater } from '#lib/rules/time/month.ts'
import { momentAt, wallTime } from '#lib/rules/time/wall-time.ts'

/** What a record is about: whole days of one zone, the last one until now at most. */
export type RecordPeriod = {
  /** Such as "2026-11-01". */
  firstDay: string
  lastDay: string
  from: Date
  until: Date
  zone: string
  /** Each as far as it is within the period, in order. */
  months: { month: Month; from: Date; until: Date }[]
}

export type PeriodProblem = 'no-day' | 'reversed' | 'future' | 'too-long'

const longestYears = 10
const dayForm = /^2\d{3}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/

/** The days that a record is about if nothing is said: this month and the eleven before it. */
export function usualDays(zone: string, now: Date): { firstDay: string; lastDay: string } {
  const today = dayAt(now, zone)
  return { firstDay: `${monthsLater(monthAt(now, zone), -11)}-01`, lastDay: today }
}

/** The period from the first of these days to the end of the last, but not beyond now; or what is wrong with them. */
export function recordPeriod(
  { firstDay, lastDay }: { firstDay: string; lastDay: string },
  zone: string,
  now: Date,
): RecordPeriod | PeriodProblem {
  if (!isDay(firstDay) || !isDay(lastDay)) return 'no-day'
  if (lastDay < firstDay) return 'reversed'
  if (firstDay > dayAt(now, zone)) return 'future'
  if (lastDay > yearsLater(firstDay)) return 'too-long'
  const from = startOf(firstDay, zone)
  const end = startOf(dayAfter(lastDay), zone)
  const until = end < now ? end : now
  return { firstDay, lastDay, from, until, zone, months: monthsOf(from, until, zone) }
}

function monthsOf(from: Date, until: Date, zone: string): RecordPeriod['months'] {
  const months: RecordPeriod['months'] = []
  for (let month = monthAt(from, zone); ; month = monthsLater(month, 1)) {
    const whole = monthPeriod(month, zone)
    if (whole.from >= until) return months
    const begin = whole.from > from ? whole.from : from
    months.push({ month, from: begin, until: whole.until < until ? whole.until : until })
  }
}

function isDay(text: string): boolean {
  if (!dayForm.test(text)) return false
  const day = new Date(`${text}T00:00:00Z`)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text)
}

function dayAt(at: Date, zone: string): string {
  return wallTime(at, zone).slice(0, 10)
}

function dayAfter(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)
}

/** The last day that a record from this day on may have. */
function yearsLater(day: string): string {
  return `${Number(day.slice(0, 4)) + longestYears}${day.slice(4)}`
}

/** A day may begin at one in the night, where the clock was changed at midnight. */
function startOf(day: string, zone: string): Date {
  return momentAt(`${day}T00:00`, zone, 'first')
}
