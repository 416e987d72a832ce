import { later } from '#lib/rules/time/time.ts'
import { isRunning, type Maintenance, type MaintenanceSlot, serverPeriods } from './maintenance.ts'

/** By how much running maintenance can be extended with one click, in minutes. */
export const extensionMinutes = [30, 60] as const

/**
 * The turns when what runs now takes longer: counted from its end, or from now where that is past. What has not begun
 * begins later by as much, and what is over stays.
 */
export function extendedSlots(maintenance: Maintenance, minutes: number, now: Date): MaintenanceSlot[] {
  const periods = serverPeriods(maintenance)
  const running = new Set(periods.filter(period => isRunning(period, now)).map(period => period.serverId))
  const lateMs = Math.max(0, now.getTime() - maintenance.endsAt.getTime())
  const seconds = minutes * 60 + Math.ceil(lateMs / 60_000) * 60
  return maintenance.slots.map(slot => {
    const { serverId, startsAt, endsAt, completedAt, cancelledAt } = slot
    const own = { serverId, startsAt, completedAt, cancelledAt }
    if (running.has(serverId)) return { ...own, endsAt: later(endsAt, seconds) }
    const waits = startsAt > now && !cancelledAt
    return waits
      ? { ...own, startsAt: later(startsAt, seconds), endsAt: later(endsAt, seconds) }
      : { ...own, endsAt }
  })
}
