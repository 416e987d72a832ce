import type { Alert, LoggedAlert } from '#lib/rules/alerts/alert.ts'
import { asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import { impactOf } from '#lib/rules/servers/status.ts'
import { shortDuration, troubleNoun } from '#lib/rules/servers/wording.ts'
import { labelOf, type Present } from './present.ts'
import { mutedByGroup, type Standing } from './standing.ts'

/** What became of one line of the alert log. */
export type Outcome = {
  line: LoggedAlert
  /** It speaks of an episode that has ended already. */
  isLate: boolean
  alert: Alert
  standing: Standing | undefined
  incident: Incident | undefined
  /** The alert has opened its incident in this decision, has joined one, or was in it before. */
  place: 'opened' | 'joined' | 'known'
  isGroupDown: boolean
}

/** Why, in a sentence for staff and scanners. What is held is named by its kind alone. */
export function reasonOf(outcome: Outcome, present: Present): string {
  const { line, isLate, alert, standing, incident } = outcome
  if (isLate) return 'ignored: this episode has ended already'
  if (incident && asksAboutGuess(incident)) return guessReason(alert, present)
  if (incident?.visibility === 'held' || (!incident && isCountingFile(alert, standing)))
    return 'held: suspicious file'
  if (!incident) return alert.closedAt ? endedUnheard(line) : (standing?.reason ?? 'accepted')
  if (incident.resolvedAt && standing?.is === 'staff-only') return standing.reason
  return alert.closedAt ? endReason(outcome, incident, present) : openReason(outcome, incident, present)
}

function guessReason(alert: Alert, present: Present): string {
  if (alert.closedAt) return 'accepted: ended while staff were asked whether it is trouble'
  const impact = impactOf(alert.kind, alert.severity) ?? 'operational'
  return `held: looks like ${troubleNoun(impact)} of ${labelOf(alert.serverId, present)}, staff are asked`
}

function isCountingFile(alert: Alert, standing: Standing | undefined): boolean {
  return alert.kind === 'suspicious-file' && standing?.is === 'counts'
}

function endedUnheard(line: LoggedAlert): string {
  return line.state === 'resolved'
    ? 'accepted: ended before it counted, nothing to tell'
    : 'accepted: over by now, for its end or a later episode of it is known'
}

function endReason({ alert }: Outcome, incident: Incident, { policy, ...present }: Present): string {
  const row = incident.affected.find(one => one.serverId === alert.serverId)
  const label = labelOf(alert.serverId, present)
  if (row?.isIntermittent) return `${flapping(alert, present)}: the end of incident ${quoted(incident)} waits`
  if (row?.clearedAt && !row.endedAt)
    return `accepted: ${label} has recovered, its end in incident ${quoted(incident)} is told after ${shortDuration(policy.clearSeconds)}`
  return row && !row.endedAt
    ? `accepted: ended, but other alerts of ${label} in incident ${quoted(incident)} are open`
    : `accepted: ended, incident ${quoted(incident)}`
}

function openReason({ alert, place, isGroupDown }: Outcome, incident: Incident, present: Present): string {
  const verb = { opened: 'opens', joined: 'joins', known: 'is part of' }[place]
  const what = `${verb} incident ${quoted(incident)}`
  if (present.flapping.get(alert.serverId)?.isFlapping) return `${flapping(alert, present)}: ${what}`
  const groupId = present.servers.get(alert.serverId)?.groupId
  if (place === 'joined' && isGroupDown && groupId) return `${mutedByGroup(groupId, present)}, ${what}`
  return `accepted: ${what}`
}

/** "flapping 35 %" */
function flapping(alert: Alert, present: Pick<Present, 'flapping'>): string {
  return `flapping ${Math.round(present.flapping.get(alert.serverId)?.percent ?? 0)} %`
}

function quoted(incident: Incident): string {
  return `'${incident.title}'`
}
