/** A calendar month: month counts from 0. */
export type CalendarMonth = { year: number; month: number }

const monthsPerPage = 3

/**
 * The months of one page of the history, the newest first: three at a time, counted back from this month. Those without
 * anything are left out by threes, because readers stop at a page without incidents. Returns null behind the last page.
 */
export function monthsOfPage(
  months: readonly CalendarMonth[],
  thisMonth: CalendarMonth,
  page: number,
): CalendarMonth[] | null {
  const newest = numberOf(thisMonth)
  const quarterOf = (month: CalendarMonth) => Math.floor((newest - numberOf(month)) / monthsPerPage)
  const past = months.map(quarterOf).filter(quarter => quarter >= 0)
  const quarters = [...new Set(past)].sort((a, b) => a - b)
  const quarter = quarters.length === 0 && page === 1 ? 0 : quarters[page - 1]
  if (quarter === undefined) return null
  return Array.from({ length: monthsPerPage }, (_, index) =>
    monthOf(newest - quarter * monthsPerPage - index),
  )
}

function numberOf({ year, month }: CalendarMonth): number {
  return year * 12 + month
}

function monthOf(number: number): CalendarMonth {
  return { year: Math.floor(number / 12), month: number % 12 }
}
