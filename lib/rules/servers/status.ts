import type { AlertKind, Severity } from '#lib/rules/alerts/alert.ts'
import type { Measure } from '#lib/rules/maintenance/measure.ts'

/** From harmless to worst: the order is the comparison. */
export const impacts = ['operational', 'maintenance', 'degraded', 'partial_outage', 'major_outage'] as const
export type Impact = (typeof impacts)[number]

/** Why a server has its impact: an alert's kind, maintenance, work that staff do on purpose, or the silence of its agent. */
export const causes = [
  'suspicious-file',
  'outage',
  'slowdown',
  'maintenance',
  'countermeasure',
  'no-data',
] as const
export type Cause = (typeof causes)[number]

/** Above 0 when a is worse than b. */
export function compareImpact(a: Impact, b: Impact): number {
  return impacts.indexOf(a) - impacts.indexOf(b)
}

/** The worst of these; operational where there are none. */
export function worst(list: readonly Impact[]): Impact {
  return list.reduce<Impact>((a, b) => (compareImpact(b, a) > 0 ? b : a), 'operational')
}

/**
 * What an alert means for customers of its server; null when it means nothing to them:
 * reboots, unknown findings and mere information are for staff.
 */
export function impactOf(kind: AlertKind, severity: Severity): Impact | null {
  if (severity === 'info') return null
  switch (kind) {
    case 'outage':
      return severity === 'critical' ? 'major_outage' : 'partial_outage'
    case 'slowdown':
    case 'suspicious-file':
      return 'degraded'
    case 'reboot':
    case 'other':
      return null
  }
}

/** Readers see that it is clear: a found file that is found no more is no all clear before staff say so. */
export function isShownClear({ clearedAt, cause }: { clearedAt: Date | null; cause: Cause }): boolean {
  return clearedAt !== null && cause !== 'suspicious-file'
}

/** One server of an open published incident. */
export type AffectedRow = {
  serverId: string
  postId: string
  impact: Impact
  cause: Cause
  since: Date
  clearedAt: Date | null
  endedAt: Date | null
  isIntermittent: boolean
}

/** A window of work on one server that runs now. */
type RunningRow = {
  serverId: string
  postId: string | null
  kind: 'maintenance' | 'countermeasure'
  startsAt: Date
  /** The agent that says so of its own server; null or left out: staff do. */
  sourceId?: string | null
  /** What readers are told that it is; null or left out: work of ours. */
  measure?: Measure | null
}

/** The reasons that speak for servers at one moment, by server. */
export type StatusInput = {
  affected: ReadonlyMap<string, readonly AffectedRow[]>
  maintenance: ReadonlyMap<string, readonly RunningRow[]>
  /** Since when we have no data from it. */
  noData: ReadonlyMap<string, Date>
}

export function statusInput(
  affected: readonly AffectedRow[],
  maintenance: readonly RunningRow[],
  noData: ReadonlyMap<string, Date>,
): StatusInput {
  return {
    affected: Map.groupBy(affected, row => row.serverId),
    maintenance: Map.groupBy(maintenance, row => row.serverId),
    noData,
  }
}

/** A server's status: computed from what is open, never stored. */
export type Status = {
  impact: Impact
  cause: Cause | null
  since: Date | null
  postId: string | null
  /** Clear for a while already, watched before we say so for good. */
  isWatching: boolean
  /** Fails and recovers by turns. */
  isIntermittent: boolean
  /** What we do that makes it slow, where that is known. */
  measure?: Measure
}

const fine: Status = {
  impact: 'operational',
  cause: null,
  since: null,
  postId: null,
  isWatching: false,
  isIntermittent: false,
}

/**
 * The worst that is open for a server counts; a countermeasure of staff shows as slow, the only other reason being maintenance.
 * Where nothing is open, a silent agent means that we have no data: not an outage, and not fine either.
 */
export function statusOf(serverId: string, input: StatusInput): Status {
  const since = input.noData.get(serverId)
  const calm: Status = since ? { ...fine, cause: 'no-data', since } : fine
  const affected = input.affected.get(serverId) ?? []
  const running = input.maintenance.get(serverId) ?? []
  const candidates = [...affected.filter(row => !row.endedAt).map(ofAffected), ...running.map(ofRunning)]
  return candidates.reduce(worse, calm)
}

function ofAffected({ impact, cause, since, postId, clearedAt, isIntermittent }: AffectedRow): Status {
  // Who fails by turns is not called recovered between two failures.
  const isWatching = isShownClear({ clearedAt, cause }) && !isIntermittent
  return { impact, cause, since, postId, isWatching, isIntermittent }
}

/** What an agent says may make its server slow, and no board calls thousands of them slow each night for that. */
function ofRunning({ kind, startsAt, postId, sourceId, measure }: RunningRow): Status {
  const impact = kind === 'countermeasure' && !sourceId ? 'degraded' : 'maintenance'
  const status: Status = { ...fine, impact, cause: kind, since: startsAt, postId }
  return measure ? { ...status, measure } : status
}

function worse(a: Status, b: Status): Status {
  if (a.isWatching !== b.isWatching && a.impact !== 'operational') return a.isWatching ? b : a
  return compareImpact(b.impact, a.impact) > 0 ? b : a
}
