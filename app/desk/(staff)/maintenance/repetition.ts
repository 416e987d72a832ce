import {
  type RecurrenceRule,
  recurrenceText,
  type Weekday,
  weekdays,
} from '#lib/rules/maintenance/recurrence.ts'

/** How maintenance comes again, as the form offers it; on which day is that of its beginning. */
export const repetitions = [
  'once',
  'day',
  'workdays',
  'week',
  'two-weeks',
  'four-weeks',
  'month-weekday',
  'month-day',
  'three-months',
] as const
type Repetition = (typeof repetitions)[number]

export const repetitionWords: Record<Repetition, string> = {
  once: 'Once',
  day: 'Every day',
  workdays: 'Monday to Friday',
  week: 'Every week, on the same weekday',
  'two-weeks': 'Every two weeks',
  'four-weeks': 'Every four weeks',
  'month-weekday': 'Every month, such as on the second Tuesday',
  'month-day': 'Every month, on the same day',
  'three-months': 'Every three months, such as on the second Tuesday',
}

/** How a rule is offered in the form; null: it is none of those. day: of one of its windows. */
export function repetitionOf(rule: RecurrenceRule, day: string): Exclude<Repetition, 'once'> | null {
  const text = recurrenceText({ ...rule, until: null })
  const found = repetitions.find(each => {
    const offered = ruleOf(each, 'for-ever', day)
    return offered && recurrenceText(offered) === text
  })
  return found && found !== 'once' ? found : null
}

/** Until when. */
export const endings = ['for-ever', 'three-months', 'half-year', 'year'] as const
type Ending = (typeof endings)[number]

export const endingWords: Record<Ending, string> = {
  'for-ever': 'until somebody stops it',
  'three-months': 'for three months',
  'half-year': 'for half a year',
  year: 'for a year',
}

const months: Record<Ending, number | null> = {
  'for-ever': null,
  'three-months': 3,
  'half-year': 6,
  year: 12,
}

/** The rule from a first day on, "2026-11-24"; null: it takes place once. */
export function ruleOf(repetition: Repetition, ending: Ending, day: string): RecurrenceRule | null {
  const until = lastDay(day, ending)
  const weekday = weekdayOf(day)
  const monthDay = Number(day.slice(8))
  const nth = monthDay > 28 ? -1 : Math.ceil(monthDay / 7)
  switch (repetition) {
    case 'once':
      return null
    case 'day':
      return { every: 'day', interval: 1, until }
    case 'workdays':
      return { every: 'week', interval: 1, until, weekdays: weekdays.slice(0, 5) }
    case 'week':
      return { every: 'week', interval: 1, until, weekdays: [weekday] }
    case 'two-weeks':
      return { every: 'week', interval: 2, until, weekdays: [weekday] }
    case 'four-weeks':
      return { every: 'week', interval: 4, until, weekdays: [weekday] }
    case 'month-weekday':
      return { every: 'month', interval: 1, until, weekday, nth }
    case 'three-months':
      return { every: 'month', interval: 3, until, weekday, nth }
    case 'month-day':
      return { every: 'month', interval: 1, until, monthDay }
  }
}

function lastDay(day: string, ending: Ending): string | null {
  const count = months[ending]
  if (count === null) return null
  const date = new Date(`${day}T00:00Z`)
  date.setUTCMonth(date.getUTCMonth() + count)
  return date.toISOString().slice(0, 10)
}

function weekdayOf(day: string): Weekday {
  return weekdays[(new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7] ?? 'MO'
}

const dayNames: Record<Weekday, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}

/** "Every two weeks on Tuesday", "Every month on the second Tuesday, until 2027-03-01". */
export function ruleWords(rule: RecurrenceRule): string {
  const last = rule.until ? `, until ${rule.until}` : ''
  return `${every(rule)}${on(rule)}${last}`
}

function every({ every: unit, interval }: RecurrenceRule): string {
  return interval === 1 ? `Every ${unit}` : `Every ${interval} ${unit}s`
}

const ordinals: Record<number, string> = { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', [-1]: 'last' }

function on(rule: RecurrenceRule): string {
  if ('weekdays' in rule) return ` on ${rule.weekdays.map(day => dayNames[day]).join(', ')}`
  if ('nth' in rule) return ` on the ${ordinals[rule.nth]} ${dayNames[rule.weekday]}`
  return 'monthDay' in rule ? ` on day ${rule.monthDay}` : ''
}
