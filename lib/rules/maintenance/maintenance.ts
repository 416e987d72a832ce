import type { MaintenancePhase } from '#lib/rules/posts/post.ts'
import { later, latest } from '#lib/rules/time/time.ts'
import type { Measure } from './measure.ts'

export type MaintenanceKind = 'maintenance' | 'countermeasure'

/** itself: at its planned end. staff: it goes on until staff say that it is done. */
export type MaintenanceEnder = 'itself' | 'staff'

/** When one of its servers has its turn. */
export type MaintenanceSlot = {
  serverId: string
  startsAt: Date
  endsAt: Date
  /** It alone was done by then, or falls out. Left out: it goes as the whole does. */
  completedAt?: Date | null
  cancelledAt?: Date | null
}

/** Maintenance that staff do on purpose, on some servers, from the first slot's beginning to the last one's end. */
export type Maintenance = {
  id: string
  postId: string | null
  kind: MaintenanceKind
  /** What we do, as customers read it. */
  title: string
  startsAt: Date
  endsAt: Date
  /** Its end before it was extended; null: it was not. */
  firstEndsAt: Date | null
  endsBy: MaintenanceEnder
  completedAt: Date | null
  cancelledAt: Date | null
  /** The agent that says so of its own server: it mutes slowness alone. null or left out: staff do. */
  sourceId?: string | null
  /** What readers are told that it is; null or left out: work of ours. */
  measure?: Measure | null
  slots: readonly MaintenanceSlot[]
}

/** When maintenance takes place, as a whole or on one server. */
export type MaintenancePeriod = Pick<
  Maintenance,
  'startsAt' | 'endsAt' | 'endsBy' | 'completedAt' | 'cancelledAt'
>

/** Maintenance of one server. */
export type ServerMaintenance = MaintenancePeriod &
  Pick<Maintenance, 'id' | 'postId' | 'kind' | 'sourceId' | 'measure'> & { serverId: string }

/** What nobody ends is over this long after its planned end: what is forgotten must not mute trouble for ever. */
const longestOverrunSeconds = 12 * 3600

/** Whatever was to end by then is over, whoever ends it. */
export function overrunLimit(now: Date): Date {
  return later(now, -longestOverrunSeconds)
}

/** It does not take place: staff said so, or what it is part of was completed before its turn came. */
export function isCancelled({ cancelledAt, completedAt, startsAt }: MaintenancePeriod): boolean {
  return cancelledAt !== null || (completedAt !== null && completedAt <= startsAt)
}

/** Runs from its start to its completion, or to its end where nobody completed it. */
export function isRunning(maintenance: MaintenancePeriod, now: Date): boolean {
  return !isCancelled(maintenance) && maintenance.startsAt <= now && now < endOf(maintenance)
}

/** When it is over, as far as is known now; of what was cancelled, when it was to be over. */
export function endOf({ endsAt, endsBy, completedAt }: MaintenancePeriod): Date {
  const last = endsBy === 'staff' ? later(endsAt, longestOverrunSeconds) : endsAt
  return completedAt && completedAt < last ? completedAt : last
}

/** Runs beyond the end that customers read first. */
export function isOverrun(
  maintenance: MaintenancePeriod & Pick<Maintenance, 'firstEndsAt'>,
  now: Date,
): boolean {
  return isRunning(maintenance, now) && (maintenance.firstEndsAt ?? maintenance.endsAt) <= now
}

/** How far maintenance is, by its times alone. */
export function maintenancePhase(maintenance: MaintenancePeriod, now: Date): MaintenancePhase {
  if (isCancelled(maintenance)) return 'cancelled'
  if (endOf(maintenance) <= now) return 'completed'
  return isRunning(maintenance, now) ? 'in_progress' : 'scheduled'
}

/** From the first beginning to the last end of one or more turns; what falls out does not count. */
export function spanOf(slots: readonly MaintenanceSlot[]): { startsAt: Date; endsAt: Date } {
  const live = liveSlots(slots)
  const counted = live.length > 0 ? live : slots
  const undone = counted.filter(slot => !slot.completedAt)
  return {
    startsAt: new Date(Math.min(...counted.map(slot => slot.startsAt.getTime()))),
    endsAt: latest((undone.length > 0 ? undone : counted).map(slot => slot.endsAt)),
  }
}

/** The turns that did not fall out alone. */
export function liveSlots<Slot extends MaintenanceSlot>(slots: readonly Slot[]): Slot[] {
  return slots.filter(slot => !slot.cancelledAt)
}

/** Its servers each with their own time. Only a turn that ends with the whole can be overrun: others follow it. */
export function serverPeriods(maintenance: Maintenance): ServerMaintenance[] {
  const { id, postId, kind, endsAt, endsBy, completedAt, cancelledAt, sourceId, measure } = maintenance
  const said = sourceId ? { sourceId, measure } : {}
  return maintenance.slots.map(slot => {
    const ender = slot.endsAt < endsAt ? ('itself' as const) : endsBy
    const fate = fateOf(slot, { completedAt, cancelledAt })
    return { ...slot, id, postId, kind, endsBy: ender, ...said, ...fate }
  })
}

/** What became of a turn alone, else of the whole. */
function fateOf(
  slot: MaintenanceSlot,
  whole: Pick<Maintenance, 'completedAt' | 'cancelledAt'>,
): Pick<Maintenance, 'completedAt' | 'cancelledAt'> {
  return {
    completedAt: slot.completedAt ?? whole.completedAt,
    cancelledAt: slot.cancelledAt ?? whole.cancelledAt,
  }
}

/** The same as customers of one server have it: its own turn alone; null: it has none. */
export function maintenanceOn(maintenance: Maintenance, serverId: string): Maintenance | null {
  const slot = maintenance.slots.find(each => each.serverId === serverId)
  if (!slot) return null
  const { startsAt, endsAt } = slot
  const isLast = endsAt >= maintenance.endsAt
  const { firstEndsAt, endsBy } = isLast ? maintenance : { firstEndsAt: null, endsBy: 'itself' as const }
  return {
    ...maintenance,
    startsAt,
    endsAt,
    firstEndsAt,
    endsBy,
    ...fateOf(slot, maintenance),
    slots: [slot],
  }
}

/** Its servers have turns of their own. */
export function hasOwnSlots({
  startsAt,
  endsAt,
  slots,
}: Pick<Maintenance, 'startsAt' | 'endsAt' | 'slots'>): boolean {
  return liveSlots(slots).some(slot => slot.startsAt > startsAt || slot.endsAt < endsAt)
}

/** What runs now, by server; of several on one server, what staff do before what its agent says, and the one that ends last. */
export function runningMaintenance(
  periods: readonly Maintenance[],
  now: Date,
): Map<string, ServerMaintenance> {
  const running = periods
    .flatMap(serverPeriods)
    .filter(period => isRunning(period, now))
    .sort(
      (a, b) =>
        Number(!a.sourceId) - Number(!b.sourceId) ||
        endOf(a).getTime() - endOf(b).getTime() ||
        (a.id < b.id ? -1 : 1),
    )
  return new Map(running.map(period => [period.serverId, period]))
}

/** Whether work on a server mutes news of this cause: what its agent says explains why it is slow, and nothing else. */
export function isMutedBy(
  { sourceId }: Pick<Maintenance, 'sourceId'>,
  cause: 'slowdown' | (string & {}),
): boolean {
  return !sourceId || cause === 'slowdown'
}
