import type { Alert } from '#lib/rules/alerts/alert.ts'
import {
  endOf,
  isCancelled,
  isMutedBy,
  type Maintenance,
  runningMaintenance,
  type ServerMaintenance,
  serverPeriods,
} from '#lib/rules/maintenance/maintenance.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { type Flapping, judgeFlapping, outagePeriodsOf } from './flapping.ts'
import type { Sameness } from './group-files.ts'
import { judgeHeartbeats, type LastHeartbeat, type Silence } from './silence.ts'

/** A server as the rules see it. */
export type Server = { id: string; hostname: string; label: string; groupId: string | null }

/** A group with the number of its servers in service. */
export type Group = { name: string; size: number }

/** What holds at the moment of a decision, whatever alerts and incidents make of it. */
export type Situation = {
  now: Date
  policy: Policy
  servers: ReadonlyMap<string, Server>
  groups: ReadonlyMap<string, Group>
  /** Running maintenance by server: it mutes bad news. */
  maintenance: ReadonlyMap<string, ServerMaintenance>
  silence: Silence
  sameness: Sameness
  /** Servers whose state has changed lately. */
  flapping: ReadonlyMap<string, Flapping>
}

export type SituationInput = {
  servers: readonly Server[]
  groups: ReadonlyMap<string, Group>
  maintenance: readonly Maintenance[]
  heartbeats: readonly LastHeartbeat[]
  /** Of the findings among the alerts. */
  sameness: Sameness
}

export function situationOf(
  { servers, groups, maintenance, heartbeats, sameness }: SituationInput,
  alerts: Iterable<Alert>,
  policy: Policy,
  now: Date,
): Situation {
  return {
    now,
    policy,
    groups,
    sameness,
    servers: new Map(servers.map(server => [server.id, server])),
    maintenance: runningMaintenance(maintenance, now),
    silence: judgeHeartbeats(heartbeats, policy, now),
    flapping: judgeServers(alerts, maintenance, policy, now),
  }
}

/** How a server is called; its id where it is not known any more. */
export function labelOf(serverId: string, { servers }: Pick<Situation, 'servers'>): string {
  return servers.get(serverId)?.label ?? serverId
}

function judgeServers(
  alerts: Iterable<Alert>,
  maintenance: readonly Maintenance[],
  policy: Policy,
  now: Date,
): Map<string, Flapping> {
  const periods = periodsByServer(maintenance)
  const isPlanned = (serverId: string, at: Date) =>
    periods
      .get(serverId)
      ?.some(period => !isCancelled(period) && period.startsAt <= at && at < endOf(period)) ?? false
  const judged = new Map<string, Flapping>()
  for (const [serverId, own] of Map.groupBy(alerts, alert => alert.serverId)) {
    const flapping = judgeFlapping(outagePeriodsOf(own, isPlanned, policy, now), policy, now)
    if (flapping) judged.set(serverId, flapping)
  }
  return judged
}

function periodsByServer(maintenance: readonly Maintenance[]): Map<string, ServerMaintenance[]> {
  const staffs = maintenance.filter(work => isMutedBy(work, 'outage'))
  return Map.groupBy(staffs.flatMap(serverPeriods), period => period.serverId)
}
