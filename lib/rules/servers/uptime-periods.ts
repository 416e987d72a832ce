import { type Month, monthAt, monthPeriod, monthsLater } from '#lib/rules/time/month.ts'
import { earliest } from '#lib/rules/time/time.ts'
import type { StatusChange } from './history.ts'
import { finalAt, lastDays, oursSince, type Span, type TimeSums, timeSums } from './uptime.ts'

/** A time for which the uptime of a server is told. since: when it became ours, where that is within it; else null. */
export type UptimePeriod = { sums: TimeSums; since: Date | null } & (
  | { is: 'days'; days: number }
  /** finalAt null: it is final; else it may still change until then. */
  | { is: 'month'; month: Month; isRunning: boolean; finalAt: Date | null }
)

type Known = {
  /** In order of time, with the last one before the first moment. */
  changes: readonly StatusChange[]
  /** From when on all changes are known. */
  from: Date
  /** When the server became ours. */
  since: Date
  /** Months that are final, with what was kept of them. */
  final: readonly { month: Month; sums: TimeSums }[]
  /** Out of service since then: nothing counts after it. */
  retiredAt: Date | null
}

/** The last 30 and 90 days in service, then the months, the last first: of those that are not final only what the changes reach back to. */
export function uptimePeriods({ changes, from, since, final, retiredAt }: Known, now: Date): UptimePeriod[] {
  const end = retiredAt ?? now
  const ours = oursSince(changes, since)
  const sinceIn = (span: Span) => (ours > span.from && ours < span.until ? ours : null)
  const days = [30, 90].map((count): UptimePeriod => {
    const span = lastDays(count, end)
    return { is: 'days', days: count, sums: timeSums(changes, since, span), since: sinceIn(span) }
  })
  const kept = new Set(final.map(({ month }) => month))
  const current = monthAt(end, 'UTC')
  const live: UptimePeriod[] = []
  for (let month = current; !kept.has(month); month = monthsLater(month, -1)) {
    const whole = monthPeriod(month, 'UTC')
    if (whole.from < from || whole.until <= ours) break
    const span = { from: whole.from, until: earliest([whole.until, end]) ?? end }
    const sums = timeSums(changes, since, span)
    const isRunning = month === current && retiredAt === null
    live.push({ is: 'month', month, isRunning, finalAt: finalAt(whole.until), sums, since: sinceIn(span) })
  }
  const past = final.map(({ month, sums }): UptimePeriod => {
    return {
      is: 'month',
      month,
      isRunning: false,
      finalAt: null,
      sums,
      since: sinceIn(monthPeriod(month, 'UTC')),
    }
  })
  return [...days, ...live, ...past]
}
