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

/** Runs from its start to its completion, or to its planned end where nobody completed it: forgotten work must not mute for ever. */
export function isRunning(window: Maintenance, now: Date): boolean {
  return window.startsAt <= now && now < endOf(window)
}

export function endOf(window: Maintenance): Date {
  return window.completedAt && window.completedAt < window.endsAt ? window.completedAt : window.endsAt
}

/** The running work that mutes bad news of this server, or undefined. */
export function runningOn(
  serverId: string,
  windows: readonly Maintenance[],
  now: Date,
): Maintenance | undefined {
  return windows.find(window => window.serverIds.includes(serverId) && isRunning(window, now))
}

/** The next moment at which some work begins or ends, or null. */
export function nextTurn(windows: readonly Maintenance[], now: Date): Date | null {
  const turns = windows.flatMap(window => [window.startsAt, endOf(window)]).filter(turn => turn > now)
  return turns.length > 0 ? new Date(Math.min(...turns.map(Number))) : null
}
