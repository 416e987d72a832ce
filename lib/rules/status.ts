import type { AlertKind, Severity } from './alert.ts'

/** From harmless to worst: the order is the comparison. */
export const impacts = ['operational', 'maintenance', 'degraded', 'partial_outage', 'major_outage'] as const
export type Impact = (typeof impacts)[number]

/** Why a server has its impact: an alert's kind, planned work, or work that staff do on purpose. */
export const causes = ['suspicious-file', 'outage', 'slowdown', 'maintenance', 'countermeasure'] as const
export type Cause = (typeof causes)[number]

/** Above 0 when a is worse than b. */
export function compareImpact(a: Impact, b: Impact): number {
  return impacts.indexOf(a) - impacts.indexOf(b)
}

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

/** The reasons that speak for one server at one moment. */
export type StatusInput = {
  /** Servers of open published incidents. */
  affected: readonly {
    serverId: string
    postId: string
    impact: Impact
    cause: Cause
    since: Date
    clearedAt: Date | null
    endedAt: Date | null
  }[]
  /** Windows that run now. */
  maintenance: readonly {
    serverId: string
    postId: string | null
    kind: 'maintenance' | 'countermeasure'
    startsAt: Date
  }[]
}

/** A server's status: computed from what is open, never stored. */
export type Status = {
  impact: Impact
  cause: Cause | null
  since: Date | null
  postId: string | null
  /** Clear for a while already, watched before we say so for good. */
  isWatching: boolean
}

const fine: Status = { impact: 'operational', cause: null, since: null, postId: null, isWatching: false }

/** The worst that is open for a server counts; a countermeasure shows as slow, the only other reason being maintenance. */
export function statusOf(serverId: string, input: StatusInput): Status {
  const candidates: Status[] = []
  for (const row of input.affected) {
    if (row.serverId !== serverId || row.endedAt) continue
    const isWatching = row.clearedAt !== null
    candidates.push({
      impact: row.impact,
      cause: row.cause,
      since: row.since,
      postId: row.postId,
      isWatching,
    })
  }
  for (const row of input.maintenance) {
    if (row.serverId !== serverId) continue
    const impact: Impact = row.kind === 'countermeasure' ? 'degraded' : 'maintenance'
    candidates.push({ impact, cause: row.kind, since: row.startsAt, postId: row.postId, isWatching: false })
  }
  return candidates.reduce(worse, fine)
}

function worse(a: Status, b: Status): Status {
  if (a.isWatching !== b.isWatching && a.impact !== 'operational') return a.isWatching ? b : a
  return compareImpact(b.impact, a.impact) > 0 ? b : a
}
