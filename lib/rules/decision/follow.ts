import type { Alert } from '#lib/rules/alerts/alert.ts'
import { type Affected, causeOf, type Incident, nothingTold } from '#lib/rules/incidents/incident.ts'
import { causeOfJudged, isAfterJudgement, isJudged, judgedImpacts } from '#lib/rules/incidents/judgement.ts'
import { endsByItselfAt } from '#lib/rules/incidents/unattended-end.ts'
import { compareImpact, impactOf } from '#lib/rules/servers/status.ts'
import { earliest, latest } from '#lib/rules/time/time.ts'
import type { Situation } from './situation.ts'
import { endWhenClear, isOver, markIntermittent } from './watch.ts'

/**
 * Brings an incident's servers in line with the alerts that belong to it: those that are open, and those that ended
 * since the last decision. A server without alerts was added by staff and is theirs to end, as is one of which a person
 * has said what it is in.
 */
export function followAlerts(incident: Incident, alerts: readonly Alert[], situation: Situation): Incident {
  if (incident.resolvedAt) return incident
  const byServer = Map.groupBy(alerts, alert => alert.serverId)
  const known = new Map(incident.affected.map(row => [row.serverId, row]))
  for (const [serverId, own] of byServer) {
    const row = followServer(known.get(serverId), serverId, own)
    if (row) known.set(serverId, row)
  }
  const isTheirs = belongsToStaff(incident)
  const affected = [...known.values()].map(row => {
    const marked = markIntermittent(row, incident, situation)
    return isTheirs ? marked : endWhenClear(marked, situation)
  })
  return settle({ ...incident, affected }, situation)
}

function followServer(
  row: Affected | undefined,
  serverId: string,
  members: readonly Alert[],
): Affected | null {
  const alerts = members.filter(alert => isAfterJudgement(alert, row))
  if (row && alerts.length === 0 && members.length > 0) return row
  const worst = worse(judgedTrouble(row), worstOpen(alerts))
  if (!worst) {
    if (!row || row.endedAt || row.clearedAt) return row ?? null
    const closings = alerts.map(alert => alert.closedAt).filter(moment => moment !== null)
    const clearedAt = latest(closings)
    return { ...row, clearedAt, until: overAt(row, alerts, clearedAt) }
  }
  const told = row ?? nothingTold
  const since = row && isSameTrouble(row, worst) ? row.since : worst.since
  return { ...told, serverId, ...worst, since, until: null, clearedAt: null, endedAt: null }
}

/** After an end the trouble is new, and customers were told that it was over; so it is when it is another one. */
function isSameTrouble(row: Affected, trouble: Trouble): boolean {
  return row.endedAt === null && row.impact === trouble.impact && row.cause === trouble.cause
}

/** The last end that the sources name: not before the trouble began, and not after we heard that all is clear. */
function overAt(row: Affected, alerts: readonly Alert[], clearedAt: Date): Date {
  const ends = alerts.flatMap(alert => (alert.closedAt ? [alert.endsAt ?? alert.closedAt] : []))
  return earliest([clearedAt, latest([row.since, ...ends])]) ?? clearedAt
}

type Trouble = Pick<Affected, 'impact' | 'cause' | 'since'>

/** What a person said; it began when the row says, or, when something worse came in between, when they said it. */
function judgedTrouble(row: Affected | undefined): Trouble | null {
  if (!row || !isJudged(row) || !row.judgedImpact || !row.judgedAt) return null
  if (row.impact === row.judgedImpact) return { impact: row.impact, cause: row.cause, since: row.since }
  const impact = judgedImpacts.find(each => each === row.judgedImpact)
  return impact ? { impact, cause: causeOfJudged(impact), since: row.judgedAt } : null
}

/** The worse of two; of equals the first. */
function worse(a: Trouble | null, b: Trouble | null): Trouble | null {
  if (!a || !b) return a ?? b
  return compareImpact(b.impact, a.impact) > 0 ? b : a
}

/** The worst that is open; of equals, what began first, so that the order of alerts does not matter. */
function worstOpen(alerts: readonly Alert[]): Trouble | null {
  let worst: Trouble | null = null
  for (const alert of alerts) {
    const impact = alert.closedAt ? null : impactOf(alert.kind, alert.severity)
    const cause = causeOf(alert)
    if (!impact || !cause) continue
    const order = worst ? compareImpact(impact, worst.impact) : 1
    const isEarlier = worst !== null && alert.startsAt < worst.since
    if (order > 0 || (order === 0 && isEarlier)) worst = { impact, cause, since: alert.startsAt }
  }
  return worst
}

/** Its end is up to staff: a person has written on it, or has yet to look at what is held, or a file was found. */
function belongsToStaff(incident: Incident): boolean {
  return incident.touchedAt !== null || incident.visibility === 'held' || holdsFile(incident)
}

function holdsFile({ affected }: Incident): boolean {
  return affected.some(row => row.cause === 'suspicious-file' && !row.endedAt)
}

/** Phase and end follow from the servers, unless a person has taken over: then the end is proposed, and comes in a while. */
function settle(incident: Incident, situation: Situation): Incident {
  const { affected } = incident
  if (affected.length === 0) return incident
  if (belongsToStaff(incident)) {
    const isEnd = affected.every(row => isOver(row, situation))
    const resolutionProposedAt = isEnd ? (incident.resolutionProposedAt ?? situation.now) : null
    return endUnattended({ ...incident, resolutionProposedAt }, situation)
  }
  const isOpen = affected.some(row => !row.endedAt && (!row.clearedAt || row.isIntermittent))
  if (isOpen) return incident.phase === 'monitoring' ? { ...incident, phase: 'investigating' } : incident
  if (affected.every(row => row.endedAt)) return { ...incident, phase: 'resolved', resolvedAt: situation.now }
  return { ...incident, phase: 'monitoring' }
}

/** Ends it when all has been clear for long enough and nobody has said otherwise. */
function endUnattended(incident: Incident, { policy, now }: Situation): Incident {
  const endsAt = endsByItselfAt(incident, policy)
  if (!endsAt || endsAt > now || holdsFile(incident)) return incident
  const affected = incident.affected.map(row => ({ ...row, endedAt: row.endedAt ?? now }))
  const over = { phase: 'resolved' as const, resolvedAt: now, nextUpdateAt: null, resolutionProposedAt: null }
  return { ...incident, ...over, affected }
}
