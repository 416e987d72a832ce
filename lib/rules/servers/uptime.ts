import { dayStart, type StatusChange } from './history.ts'
import type { Cause, Impact } from './status.ts'

/**
 * The version of the formula: what is down or partly down counts as failed, what is slow as up; planned maintenance and time
 * without data count for nothing. A month that is over says by which version its parts were told apart.
 */
export const uptimeFormula = 1

/** How long a server was in what, in milliseconds. */
export type TimeSums = {
  downMs: number
  slowMs: number
  maintenanceMs: number
  withoutDataMs: number
  fineMs: number
}

export type Span = { from: Date; until: Date }

const noTime: TimeSums = { downMs: 0, slowMs: 0, maintenanceMs: 0, withoutDataMs: 0, fineMs: 0 }

/** Mistakes of a month that are found in its first days after are still put right. */
const daysUntilFinal = 2

/**
 * What a server was in during a span, from the moment on that it was ours. changes: in order of time, with the last one before
 * the span; since: when it became ours, as far as nothing is known of it before.
 */
export function timeSums(changes: readonly StatusChange[], since: Date, span: Span): TimeSums {
  const ours = oursSince(changes, since)
  const begin = Math.max(span.from.getTime(), ours.getTime())
  const marks = [{ at: ours, ...calm }, ...changes]
  const sums = { ...noTime }
  for (const [index, { at, impact, cause }] of marks.entries()) {
    const end = Math.min(marks[index + 1]?.at.getTime() ?? span.until.getTime(), span.until.getTime())
    const lasted = end - Math.max(at.getTime(), begin)
    if (lasted > 0) sums[partOf(impact, cause)] += lasted
  }
  return sums
}

/** From when on a server counts: its history may begin before it was entered. */
export function oursSince(changes: readonly StatusChange[], since: Date): Date {
  const [first] = changes
  return first && first.at < since ? first.at : since
}

const calm = { impact: 'operational', cause: null } as const

function partOf(impact: Impact, cause: Cause | null): keyof TimeSums {
  if (cause === 'no-data') return 'withoutDataMs'
  switch (impact) {
    case 'major_outage':
    case 'partial_outage':
      return 'downMs'
    case 'degraded':
      return 'slowMs'
    case 'maintenance':
      return 'maintenanceMs'
    case 'operational':
      return 'fineMs'
  }
}

/** Of the time that counts, in milliseconds. */
export function countedMs({ downMs, slowMs, fineMs }: TimeSums): number {
  return downMs + slowMs + fineMs
}

/** In hundredths of a percent, rounded down, so that 10,000 means that it was never down; null: no time counts. */
export function uptimeOf(sums: TimeSums): number | null {
  const counted = countedMs(sums)
  if (counted === 0) return null
  const up = (counted - sums.downMs) * 10_000
  // Without a fraction, which could be rounded up to a whole.
  return (up - (up % counted)) / counted
}

/** The last days, today among them, by UTC. */
export function lastDays(count: number, now: Date): Span {
  return { from: dayStart(now, count - 1), until: now }
}

/** The last month of UTC that is final. */
export function lastFinalMonth(now: Date): string {
  const then = dayStart(now, daysUntilFinal)
  return new Date(Date.UTC(then.getUTCFullYear(), then.getUTCMonth() - 1, 1)).toISOString().slice(0, 7)
}

/** When a month that ends then is final. */
export function finalAt(end: Date): Date {
  return new Date(end.getTime() + daysUntilFinal * 86_400_000)
}
