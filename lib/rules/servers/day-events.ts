import { type Condition, conditionOf } from './condition.ts'
import type { StatusChange } from './history.ts'

/** What was the matter during a part of a day. until null: it lasts. */
export type DayEvent<T> = { from: Date; until: Date | null; condition: Condition; change: T }

const dayMs = 86_400_000

/** What was the matter on a day of UTC, in order of time. changes: in order of time, with the last one before the day. */
export function eventsOfDay<T extends StatusChange>(
  changes: readonly T[],
  date: Date,
  now: Date,
): DayEvent<T>[] {
  const end = new Date(date.getTime() + dayMs)
  return changes.flatMap((change, index) => {
    const { at, impact, cause } = change
    const until = changes[index + 1]?.at ?? null
    const condition = conditionOf(impact, cause)
    const isOfDay = at < end && (until ?? now) > date && (until === null || until > at)
    return isOfDay && condition !== 'fine' ? [{ from: at, until, condition, change }] : []
  })
}
