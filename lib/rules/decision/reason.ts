import type { Alert, LoggedAlert } from '#lib/rules/alerts/alert.ts'
import { asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import { impactOf } from '#lib/rules/servers/status.ts'
import { shortDuration, troubleNoun } from '#lib/rules/servers/wording.ts'
import { type Eligibility, mutedByGroup } from './eligibility.ts'
import { labelOf, type Situation } from './situation.ts'

/** What became of one line of the alert log. */
export type LineOutcome = {
  line: LoggedAlert
  /** It speaks of an episode that has ended already. */
  isLate: boolean
  alert: Alert
  eligibility: Eligibility | undefined
  incident: Incident | undefined
  /** The alert has opened its incident in this decision, has joined one, or was in it before. */
  place: 'opened' | 'joined' | 'known'
  isGroupDown: boolean
}

/** Why, in a sentence for staff and scanners. What is held is named by its kind alone. */
export function reasonOf(outcome: LineOutcome, situation: Situation): string {
  const { line, isLate, alert, eligibility, incident } = outcome
  if (isLate) return 'ignored: this episode has ended already'
  if (incident && asksAboutGuess(incident)) return guessReason(alert, situation)
  if (incident?.visibility === 'held' || (!incident && isCountingFile(alert, eligibility)))
    return 'held: suspicious file'
  if (!incident) return alert.closedAt ? endedUnheard(line) : (eligibility?.reason ?? 'accepted')
  if (incident.resolvedAt && eligibility?.is === 'staff-only') return eligibility.reason
  return alert.closedAt ? endReason(outcome, incident, situation) : openReason(outcome, incident, situation)
}

function guessReason(alert: Alert, situation: Situation): string {
  if (alert.closedAt) return 'accepted: ended while staff were asked whether it is trouble'
  const impact = impactOf(alert.kind, alert.severity) ?? 'operational'
  return `held: looks like ${troubleNoun(impact)} of ${labelOf(alert.serverId, situation)}, staff are asked`
}

function isCountingFile(alert: Alert, eligibility: Eligibility | undefined): boolean {
  return alert.kind === 'suspicious-file' && eligibility?.is === 'counts'
}

function endedUnheard(line: LoggedAlert): string {
  return line.state === 'resolved'
    ? 'accepted: ended before it counted, nothing to tell'
    : 'accepted: over by now, for its end or a later episode of it is known'
}

function endReason({ alert }: LineOutcome, incident: Incident, { policy, ...situation }: Situation): string {
  const row = incident.affected.find(one => one.serverId === alert.serverId)
  const label = labelOf(alert.serverId, situation)
  if (row?.isIntermittent)
    return `${flapping(alert, situation)}: the end of incident ${quoted(incident)} waits`
  if (row?.clearedAt && !row.endedAt)
    return `accepted: ${label} has recovered, its end in incident ${quoted(incident)} is told after ${shortDuration(policy.clearSeconds)}`
  return row && !row.endedAt
    ? `accepted: ended, but other alerts of ${label} in incident ${quoted(incident)} are open`
    : `accepted: ended, incident ${quoted(incident)}`
}

function openReason(
  { alert, place, isGroupDown }: LineOutcome,
  incident: Incident,
  situation: Situation,
): string {
  const verb = { opened: 'opens', joined: 'joins', known: 'is part of' }[place]
  const what = `${verb} incident ${quoted(incident)}`
  if (situation.flapping.get(alert.serverId)?.isFlapping) return `${flapping(alert, situation)}: ${what}`
  const groupId = situation.servers.get(alert.serverId)?.groupId
  if (place === 'joined' && isGroupDown && groupId) return `${mutedByGroup(groupId, situation)}, ${what}`
  return `accepted: ${what}`
}

/** "flapping 35 %" */
function flapping(alert: Alert, situation: Pick<Situation, 'flapping'>): string {
  return `flapping ${Math.round(situation.flapping.get(alert.serverId)?.percent ?? 0)} %`
}

function quoted(incident: Incident): string {
  return `'${incident.title}'`
}
