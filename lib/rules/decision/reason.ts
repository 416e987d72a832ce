import type { Alert, LoggedAlert } from '#lib/rules/alerts/alert.ts'
import { asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import { type Impact, impactOf } from '#lib/rules/servers/status.ts'
import { labelOf, type Present } from './present.ts'
import type { Standing } from './standing.ts'
import { groupDown, type StandingReason } from './standing-reason.ts'

/** What became of one line of the alert log. */
export type Outcome = {
  line: LoggedAlert
  /** It speaks of an episode that has ended already. */
  isLate: boolean
  alert: Alert
  standing: Standing | undefined
  incident: Incident | undefined
  place: PlaceInIncident
  isGroupDown: boolean
}

/** An alert has opened its incident in this decision, has joined one, or was in it before. */
export type PlaceInIncident = 'opened' | 'joined' | 'known'

/**
 * Why a line of the alert log had its outcome, for staff and scanners. What is held is named by its kind alone, and an
 * incident by its id, for its title is words. end-unheard: it ended before it counted. over-already: its end or a later
 * episode came first. others-open: it ended, and other alerts of the server in the incident have not.
 */
export type Reason =
  | StandingReason
  | { is: 'late' }
  | { is: 'guess'; impact: Impact; server: string }
  | { is: 'guess-ended' }
  | { is: 'suspicious-file' }
  | { is: 'end-unheard' }
  | { is: 'over-already' }
  | { is: 'flapping-end'; percent: number; incidentId: string }
  | { is: 'watched'; server: string; seconds: number; incidentId: string }
  | { is: 'others-open'; server: string; incidentId: string }
  | { is: 'ended'; incidentId: string }
  | { is: 'flapping'; percent: number; place: PlaceInIncident; incidentId: string }
  | { is: 'joined-of-group'; group: string; incidentId: string }
  | { is: 'in-incident'; place: PlaceInIncident; incidentId: string }

/** Why it had the outcome that it had. */
export function reasonOf(outcome: Outcome, present: Present): Reason {
  const { line, isLate, alert, standing, incident } = outcome
  if (isLate) return { is: 'late' }
  if (incident && asksAboutGuess(incident)) return guessReason(alert, present)
  if (incident?.visibility === 'held' || (!incident && isCountingFile(alert, standing)))
    return { is: 'suspicious-file' }
  if (!incident) return alert.closedAt ? endedUnheard(line) : (standing?.reason ?? { is: 'accepted' })
  if (incident.resolvedAt && standing?.is === 'staff-only') return standing.reason
  return alert.closedAt ? endReason(outcome, incident, present) : openReason(outcome, incident, present)
}

function guessReason(alert: Alert, present: Present): Reason {
  if (alert.closedAt) return { is: 'guess-ended' }
  const impact = impactOf(alert.kind, alert.severity) ?? 'operational'
  return { is: 'guess', impact, server: labelOf(alert.serverId, present) }
}

function isCountingFile(alert: Alert, standing: Standing | undefined): boolean {
  return alert.kind === 'suspicious-file' && standing?.is === 'counts'
}

function endedUnheard(line: LoggedAlert): Reason {
  return line.state === 'resolved' ? { is: 'end-unheard' } : { is: 'over-already' }
}

function endReason({ alert }: Outcome, incident: Incident, present: Present): Reason {
  const row = incident.affected.find(one => one.serverId === alert.serverId)
  const server = labelOf(alert.serverId, present)
  const incidentId = incident.id
  if (row?.isIntermittent) return { is: 'flapping-end', percent: changesOf(alert, present), incidentId }
  if (row?.clearedAt && !row.endedAt)
    return { is: 'watched', server, seconds: present.policy.clearSeconds, incidentId }
  return row && !row.endedAt ? { is: 'others-open', server, incidentId } : { is: 'ended', incidentId }
}

function openReason({ alert, place, isGroupDown }: Outcome, incident: Incident, present: Present): Reason {
  const incidentId = incident.id
  if (present.flapping.get(alert.serverId)?.isFlapping)
    return { is: 'flapping', percent: changesOf(alert, present), place, incidentId }
  const groupId = present.servers.get(alert.serverId)?.groupId
  if (place === 'joined' && isGroupDown && groupId)
    return { is: 'joined-of-group', group: groupDown(groupId, present).group, incidentId }
  return { is: 'in-incident', place, incidentId }
}

/** How much of its server's last states were changes, in whole percent. */
function changesOf(alert: Alert, { flapping }: Pick<Present, 'flapping'>): number {
  return Math.round(flapping.get(alert.serverId)?.percent ?? 0)
}
