import type { Alert } from '#lib/rules/alerts/alert.ts'
import { endOf, type Maintenance, runningWork } from '#lib/rules/maintenance/maintenance.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { type Flapping, judgeFlapping, stretchesOf } from './flapping.ts'
import { type Beat, judgeBeats, type Silence } from './silence.ts'

/** A server as the rules see it. */
export type Server = { id: string; hostname: string; label: string; groupId: string | null }

/** A group with the number of its servers in service. */
export type Group = { name: string; size: number }

/** What holds at the moment of a decision, whatever alerts and incidents make of it. */
export type Present = {
  now: Date
  policy: Policy
  servers: ReadonlyMap<string, Server>
  groups: ReadonlyMap<string, Group>
  /** Running work by server: it mutes bad news. */
  work: ReadonlyMap<string, Maintenance>
  silence: Silence
  /** Servers whose state has changed lately. */
  flapping: ReadonlyMap<string, Flapping>
}

export type PresentInput = {
  servers: readonly Server[]
  groups: ReadonlyMap<string, Group>
  maintenance: readonly Maintenance[]
  beats: readonly Beat[]
}

export function presentOf(
  { servers, groups, maintenance, beats }: PresentInput,
  alerts: Iterable<Alert>,
  policy: Policy,
  now: Date,
): Present {
  return {
    now,
    policy,
    groups,
    servers: new Map(servers.map(server => [server.id, server])),
    work: runningWork(maintenance, now),
    silence: judgeBeats(beats, policy, now),
    flapping: judgeServers(alerts, maintenance, policy, now),
  }
}

export function labelOf(serverId: string, { servers }: Pick<Present, 'servers'>): string {
  return servers.get(serverId)?.label ?? serverId
}

function judgeServers(
  alerts: Iterable<Alert>,
  maintenance: readonly Maintenance[],
  policy: Policy,
  now: Date,
): Map<string, Flapping> {
  const windows = windowsByServer(maintenance)
  const isPlanned = (serverId: string, at: Date) =>
    windows.get(serverId)?.some(window => window.startsAt <= at && at < endOf(window)) ?? false
  const judged = new Map<string, Flapping>()
  for (const [serverId, own] of Map.groupBy(alerts, alert => alert.serverId)) {
    const flapping = judgeFlapping(stretchesOf(own, isPlanned, policy, now), policy, now)
    if (flapping) judged.set(serverId, flapping)
  }
  return judged
}

function windowsByServer(maintenance: readonly Maintenance[]): Map<string, Maintenance[]> {
  const pairs = maintenance.flatMap(window => window.serverIds.map(serverId => ({ serverId, window })))
  return new Map(
    [...Map.groupBy(pairs, pair => pair.serverId)].map(([serverId, list]) => [
      serverId,
      list.map(pair => pair.window),
    ]),
  )
}
