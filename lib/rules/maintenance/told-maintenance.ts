import { earliest, later } from '#lib/rules/time/time.ts'
import { endOf, type Maintenance, type MaintenanceSlot, serverPeriods } from './maintenance.ts'

/** How long before a turn customers can be reminded of it, in minutes. */
export const reminderMinutes = { day: 24 * 60, hour: 60 } as const

/** A turn, and what customers of its server were told of it. */
export type ToldSlot = MaintenanceSlot & {
  /** When they were last told of its times; null: they were not. */
  toldAt: Date | null
  /** The times that they were told last. */
  toldStartsAt: Date | null
  toldEndsAt: Date | null
  startToldAt: Date | null
  endToldAt: Date | null
  /** Why it alone falls out, as customers read it. Left out: for the reason of the whole. */
  cancelReason?: string | null
}

/** Maintenance that customers hear of, and what they were told. */
export type ToldMaintenance = Omit<Maintenance, 'slots'> & {
  /** Below /posts; null: it has no post. */
  slug: string | null
  /** Its post is published. */
  isPublic: boolean
  /** Counts what staff changed of its times. */
  version: number
  /** Staff want no mail about it. */
  isQuiet: boolean
  /** Nobody is told of the plan before; null: at once. */
  announceAt: Date | null
  /** How long before each turn its customers are reminded, in minutes. */
  reminders: readonly number[]
  /** Why it was cancelled, as customers read it. */
  cancelReason: string | null
  slots: readonly ToldSlot[]
}

/** Customers know other times than those that hold now. */
export function isMoved({ toldStartsAt, toldEndsAt, startsAt, endsAt }: ToldSlot): boolean {
  if (!toldStartsAt || !toldEndsAt) return false
  return toldStartsAt.getTime() !== startsAt.getTime() || toldEndsAt.getTime() !== endsAt.getTime()
}

/** When customers of a turn are reminded of it; who was told of it within that time needs no reminder. */
export function remindedAt({ startsAt }: MaintenanceSlot, minutes: number): Date {
  return later(startsAt, -minutes * 60)
}

/** The next moment at which some turn begins, ends, or is to be told; null: there is none. */
export function nextMaintenanceChange(periods: readonly ToldMaintenance[], now: Date): Date | null {
  const changes = periods.flatMap(maintenance => [
    maintenance.announceAt,
    ...serverPeriods(maintenance).flatMap(period => [period.startsAt, endOf(period)]),
    ...maintenance.slots.flatMap(slot => maintenance.reminders.map(minutes => remindedAt(slot, minutes))),
  ])
  return earliest(changes.filter(change => change !== null && change > now))
}
