import type { WorkPhase } from '#lib/rules/posts/post.ts'

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
export type Window = Pick<Maintenance, 'startsAt' | 'endsAt' | 'completedAt'>

/** Completed before it began: it never took place. */
export function isCancelled({ completedAt, startsAt }: Window): boolean {
  return completedAt !== null && completedAt <= startsAt
}

/** Runs from its start to its completion, or to its planned end where nobody completed it: forgotten work must not mute for ever. */
export function isRunning(window: Window, now: Date): boolean {
  return window.startsAt <= now && now < endOf(window)
}

export function endOf(window: Window): Date {
  return window.completedAt && window.completedAt < window.endsAt ? window.completedAt : window.endsAt
}

/** How far work is, by its times alone: what nobody completed is done at its planned end. */
export function workPhase(window: Window, now: Date): WorkPhase {
  if (isCancelled(window)) return 'cancelled'
  if (endOf(window) <= now) return 'completed'
  return isRunning(window, now) ? 'in_progress' : 'scheduled'
}

/** The work that runs now, by server; of several on one server, the one that ends last. */
export function runningWork(windows: readonly Maintenance[], now: Date): Map<string, Maintenance> {
  const running = windows
    .filter(window => isRunning(window, now))
    .sort((a, b) => endOf(a).getTime() - endOf(b).getTime() || (a.id < b.id ? -1 : 1))
  return new Map(running.flatMap(window => window.serverIds.map(serverId => [serverId, window] as const)))
}

/** The next moment at which some work begins or ends, or null. */
export function nextTurn(windows: readonly Maintenance[], now: Date): Date | null {
  const turns = windows.flatMap(window => [window.startsAt, endOf(window)]).filter(turn => turn > now)
  return turns.length > 0 ? new Date(Math.min(...turns.map(Number))) : null
}
