import type { Alert } from './alert.ts'
import type { PostPhase, PostVisibility } from './post.ts'
import type { Present } from './present.ts'
import { type Cause, compareImpact, type Impact, impactOf } from './status.ts'
import { earliest, later, latest } from './time.ts'

/** One server of an incident: what is true of it, and what customers were last told. */
export type Affected = {
  serverId: string
  impact: Impact
  cause: Cause
  since: Date
  /** Clear since then, watched before the end is told. */
  clearedAt: Date | null
  endedAt: Date | null
  /** Fails and recovers by turns; it does not end before that stops. */
  isIntermittent: boolean
  announcedImpact: Impact | null
  /** Customers were told that it fails and recovers by turns. */
  isAnnouncedIntermittent: boolean
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
  /** held: its bad news was too much at once and waits for staff. released: they let it go. */
  breaker: 'held' | 'released' | null
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
  const blank = blankIncident(id, causeOf(alert), alert.startsAt)
  return { ...blank, groupId, ...(isHeld ? {} : { visibility: 'published', publishedAt: now }) }
}

/** A held incident of which nothing is known but why. */
export function blankIncident(id: string, cause: Cause | null, startedAt: Date): Incident {
  return {
    ...{ id, cause, startedAt, title: '', visibility: 'held', phase: 'investigating', affected: [] },
    slug: `${startedAt.toISOString().slice(0, 10)}-incident-${id}`,
    ...{ groupId: null, publishedAt: null, resolvedAt: null, touchedAt: null, resolutionProposedAt: null },
    ...{ nextUpdateAt: null, lastNoticeAt: null, breaker: null },
  }
}

/**
 * Brings an incident's servers in line with the alerts that belong to it: those that are open, and those that ended
 * since the last decision. A server without alerts was added by staff and is theirs to end.
 */
export function followAlerts(incident: Incident, alerts: readonly Alert[], present: Present): Incident {
  if (incident.resolvedAt) return incident
  const byServer = Map.groupBy(alerts, alert => alert.serverId)
  const known = new Map(incident.affected.map(row => [row.serverId, row]))
  for (const [serverId, own] of byServer) {
    const row = followServer(known.get(serverId), serverId, own)
    if (row) known.set(serverId, row)
  }
  const isTheirs = belongsToStaff(incident)
  const affected = [...known.values()].map(row => {
    const marked = markIntermittent(row, incident, present)
    return isTheirs ? marked : endWhenClear(marked, present)
  })
  return settle({ ...incident, affected }, present)
}

function followServer(
  row: Affected | undefined,
  serverId: string,
  alerts: readonly Alert[],
): Affected | null {
  const worst = worstOpen(alerts)
  if (!worst) {
    if (!row || row.endedAt || row.clearedAt) return row ?? null
    const closings = alerts.map(alert => alert.closedAt).filter(moment => moment !== null)
    return { ...row, clearedAt: latest(closings) }
  }
  const told = row ?? nothingTold
  // After an end the trouble is new, and customers were told that it was over.
  const since = row && !row.endedAt ? row.since : worst.since
  return { ...told, serverId, ...worst, since, clearedAt: null, endedAt: null }
}

/** A server of which nobody was told anything yet. */
export const nothingTold = {
  ...{ isIntermittent: false, isAnnouncedIntermittent: false },
  ...{ announcedImpact: null, announcedAt: null, staffToldAt: null },
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

/** Who fails by turns is shown so until it has been clear for as long as any other; then it is watched like them. */
function markIntermittent(row: Affected, incident: Incident, present: Present): Affected {
  const isShown = incident.visibility === 'published' && row.cause !== 'suspicious-file' && !row.endedAt
  const isIntermittent = isShown && isFlapping(row, present) && !isClear(row, present)
  return isIntermittent === row.isIntermittent ? row : { ...row, isIntermittent }
}

function isFlapping(row: Affected, { flapping }: Present): boolean {
  return flapping.get(row.serverId)?.isFlapping ?? false
}

/** It has been clear for long enough. */
function isClear(row: Affected, { policy, now }: Present): boolean {
  return row.clearedAt !== null && later(row.clearedAt, policy.clearSeconds) <= now
}

/** Who fails by turns is not over before that stops. */
function isOver(row: Affected, present: Present): boolean {
  return row.endedAt !== null || (isClear(row, present) && !isFlapping(row, present))
}

function endWhenClear(row: Affected, present: Present): Affected {
  return row.endedAt === null && isOver(row, present) ? { ...row, endedAt: present.now } : row
}

/** Only staff may end it: a person has written on it, or has yet to look at what is held. */
function belongsToStaff(incident: Incident): boolean {
  return incident.touchedAt !== null || incident.visibility === 'held'
}

/** Phase and end follow from the servers, unless a person has taken over: then the end is proposed. */
function settle(incident: Incident, present: Present): Incident {
  const { affected } = incident
  if (affected.length === 0) return incident
  if (belongsToStaff(incident)) {
    const isEnd = affected.every(row => isOver(row, present))
    return {
      ...incident,
      resolutionProposedAt: isEnd ? (incident.resolutionProposedAt ?? present.now) : null,
    }
  }
  const isOpen = affected.some(row => !row.endedAt && (!row.clearedAt || row.isIntermittent))
  if (isOpen) return incident.phase === 'monitoring' ? { ...incident, phase: 'investigating' } : incident
  if (affected.every(row => row.endedAt)) return { ...incident, phase: 'resolved', resolvedAt: present.now }
  return { ...incident, phase: 'monitoring' }
}

/** When time alone will change the incident: a server will have been clear for long enough, or calm a little longer. */
export function nextTurnOf(incident: Incident, { policy, now, flapping }: Present): Date | null {
  const turns = incident.affected.flatMap(row => {
    if (row.endedAt) return []
    const state = flapping.get(row.serverId)
    const clearAt = row.clearedAt ? later(row.clearedAt, policy.clearSeconds) : null
    return [clearAt, state?.isFlapping ? state.nextAt : null]
  })
  return earliest(turns.filter(turn => turn !== null && turn > now))
}
