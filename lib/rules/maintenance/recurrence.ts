import { later } from '#lib/rules/time/time.ts'

/** As RFC 5545 calls the days of a week, from Monday on. */
export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const
export type Weekday = (typeof weekdays)[number]

/** On which days maintenance comes again. interval: every n days, weeks or months. until: the last day, "2026-12-31". */
export type RecurrenceRule = { interval: number; until: string | null } & (
  | { every: 'day' }
  | { every: 'week'; weekdays: readonly Weekday[] }
  /** nth: the first to the fourth such day of the month, or the last one, which is -1. */
  | { every: 'month'; weekday: Weekday; nth: number }
  /** A month without such a day is left out. */
  | { every: 'month'; monthDay: number }
)

/** How many windows are made ahead. */
export const windowsAhead = 3

/** Customers hear of a window this long before it, and not when it is made. */
const announcedSeconds = 3 * 86_400

/** When customers hear of a window that begins then. */
export function announcedAt(startsAt: Date): Date {
  return later(startsAt, -announcedSeconds)
}

/** The greatest interval. */
const mostInterval = 12

const dayMs = 86_400_000
const frequencies = { day: 'DAILY', week: 'WEEKLY', month: 'MONTHLY' } as const

/** The rule as text, as RFC 5545 (3.3.10) writes it: "FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH". */
export function recurrenceText(rule: RecurrenceRule): string {
  return [
    `FREQ=${frequencies[rule.every]}`,
    ...(rule.interval > 1 ? [`INTERVAL=${rule.interval}`] : []),
    ...('weekdays' in rule ? [`BYDAY=${rule.weekdays.join(',')}`] : []),
    ...('nth' in rule ? [`BYDAY=${rule.nth}${rule.weekday}`] : []),
    ...('monthDay' in rule ? [`BYMONTHDAY=${rule.monthDay}`] : []),
    ...(rule.until ? [`UNTIL=${rule.until.replaceAll('-', '')}`] : []),
  ].join(';')
}

/** Reads what recurrenceText writes; null: it is no rule of ours. */
export function readRecurrence(text: string): RecurrenceRule | null {
  const parts = new Map(text.split(';').map(part => splitAt(part, '=')))
  const interval = Number(parts.get('INTERVAL') ?? 1)
  const until = (parts.get('UNTIL') ?? '').replace(/^(\d{4})(\d\d)(\d\d)$/, '$1-$2-$3') || null
  if (!Number.isInteger(interval) || interval < 1 || interval > mostInterval) return null
  const days = (parts.get('BYDAY') ?? '').split(',')
  switch (parts.get('FREQ')) {
    case 'DAILY':
      return { every: 'day', interval, until }
    case 'WEEKLY': {
      const chosen = weekdays.filter(day => days.includes(day))
      return chosen.length > 0 ? { every: 'week', interval, until, weekdays: chosen } : null
    }
    case 'MONTHLY':
      return readMonthly(days[0] ?? '', Number(parts.get('BYMONTHDAY')), { interval, until })
    default:
      return null
  }
}

function readMonthly(
  day: string,
  monthDay: number,
  rest: Pick<RecurrenceRule, 'interval' | 'until'>,
): RecurrenceRule | null {
  if (Number.isInteger(monthDay) && monthDay >= 1 && monthDay <= 31)
    return { every: 'month', monthDay, ...rest }
  const [, nth = '', name = ''] = /^(-1|[1-4])([A-Z]{2})$/.exec(day) ?? []
  const weekday = weekdays.find(each => each === name)
  return weekday ? { every: 'month', weekday, nth: Number(nth), ...rest } : null
}

function splitAt(text: string, sign: string): [string, string] {
  const [name = '', value = ''] = text.split(sign, 2)
  return [name, value]
}

/** This many periods without a day are the end: no rule of ours leaves out more. */
const mostEmptyPeriods = 60

/**
 * The next days on which maintenance comes, at most this many, not before the first day nor before from. Days are written
 * "2026-11-24"; periods are counted from the first day, weeks from Monday.
 */
export function recurrenceDays(rule: RecurrenceRule, first: string, from: string, most: number): string[] {
  const [start, earliest] = [dayNumber(first), Math.max(dayNumber(first), dayNumber(from))]
  const last = rule.until ? dayNumber(rule.until) : Infinity
  const found: number[] = []
  let empty = 0
  for (let period = firstPeriod(rule, start, earliest); found.length < most; period += 1) {
    const days = daysOfPeriod(rule, start, period)
    const fitting = days.filter(day => day >= earliest && day <= last)
    found.push(...fitting)
    empty = fitting.length > 0 ? 0 : empty + 1
    if (empty > mostEmptyPeriods || days.some(day => day > last)) break
  }
  return found.slice(0, most).map(dayText)
}

/** The period in which a day lies, or one before it: counted from the first day in steps of the interval. */
function firstPeriod({ every, interval }: RecurrenceRule, start: number, day: number): number {
  switch (every) {
    case 'day':
      return Math.floor((day - start) / interval)
    case 'week':
      return Math.floor((mondayOf(day) - mondayOf(start)) / (7 * interval))
    case 'month':
      return Math.floor((monthNumber(day) - monthNumber(start)) / interval)
  }
}

/** The days of one period, in order. */
function daysOfPeriod(rule: RecurrenceRule, start: number, period: number): number[] {
  const steps = period * rule.interval
  switch (rule.every) {
    case 'day':
      return [start + steps]
    case 'week':
      return rule.weekdays
        .map(day => mondayOf(start) + steps * 7 + weekdays.indexOf(day))
        .sort((a, b) => a - b)
    case 'month': {
      const month = monthNumber(start) + steps
      const day = 'monthDay' in rule ? rule.monthDay : nthWeekday(month, rule.weekday, rule.nth)
      return day <= lengthOf(month) ? [firstOf(month) + day - 1] : []
    }
  }
}

/** On which day of a month its nth such weekday is. */
function nthWeekday(month: number, weekday: Weekday, nth: number): number {
  const first = firstOf(month)
  const ahead = (weekdays.indexOf(weekday) - (first - mondayOf(first)) + 7) % 7
  if (nth > 0) return 1 + ahead + (nth - 1) * 7
  return 1 + ahead + Math.floor((lengthOf(month) - 1 - ahead) / 7) * 7
}

/** Days since 1970, months since the year 0. */
function dayNumber(day: string): number {
  return Math.floor(new Date(`${day}T00:00Z`).getTime() / dayMs)
}

function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10)
}

/** The 1st of January 1970 was a Thursday. */
function mondayOf(day: number): number {
  return day - ((((day + 3) % 7) + 7) % 7)
}

function monthNumber(day: number): number {
  const date = new Date(day * dayMs)
  return date.getUTCFullYear() * 12 + date.getUTCMonth()
}

function firstOf(month: number): number {
  return Math.floor(Date.UTC(Math.floor(month / 12), month % 12, 1) / dayMs)
}

function lengthOf(month: number): number {
  return firstOf(month + 1) - firstOf(month)
}
