import type { MaintenancePhase } from '#lib/rules/posts/post.ts'

export type MaintenanceKind = 'maintenance' | 'countermeasure'

/** Work that staff do on purpose, on some servers, between two moments. */
export type Maintenance = {
  id: string
  postId: string | null
  kind: MaintenanceKind
  /** What we do, as customers read it. */
  title: string
  startsAt: Date
  endsAt: Date
  completedAt: Date | null
  serverIds: readonly string[]
}

/** Work that customers hear of, and what they were told. */
export type ToldMaintenance = Maintenance & {
  /** Its post is published. */
  isPublic: boolean
  /** Staff want no mail about it. */
  isQuiet: boolean
  plannedToldAt: Date | null
  startToldAt: Date | null
  endToldAt: Date | null
}

/** When work takes place. */
export type MaintenancePeriod = Pick<Maintenance, 'startsAt' | 'endsAt' | 'completedAt'>

/** Completed before it began: it never took place. */
export function isCancelled({ completedAt, startsAt }: MaintenancePeriod): boolean {
  return completedAt !== null && completedAt <= startsAt
}

/** Runs from its start to its completion, or to its planned end where nobody completed it: forgotten work must not mute for ever. */
export function isRunning(maintenance: MaintenancePeriod, now: Date): boolean {
  return maintenance.startsAt <= now && now < endOf(maintenance)
}

export function endOf(maintenance: MaintenancePeriod): Date {
  return maintenance.completedAt && maintenance.completedAt < maintenance.endsAt
    ? maintenance.completedAt
    : maintenance.endsAt
}

/** How far work is, by its times alone: what nobody completed is done at its planned end. */
export function maintenancePhase(maintenance: MaintenancePeriod, now: Date): MaintenancePhase {
  if (isCancelled(maintenance)) return 'cancelled'
  if (endOf(maintenance) <= now) return 'completed'
  return isRunning(maintenance, now) ? 'in_progress' : 'scheduled'
}

/** The work that runs now, by server; of several on one server, the one that ends last. */
export function runningMaintenance(periods: readonly Maintenance[], now: Date): Map<string, Maintenance> {
  const running = periods
    .filter(maintenance => isRunning(maintenance, now))
    .sort((a, b) => endOf(a).getTime() - endOf(b).getTime() || (a.id < b.id ? -1 : 1))
  return new Map(
    running.flatMap(maintenance => maintenance.serverIds.map(serverId => [serverId, maintenance] as const)),
  )
}

/** The next moment at which some work begins or ends, or null. */
export function nextMaintenanceChange(periods: readonly Maintenance[], now: Date): Date | null {
  const changes = periods
    .flatMap(maintenance => [maintenance.startsAt, endOf(maintenance)])
    .filter(change => change > now)
  return changes.length > 0 ? new Date(Math.min(...changes.map(Number))) : null
}
