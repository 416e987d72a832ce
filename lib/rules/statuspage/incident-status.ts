import type { PostPhase } from '#lib/rules/posts/post.ts'
import { type Cause, type Impact, isShownClear, worst } from '#lib/rules/servers/status.ts'
import { type ComponentStatus, impactStatus } from './component-status.ts'

export type StatuspagePhase = 'investigating' | 'identified' | 'monitoring' | 'resolved' | 'postmortem'
export type StatuspageImpact = 'none' | 'minor' | 'major' | 'critical'

/** When a server was in the trouble of an incident. */
export type AffectedTimes = {
  serverId: string
  impact: Impact
  cause: Cause
  isIntermittent: boolean
  since: Date
  clearedAt: Date | null
  endedAt: Date | null
}

/** How far an incident was at a moment, by its phase and its servers: all of them clear is what Statuspage calls monitoring. */
export function incidentStatusAt(
  phase: PostPhase | null,
  affected: readonly AffectedTimes[],
  at: Date,
): StatuspagePhase {
  if (phase === 'resolved') return 'resolved'
  const begun = affected.filter(row => row.since <= at)
  if (begun.length > 0 && begun.every(row => isClearAt(row, at))) return 'monitoring'
  return phase === 'identified' || phase === 'monitoring' ? phase : 'investigating'
}

/** The worst that an incident has done to a server. */
export function incidentImpact(affected: readonly Pick<AffectedTimes, 'impact'>[]): StatuspageImpact {
  switch (worst(affected.map(row => row.impact))) {
    case 'major_outage':
      return 'critical'
    case 'partial_outage':
      return 'major'
    case 'degraded':
      return 'minor'
    case 'maintenance':
    case 'operational':
      return 'none'
  }
}

/** What became of a server from one moment to another. */
export type ComponentChange = { serverId: string; from: ComponentStatus; to: ComponentStatus }

/** The servers that changed after one moment, by another. after: null: before anything began. */
export function componentChanges(
  affected: readonly AffectedTimes[],
  after: Date | null,
  by: Date,
): ComponentChange[] {
  return affected.flatMap(row => {
    const from = after ? statusAt(row, after) : 'operational'
    const to = statusAt(row, by)
    return from === to ? [] : [{ serverId: row.serverId, from, to }]
  })
}

function statusAt(row: AffectedTimes, at: Date): ComponentStatus {
  return row.since > at || isClearAt(row, at) ? 'operational' : impactStatus(row.impact)
}

/** Who fails by turns is not clear between two failures. */
function isClearAt({ cause, isIntermittent, clearedAt, endedAt }: AffectedTimes, at: Date): boolean {
  const isCleared =
    clearedAt !== null && clearedAt <= at && isShownClear({ clearedAt, cause }) && !isIntermittent
  return isCleared || (endedAt !== null && endedAt <= at)
}
