import { later } from '#lib/rules/time/time.ts'
import type { MaintenancePeriod } from './maintenance.ts'

/**
 * How much of any day an agent may explain by itself. Who has stolen its token hides no more than this: slowness of its one
 * server, for so long.
 */
export const ownWorkLimit = { daySeconds: 86_400, mostSeconds: 4 * 3_600 } as const

/** Less is not worth a word to readers. */
const leastSeconds = 60

type Work = Pick<MaintenancePeriod, 'startsAt' | 'endsAt' | 'completedAt'>

/**
 * Until when an agent's work may go on that is to take these minutes from now; null: it has had what a day allows.
 * others: its other works of late. startsAt: when this one began.
 */
export function grantedUntil(
  others: readonly Work[],
  startsAt: Date,
  minutes: number,
  now: Date,
): Date | null {
  const dayBegan = later(now, -ownWorkLimit.daySeconds)
  const used = others.reduce((sum, work) => sum + secondsSince(work.startsAt, endOfWork(work), dayBegan), 0)
  const own = secondsSince(startsAt, now, dayBegan)
  const left = ownWorkLimit.mostSeconds - used - own
  return left < leastSeconds ? null : later(now, Math.min(minutes * 60, left))
}

function endOfWork({ endsAt, completedAt }: Work): Date {
  return completedAt && completedAt < endsAt ? completedAt : endsAt
}

function secondsSince(from: Date, to: Date, since: Date): number {
  return Math.max(0, (to.getTime() - Math.max(from.getTime(), since.getTime())) / 1000)
}
