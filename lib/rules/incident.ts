import type { Alert } from './alert.ts'
import type { PostPhase, PostVisibility } from './post.ts'
import { type Cause, compareImpact, type Impact, impactOf } from './status.ts'
import { later, latest } from './time.ts'

/** One server of an incident: what is true of it, and what customers were last told. */
export type Affected = {
  serverId: string
  impact: Impact
  cause: Cause
  since: Date
  /** Clear since then, watched before the end is told. */
  clearedAt: Date | null
  endedAt: Date | null
  announcedImpact: Impact | null
  announcedAt: Date | null
  staffToldAt: Date | null
}

/** An open post of kind incident. */
export type Incident = {
  id: string
  /** Its address below /posts. It never changes, so it holds no state: the day, and the id. */
  slug: string
  title: string
  visibility: PostVisibility
  phase: PostPhase
  /** What opened it; null when staff wrote it. */
  cause: Cause | null
  groupId: string | null
  startedAt: Date
  publishedAt: Date | null
  resolvedAt: Date | null
  /** A person wrote on it: no automatic title, no automatic end. */
  touchedAt: Date | null
  resolutionProposedAt: Date | null
  nextUpdateAt: Date | null
  lastNoticeAt: Date | null
  affected: readonly Affected[]
}

/** What an alert's kind means as a cause; null for kinds that never reach customers. */
function causeOf(alert: Alert): Cause | null {
  switch (alert.kind) {
    case 'outage':
    case 'slowdown':
    case 'suspicious-file':
      return alert.kind
    case 'reboot':
    case 'other':
      return null
  }
}

/** The incident that begins with this alert. A suspicious file is held until staff approve; all else is public at once. */
export function openIncident(id: string, alert: Alert, groupId: string | null, now: Date): Incident {
  const isHeld = alert.kind === 'suspicious-file'
  return {
    id,
    slug: `${alert.startsAt.toISOString().slice(0, 10)}-incident-${id}`,
    title: '',
    visibility: isHeld ? 'held' : 'published',
    phase: 'investigating',
    cause: causeOf(alert),
    groupId,
    startedAt: alert.startsAt,
    publishedAt: isHeld ? null : now,
    resolvedAt: null,
    touchedAt: null,
    resolutionProposedAt: null,
    nextUpdateAt: null,
    lastNoticeAt: null,
    affected: [],
  }
}

/**
 * Brings an incident's servers in line with the alerts that belong to it.
 * A server without alerts was added by staff and is theirs to end.
 */
export function followAlerts(
  incident: Incident,
  alerts: readonly Alert[],
  clearSeconds: number,
  now: Date,
): Incident {
  if (incident.resolvedAt) return incident
  const byServer = Map.groupBy(alerts, alert => alert.serverId)
  const known = new Map(incident.affected.map(row => [row.serverId, row]))
  for (const [serverId, own] of byServer) {
    const row = followServer(known.get(serverId), serverId, own)
    if (row) known.set(serverId, isTheirs(incident) ? row : endWhenClear(row, clearSeconds, now))
  }
  return settle({ ...incident, affected: [...known.values()] }, clearSeconds, now)
}

function followServer(
  row: Affected | undefined,
  serverId: string,
  alerts: readonly Alert[],
): Affected | null {
  const worst = worstOpen(alerts)
  if (worst) {
    // After an end the trouble is new, and customers were told that it was over.
    const since = row && !row.endedAt ? row.since : worst.since
    const told = row ?? { announcedImpact: null, announcedAt: null, staffToldAt: null }
    const { announcedImpact, announcedAt, staffToldAt } = told
    const { impact, cause } = worst
    return {
      serverId,
      impact,
      cause,
      since,
      clearedAt: null,
      endedAt: null,
      announcedImpact,
      announcedAt,
      staffToldAt,
    }
  }
  if (!row || row.endedAt || row.clearedAt) return row ?? null
  const closings = alerts.map(alert => alert.closedAt).filter(moment => moment !== null)
  return { ...row, clearedAt: latest(closings) }
}

function worstOpen(alerts: readonly Alert[]): { impact: Impact; cause: Cause; since: Date } | null {
  let worst: { impact: Impact; cause: Cause; since: Date } | null = null
  for (const alert of alerts) {
    const impact = alert.closedAt ? null : impactOf(alert.kind, alert.severity)
    const cause = causeOf(alert)
    if (!impact || !cause) continue
    if (!worst || compareImpact(impact, worst.impact) > 0) worst = { impact, cause, since: alert.startsAt }
  }
  return worst
}

function endWhenClear(row: Affected, clearSeconds: number, now: Date): Affected {
  const isOver = row.clearedAt && !row.endedAt && later(row.clearedAt, clearSeconds) <= now
  return isOver ? { ...row, endedAt: now } : row
}

/** Only staff may end it: a person has written on it, or has yet to look at what is held. */
function isTheirs(incident: Incident): boolean {
  return incident.touchedAt !== null || incident.visibility === 'held'
}

/** Phase and end follow from the servers, unless a person has taken over: then the end is proposed. */
function settle(incident: Incident, clearSeconds: number, now: Date): Incident {
  const { affected } = incident
  if (affected.length === 0) return incident
  const isOpen = affected.some(row => !row.clearedAt && !row.endedAt)
  if (isTheirs(incident)) {
    const isClear = affected.every(
      row => row.endedAt || (row.clearedAt && later(row.clearedAt, clearSeconds) <= now),
    )
    return { ...incident, resolutionProposedAt: isClear ? (incident.resolutionProposedAt ?? now) : null }
  }
  if (isOpen) return incident.phase === 'monitoring' ? { ...incident, phase: 'investigating' } : incident
  if (affected.every(row => row.endedAt)) return { ...incident, phase: 'resolved', resolvedAt: now }
  return { ...incident, phase: 'monitoring' }
}

/** When time alone will change the incident: the first server that has been clear for long enough. */
export function nextEnd(incident: Incident, clearSeconds: number): Date | null {
  const ends = incident.affected.flatMap(row =>
    row.clearedAt && !row.endedAt ? [later(row.clearedAt, clearSeconds)] : [],
  )
  return ends.length > 0 ? new Date(Math.min(...ends.map(Number))) : null
}
