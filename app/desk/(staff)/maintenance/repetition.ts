import { staffWords } from '#app/desk/staff-words.ts'
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

export const repetitionWords = (): Record<Repetition, string> => ({
  once: staffWords('deskMaintenance.repetition.once'),
  day: staffWords('deskMaintenance.repetition.everyDay'),
  workdays: staffWords('deskMaintenance.repetition.mondayToFriday'),
  week: staffWords('deskMaintenance.repetition.weekly'),
  'two-weeks': staffWords('deskMaintenance.repetition.everyTwoWeeks'),
  'four-weeks': staffWords('deskMaintenance.repetition.everyFourWeeks'),
  'month-weekday': staffWords('deskMaintenance.repetition.monthlyByWeekday'),
  'month-day': staffWords('deskMaintenance.repetition.monthlyByDay'),
  'three-months': staffWords('deskMaintenance.repetition.everyThreeMonthsSuch'),
})

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

export const endingWords = (): Record<Ending, string> => ({
  'for-ever': staffWords('deskMaintenance.repetition.endless'),
  'three-months': staffWords('deskMaintenance.repetition.forThreeMonths'),
  'half-year': staffWords('deskMaintenance.repetition.forHalfAYear'),
  year: staffWords('deskMaintenance.repetition.forAYear'),
})

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

const days: Record<Weekday, string> = {
  MO: 'monday',
  TU: 'tuesday',
  WE: 'wednesday',
  TH: 'thursday',
  FR: 'friday',
  SA: 'saturday',
  SU: 'sunday',
}

/** "Every 2 weeks on Tuesday", "Every month on the second Tuesday, until 2027-03-01". */
export function ruleWords(rule: RecurrenceRule): string {
  const { every, interval, until } = rule
  const named =
    'weekdays' in rule
      ? { on: 'weekdays', days: rule.weekdays.map(dayName).join(', ') }
      : 'nth' in rule
        ? { on: 'nth', nth: String(rule.nth), days: dayName(rule.weekday) }
        : 'monthDay' in rule
          ? { on: 'monthDay', monthDay: String(rule.monthDay) }
          : { on: 'none' }
  return staffWords('deskMaintenance.repetition.rule', {
    nth: '1',
    days: '',
    monthDay: '',
    ...named,
    every,
    interval,
    hasUntil: until ? 'yes' : 'no',
    until: until ?? '',
  })
}

function dayName(weekday: Weekday): string {
  return staffWords('deskMaintenance.repetition.weekday', { day: days[weekday] })
}
