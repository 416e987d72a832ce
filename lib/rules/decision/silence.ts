import type { Alert } from '#lib/rules/alerts/alert.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { earliest, later, latest } from '#lib/rules/time/time.ts'

/** The last heartbeat of a server's agent. */
export type LastHeartbeat = { serverId: string; lastAt: Date; everySeconds: number }

export type Silence = {
  /** Servers whose agent is silent: since when we have no data. It is not an outage, and never green. */
  noData: ReadonlyMap<string, Date>
  /** Servers whose agents fell silent at once: our own network is the likelier cause. They show nothing new. */
  suspects: ReadonlyMap<string, Date>
  /** When time alone will make another agent silent. */
  wakeAt: Date | null
}

type HeartbeatPolicy = Pick<Policy, 'missedBeats' | 'networkSharePercent' | 'networkLeast'>

/** Judges agents by their last heartbeats; the outcome does not depend on the order of the heartbeats. */
export function judgeHeartbeats(
  heartbeats: readonly LastHeartbeat[],
  policy: HeartbeatPolicy,
  now: Date,
): Silence {
  const latest = latestByServer(heartbeats)
  const missed = (count: number) =>
    latest.filter(heartbeat => later(heartbeat.lastAt, count * heartbeat.everySeconds) <= now)
  const silent = missed(policy.missedBeats)
  // Agents that stop at the same moment miss the third heartbeat a little apart: count from the second.
  const late = missed(Math.max(1, policy.missedBeats - 1))
  const together = silent.length > 0 ? largestCluster(late, policy.missedBeats) : []
  const others = latest.length - late.length
  const isOurs =
    together.length >= policy.networkLeast &&
    together.length * 100 >= policy.networkSharePercent * (together.length + others)
  const suspects = new Map(isOurs ? together.map(heartbeat => [heartbeat.serverId, heartbeat.lastAt]) : [])
  const noData = silent.filter(heartbeat => !suspects.has(heartbeat.serverId))
  return {
    noData: new Map(noData.map(heartbeat => [heartbeat.serverId, heartbeat.lastAt])),
    suspects,
    wakeAt: earliest(latest.map(heartbeat => nextMiss(heartbeat, policy.missedBeats, now))),
  }
}

/** Agents that miss a beat so that they may count as silent: of all others there is nothing to look up. */
export function lateAgents(
  heartbeats: readonly LastHeartbeat[],
  { missedBeats }: Pick<Policy, 'missedBeats'>,
  now: Date,
): LastHeartbeat[] {
  const beats = Math.max(1, missedBeats - 1)
  return heartbeats.filter(({ lastAt, everySeconds }) => later(lastAt, beats * everySeconds) <= now)
}

type Expected = {
  lastSeenAt: Date | null
  createdAt: Date
  disabledAt: Date | null
  expectedEverySeconds: number | null
}

/** Since when a source is silent that should have spoken by now, or null. For staff. */
export function silentSince(source: Expected, now: Date): Date | null {
  const { lastSeenAt, createdAt, disabledAt, expectedEverySeconds } = source
  if (disabledAt || !expectedEverySeconds) return null
  const heardAt = lastSeenAt ?? createdAt
  return later(heardAt, expectedEverySeconds) <= now ? heardAt : null
}

/** What is known of who must say that an alert still fires, or that it has ended. */
export type Speaker = {
  /** How often it repeats what still fires; null: it says it once. */
  repeatSeconds: number | null
  /** Set: it is an agent, each of whose heartbeats lists all that still fires. */
  agentServerId: string | null
  lastSeenAt: Date | null
  disabledAt: Date | null
}

/**
 * Since when an open alert has had no signal for so long that a person must look, or null: a recovery is never
 * concluded from silence. Who is disabled can say nothing more, so a person must look at once.
 */
export function needsReviewSince(
  { closedAt, lastReceivedAt }: Pick<Alert, 'closedAt' | 'lastReceivedAt'>,
  { repeatSeconds, agentServerId, lastSeenAt, disabledAt }: Speaker,
  policy: Pick<Policy, 'reviewHours' | 'reviewIntervals'>,
  now: Date,
): Date | null {
  if (closedAt) return null
  const heardAt = agentServerId && lastSeenAt ? latest([lastReceivedAt, lastSeenAt]) : lastReceivedAt
  if (disabledAt) return heardAt
  const patience = repeatSeconds ? repeatSeconds * policy.reviewIntervals : policy.reviewHours * 3600
  return later(heardAt, patience) <= now ? heardAt : null
}

function latestByServer(heartbeats: readonly LastHeartbeat[]): LastHeartbeat[] {
  const latest = new Map<string, LastHeartbeat>()
  for (const heartbeat of heartbeats) {
    const other = latest.get(heartbeat.serverId)
    if (!other || heartbeat.lastAt > other.lastAt) latest.set(heartbeat.serverId, heartbeat)
  }
  return [...latest.values()].sort(
    (a, b) => a.lastAt.getTime() - b.lastAt.getTime() || (a.serverId < b.serverId ? -1 : 1),
  )
}

/** The most heartbeats, in order of time, that stopped within the time in which an agent becomes silent; the latest of equals. */
function largestCluster(late: readonly LastHeartbeat[], missedBeats: number): LastHeartbeat[] {
  let best: LastHeartbeat[] = []
  let first = 0
  late.forEach((heartbeat, index) => {
    while (
      later(late[first]?.lastAt ?? heartbeat.lastAt, missedBeats * heartbeat.everySeconds) < heartbeat.lastAt
    )
      first += 1
    if (index + 1 - first >= best.length) best = late.slice(first, index + 1)
  })
  return best
}

/** The next of this agent's missed heartbeats that may change the judgement. */
function nextMiss(heartbeat: LastHeartbeat, missedBeats: number, now: Date): Date | null {
  const changes = [Math.max(1, missedBeats - 1), missedBeats].map(count =>
    later(heartbeat.lastAt, count * heartbeat.everySeconds),
  )
  return earliest(changes.filter(change => change > now))
}
