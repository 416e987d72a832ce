import { momentAt, wallTime } from './wall-time.ts'

/** A month of the calendar: "2026-11". */
export type Month = string

const form = /^2\d{3}-(0[1-9]|1[0-2])$/

/** null for what is no month from the year 2000 on. */
export function readMonth(text: string): Month | null {
  return form.test(text) ? text : null
}

/** In which month the clocks of a zone are then. */
export function monthAt(at: Date, zone: string): Month {
  return wallTime(at, zone).slice(0, 7)
}

/** The month this many later, or with a minus earlier. */
export function monthsLater(month: Month, count: number): Month {
  return new Date(Date.UTC(yearOf(month), indexOf(month) + count, 1)).toISOString().slice(0, 7)
}

/** From its first moment to the first of the next, on the clocks of a zone. */
export function monthPeriod(month: Month, zone: string): { from: Date; until: Date } {
  const start = (of: Month) => momentAt(`${of}-01T00:00`, zone, 'first')
  return { from: start(month), until: start(monthsLater(month, 1)) }
}

export type WeekStart = 'monday' | 'sunday'

/** Its days by weeks, such as "2026-11-30"; null: the day is of another month. */
export function weeksOf(month: Month, weekStart: WeekStart = 'monday'): (string | null)[][] {
  const before = (new Date(`${month}-01`).getUTCDay() + (weekStart === 'monday' ? 6 : 0)) % 7
  const count = new Date(Date.UTC(yearOf(month), indexOf(month) + 1, 0)).getUTCDate()
  return Array.from({ length: Math.ceil((before + count) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_, place) => {
      const day = week * 7 + place - before + 1
      return day >= 1 && day <= count ? `${month}-${String(day).padStart(2, '0')}` : null
    }),
  )
}

function yearOf(month: Month): number {
  return Number(month.slice(0, 4))
}

/** From 0. */
function indexOf(month: Month): number {
  return Number(month.slice(5)) - 1
}
