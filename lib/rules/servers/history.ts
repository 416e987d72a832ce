import { type Condition, conditionOf } from './condition.ts'
import { type Cause, compareImpact, type Impact } from './status.ts'

/** One line of a server's status history. */
export type StatusChange = { at: Date; impact: Impact; cause: Cause | null }

/** How long a server was in each kind of trouble, the longest first, in minutes. */
export type TroubleSums = [condition: Condition, minutes: number][]

/** One UTC day. worst null: the server was not ours yet, or gave no data all day. */
export type Day = { date: Date; worst: Impact | null; sums: TroubleSums }

const dayMs = 86_400_000

/** The start of the UTC day this many days before. */
export function dayStart(now: Date, daysBefore = 0): Date {
  return new Date(Math.floor(now.getTime() / dayMs) * dayMs - daysBefore * dayMs)
}

type Span = StatusChange & { until: Date }

/**
 * The worst of each day, the oldest first, today last.
 * changes in order of time, with the last one before the first day; since: when the server became ours.
 */
export function daysOf(changes: readonly StatusChange[], since: Date, count: number, now: Date): Day[] {
  const spans = spansOf(changes, now)
  const ours = new Date(Math.min(since.getTime(), ...changes.map(change => change.at.getTime())))
  return Array.from({ length: count }, (_, index) => {
    const date = dayStart(now, count - 1 - index)
    const end = new Date(date.getTime() + dayMs)
    if (end <= ours) return { date, worst: null, sums: [] }
    const during = spans.filter(span => span.at < end && span.until > date)
    const sums = sumsOf(during, date, end)
    const [first] = during
    if (first && first.at <= date && during.every(isWithoutData)) return { date, worst: null, sums }
    const worst = during.reduce<Impact>((worst, span) => worseOf(worst, span.impact), 'operational')
    return { date, worst, sums }
  })
}

/** How long the server was in each kind of trouble since that moment. */
export function minutesInTrouble(changes: readonly StatusChange[], from: Date, now: Date): TroubleSums {
  return sumsOf(spansOf(changes, now), from, now)
}

function sumsOf(spans: readonly Span[], from: Date, to: Date): TroubleSums {
  const sums = new Map<Condition, number>()
  for (const span of spans) {
    if (span.impact === 'operational' && !isWithoutData(span)) continue
    const condition = conditionOf(span.impact, span.cause)
    const begin = new Date(Math.max(span.at.getTime(), from.getTime()))
    const end = new Date(Math.min(span.until.getTime(), to.getTime()))
    if (end > begin) sums.set(condition, (sums.get(condition) ?? 0) + minutesFrom(begin, end))
  }
  return [...sums].sort((a, b) => b[1] - a[1])
}

/** From one time to another as readers see them, without seconds, so that what they calculate is what they read; at least 1. */
export function minutesFrom(begin: Date, end: Date): number {
  const minute = (at: Date) => Math.floor(at.getTime() / 60_000)
  return Math.max(1, minute(end) - minute(begin))
}

/** Silence is never shown as fine. */
function isWithoutData({ cause }: Span): boolean {
  return cause === 'no-data'
}

function spansOf(changes: readonly StatusChange[], now: Date): Span[] {
  return changes.map((change, index) => ({ ...change, until: changes[index + 1]?.at ?? now }))
}

function worseOf(a: Impact, b: Impact): Impact {
  return compareImpact(b, a) > 0 ? b : a
}
