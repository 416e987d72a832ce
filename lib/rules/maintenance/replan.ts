import { liveSlots, type MaintenanceSlot, spanOf } from './maintenance.ts'

/** The window of a day as a rule has it. */
export type RuledWindow = { day: string; slots: readonly MaintenanceSlot[] }

/** A window that has not begun. byRule: its turns as the rule before had them; none: it had no such day. */
export type PlannedWindow = RuledWindow & { id: string; byRule: readonly MaintenanceSlot[] }

/** What becomes of planned windows when their rule is another one. */
export type Replanned = {
  /** These take place so; day: what they now are the window of. */
  kept: { id: string; day: string; slots: MaintenanceSlot[] }[]
  /** These have no place in the rule any more. */
  dropped: string[]
}

/**
 * Finds for each planned window its place in the new rule: its own day where the rule still has it, else the next day that
 * is free, in order, so that whoever was told of a window hears of another time and not of its end and a new one. What staff
 * moved alone stays where it is, and a server that they left out stays out.
 */
export function replan(planned: readonly PlannedWindow[], wanted: readonly RuledWindow[]): Replanned {
  const days = new Map(wanted.map(window => [window.day, window]))
  const isStaying = (window: PlannedWindow) => days.has(window.day) || isMovedAlone(window)
  const staying = planned.filter(isStaying)
  const taken = new Set(staying.map(window => window.day))
  const free = wanted.filter(window => !taken.has(window.day))
  const pairs = [
    ...staying.map(window => ({ window, day: window.day, place: days.get(window.day) ?? wanted[0] })),
    ...planned
      .filter(window => !isStaying(window))
      .map((window, turn) => ({ window, day: free[turn]?.day ?? '', place: free[turn] })),
  ]
  const kept = pairs.flatMap(({ window, day, place }) => {
    const slots = place ? slotsFor(window, place) : []
    return slots.length > 0 ? [{ id: window.id, day, slots }] : []
  })
  const isKept = new Set(kept.map(window => window.id))
  return { kept, dropped: planned.flatMap(({ id }) => (isKept.has(id) ? [] : id)) }
}

function isMovedAlone({ slots, byRule }: PlannedWindow): boolean {
  const ruled = new Map(byRule.map(slot => [slot.serverId, slot]))
  return liveSlots(slots).some(({ serverId, startsAt, endsAt }) => {
    const own = ruled.get(serverId)
    return own && (own.startsAt.getTime() !== startsAt.getTime() || own.endsAt.getTime() !== endsAt.getTime())
  })
}

function slotsFor(window: PlannedWindow, place: RuledWindow): MaintenanceSlot[] {
  const { slots, byRule } = window
  const live = new Map(liveSlots(slots).map(slot => [slot.serverId, slot]))
  const isLeftOut = (id: string) => !live.has(id) && byRule.some(slot => slot.serverId === id)
  const wanted = place.slots.filter(slot => !isLeftOut(slot.serverId))
  if (!isMovedAlone(window)) return [...wanted]
  const span = spanOf([...live.values()])
  return wanted.map(({ serverId }) => {
    const { startsAt, endsAt } = live.get(serverId) ?? span
    return { serverId, startsAt, endsAt }
  })
}
