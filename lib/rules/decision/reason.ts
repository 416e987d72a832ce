import type { Alert, LoggedAlert } from '#lib/rules/alerts/alert.ts'
import { asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import { type Impact, impactOf } from '#lib/rules/servers/status.ts'
import type { Eligibility } from './eligibility.ts'
import { type EligibilityReason, groupDown } from './eligibility-reason.ts'
import { labelOf, type Situation } from './situation.ts'

/** What became of one line of the alert log. */
export type LineOutcome = {
  line: LoggedAlert
  /** It speaks of an episode that has ended already. */
  isLate: boolean
  alert: Alert
  eligibility: Eligibility | undefined
  incident: Incident | undefined
  place: PlaceInIncident
  isGroupDown: boolean
}

/** An alert has opened its incident in this decision, has joined one, or was in it before. */
export type PlaceInIncident = 'opened' | 'joined' | 'known'

/**
 * Why a line of the alert log had its outcome, for staff and scanners. What is held is named by its kind alone, and
 * an incident by its id, because its title is words. end-unheard: it ended before it counted. over-already: its end
 * or a later episode came first. others-open: it ended, and other alerts of the server in the incident have not.
 */
export type Reason =
  | EligibilityReason
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
export function reasonOf(outcome: LineOutcome, situation: Situation): Reason {
  const { line, isLate, alert, eligibility, incident } = outcome
  if (isLate) return { is: 'late' }
  if (incident && asksAboutGuess(incident)) return guessReason(alert, situation)
  if (incident?.visibility === 'held' || (!incident && isCountingFile(alert, eligibility)))
    return { is: 'suspicious-file' }
  if (!incident) return alert.closedAt ? endedUnheard(line) : (eligibility?.reason ?? { is: 'accepted' })
  if (incident.resolvedAt && eligibility?.is === 'staff-only') return eligibility.reason
  return alert.closedAt ? endReason(outcome, incident, situation) : openReason(outcome, incident, situation)
}

function guessReason(alert: Alert, situation: Situation): Reason {
  if (alert.closedAt) return { is: 'guess-ended' }
  const impact = impactOf(alert.kind, alert.severity) ?? 'operational'
  return { is: 'guess', impact, server: labelOf(alert.serverId, situation) }
}

function isCountingFile(alert: Alert, eligibility: Eligibility | undefined): boolean {
  return alert.kind === 'suspicious-file' && eligibility?.is === 'counts'
}

function endedUnheard(line: LoggedAlert): Reason {
  return line.state === 'resolved' ? { is: 'end-unheard' } : { is: 'over-already' }
}

function endReason({ alert }: LineOutcome, incident: Incident, situation: Situation): Reason {
  const row = incident.affected.find(one => one.serverId === alert.serverId)
  const server = labelOf(alert.serverId, situation)
  const incidentId = incident.id
  if (row?.isIntermittent) return { is: 'flapping-end', percent: changesOf(alert, situation), incidentId }
  if (row?.clearedAt && !row.endedAt)
    return { is: 'watched', server, seconds: situation.policy.clearSeconds, incidentId }
  return row && !row.endedAt ? { is: 'others-open', server, incidentId } : { is: 'ended', incidentId }
}

function openReason(
  { alert, place, isGroupDown }: LineOutcome,
  incident: Incident,
  situation: Situation,
): Reason {
  const incidentId = incident.id
  if (situation.flapping.get(alert.serverId)?.isFlapping)
    return { is: 'flapping', percent: changesOf(alert, situation), place, incidentId }
  const groupId = situation.servers.get(alert.serverId)?.groupId
  if (place === 'joined' && isGroupDown && groupId)
    return { is: 'joined-of-group', group: groupDown(groupId, situation).group, incidentId }
  return { is: 'in-incident', place, incidentId }
}

/** How much of its server's last states were changes, in whole percent. */
function changesOf(alert: Alert, { flapping }: Pick<Situation, 'flapping'>): number {
  return Math.round(flapping.get(alert.serverId)?.percent ?? 0)
}
