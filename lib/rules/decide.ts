import type { Alert, LoggedAlert } from './alert.ts'
import { recordAlerts } from './episode.ts'
import { incidentFor, type Server } from './group.ts'
import { followAlerts, type Incident, nextEnd, openIncident } from './incident.ts'
import { type Maintenance, nextTurn, runningOn } from './maintenance.ts'
import { compareWithTold, type Notice } from './notice.ts'
import type { Policy } from './policy.ts'
import { judgeAlerts, type Standing } from './standing.ts'
import { type Status, statusOf } from './status.ts'
import { earliest } from './time.ts'
import { describeChange, type TimelineEntry } from './timeline.ts'
import { titleOf } from './wording.ts'

/** All that a decision rests on, as it was before. Its cost follows what is open, not what has been. */
export type Known = {
  servers: readonly Server[]
  groupNames: ReadonlyMap<string, string>
  /** Open episodes, those of the fingerprints in the batch, and those of the open incidents. */
  alerts: readonly Alert[]
  /** Unresolved incidents, and resolved ones whose end customers have not been told. */
  incidents: readonly Incident[]
  /** Running, planned and just ended work. */
  maintenance: readonly Maintenance[]
  /** The last line of the status history of each server that may change now. */
  statuses: ReadonlyMap<string, Pick<Status, 'impact' | 'cause' | 'postId'>>
}

export type Decision = {
  /** One for each log line of the batch. */
  results: { sequence: number; result: 'accepted' | 'ignored'; reason: string; alertId: string }[]
  /** New and changed episodes, whole. */
  alerts: Alert[]
  /** New and changed incidents, whole. */
  incidents: Incident[]
  updates: ({ postId: string; alertId: string | null } & TimelineEntry)[]
  notices: Notice[]
  /** Lines for the status history: only what differs from the last line. */
  statuses: ({ serverId: string; alertId: string | null } & Pick<Status, 'impact' | 'cause' | 'postId'>)[]
  /** When to decide again although nothing arrives; null: not before something does. */
  wakeAt: Date | null
}

/**
 * The one decision: takes what is known, new alerts (often none) and the time, and returns what changes and who must
 * hear of it. Pure: the same input gives the same answer, and running it again on its own outcome changes nothing.
 */
export function decide(
  known: Known,
  lines: readonly LoggedAlert[],
  policy: Policy,
  now: Date,
  newId: () => string,
): Decision {
  const recorded = recordAlerts(known.alerts, lines, newId)
  const open = [...recorded.alerts.values()].filter(alert => alert.closedAt === null)
  const standings = judgeAlerts(open, known.maintenance, policy, now)
  const joined = joinIncidents(open, standings, known, policy, now, newId)
  const alerts = new Map([...recorded.alerts].map(([id, alert]) => [id, joined.alerts.get(id) ?? alert]))
  const members = Map.groupBy(alerts.values(), alert => alert.postId)
  const told = [...joined.incidents.values()].map(incident =>
    tell(incident, members.get(incident.id) ?? [], known, policy, now),
  )
  const incidents = told.map(item => item.incident)
  const changed = incidents.filter(incident => hasChanged(incident, known.incidents))
  return {
    results: recorded.results.map(line => explain(line, alerts, standings, joined.incidents)),
    alerts: [...alerts.values()].filter(
      alert => recorded.changed.has(alert.id) || joined.alerts.has(alert.id),
    ),
    incidents: changed,
    updates: changed.flatMap(incident => entriesFor(incident, known, recorded.changed, alerts)),
    notices: told.flatMap(item => item.notices).map(notice => ({ ...notice, id: newId() })),
    statuses: statusChanges(incidents, known, recorded.changed, alerts, now),
    wakeAt: earliest([
      ...[...standings.values()].map(standing => standing.until),
      ...incidents
        .map(incident => nextEnd(incident, policy.clearSeconds))
        .filter(end => end !== null && end > now),
      ...told.map(item => item.retryAt),
      nextTurn(known.maintenance, now),
    ]),
  }
}

type Joined = { incidents: Map<string, Incident>; alerts: Map<string, Alert> }

/** Gives every alert that counts its incident, the earliest first, so that the order of arrival does not matter. */
function joinIncidents(
  open: readonly Alert[],
  standings: ReadonlyMap<string, Standing>,
  known: Known,
  policy: Policy,
  now: Date,
  newId: () => string,
): Joined {
  const servers = new Map(known.servers.map(server => [server.id, server]))
  const incidents = new Map(known.incidents.map(incident => [incident.id, incident]))
  const joined = new Map<string, Alert>()
  const counting = open
    .filter(alert => !alert.postId && standings.get(alert.id)?.is === 'counts')
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  for (const alert of counting) {
    const server = servers.get(alert.serverId)
    if (!server) continue
    const existing = incidentFor(alert, server, [...incidents.values()], policy.groupSeconds)
    const incident = existing ?? openIncident(newId(), alert, server.groupId, now)
    const member = { ...alert, postId: incident.id }
    joined.set(alert.id, member)
    incidents.set(incident.id, followMember(incident, member, policy, now))
  }
  return { incidents, alerts: joined }
}

/** The server is in the incident from now on, so that the next alert of the same batch finds it there. */
function followMember(incident: Incident, member: Alert, policy: Policy, now: Date): Incident {
  if (incident.affected.some(row => row.serverId === member.serverId && !row.endedAt)) return incident
  return followAlerts(incident, [member], policy.clearSeconds, now)
}

function tell(incident: Incident, own: readonly Alert[], known: Known, policy: Policy, now: Date) {
  const labels = labelsOf(known)
  const followed = followAlerts(incident, own, policy.clearSeconds, now)
  const isOurs = followed.cause !== null && followed.touchedAt === null
  const title = isOurs ? titleOf(followed, labels, known.groupNames) : followed.title
  return compareWithTold({ ...followed, title }, labels, policy, now)
}

function labelsOf(known: Known): Map<string, string> {
  return new Map(known.servers.map(server => [server.id, server.label]))
}

function hasChanged(incident: Incident, before: readonly Incident[]): boolean {
  const old = before.find(candidate => candidate.id === incident.id)
  return !old || JSON.stringify(old) !== JSON.stringify(incident)
}

function entriesFor(
  incident: Incident,
  known: Known,
  changed: ReadonlySet<string>,
  alerts: ReadonlyMap<string, Alert>,
): Decision['updates'] {
  const before = known.incidents.find(candidate => candidate.id === incident.id)
  const cause = [...alerts.values()].find(alert => alert.postId === incident.id && changed.has(alert.id))
  const entries = describeChange(before, incident, labelsOf(known))
  return entries.map(entry => ({ postId: incident.id, alertId: cause?.id ?? null, ...entry }))
}

function explain(
  line: { sequence: number; isAccepted: boolean; alertId: string; reason: string | null },
  alerts: ReadonlyMap<string, Alert>,
  standings: ReadonlyMap<string, Standing>,
  incidents: ReadonlyMap<string, Incident>,
): Decision['results'][number] {
  const { sequence, alertId } = line
  const result = line.isAccepted ? 'accepted' : 'ignored'
  const alert = alerts.get(alertId)
  const incident = alert?.postId ? incidents.get(alert.postId) : undefined
  const standing = standings.get(alertId)
  const reason =
    line.reason ?? placeOf(incident) ?? standing?.reason ?? 'ended without a beginning: kept, nothing to tell'
  return { sequence, result, reason, alertId }
}

function placeOf(incident: Incident | undefined): string | null {
  if (!incident) return null
  return incident.visibility === 'held'
    ? 'held for staff: suspicious file'
    : `belongs to incident ${incident.id}`
}

/** Compares each server's status with the last line of its history. */
function statusChanges(
  incidents: readonly Incident[],
  known: Known,
  changed: ReadonlySet<string>,
  alerts: ReadonlyMap<string, Alert>,
  now: Date,
): Decision['statuses'] {
  const published = incidents.filter(incident => incident.visibility === 'published' && !incident.resolvedAt)
  const affected = published.flatMap(({ id, affected }) => affected.map(row => ({ ...row, postId: id })))
  const ids = new Set([
    ...known.statuses.keys(),
    ...affected.map(row => row.serverId),
    ...known.maintenance.flatMap(w => w.serverIds),
  ])
  const input = { affected, maintenance: runningRows([...ids], known.maintenance, now) }
  return [...ids].flatMap(serverId => {
    const { impact, cause, postId } = statusOf(serverId, input)
    const last = known.statuses.get(serverId)
    if ((last?.impact ?? 'operational') === impact && (last?.cause ?? null) === cause) return []
    const alert = [...alerts.values()].find(a => a.serverId === serverId && changed.has(a.id))
    return [{ serverId, impact, cause, postId, alertId: alert?.id ?? null }]
  })
}

function runningRows(serverIds: readonly string[], maintenance: readonly Maintenance[], now: Date) {
  return serverIds.flatMap(serverId => {
    const window = runningOn(serverId, maintenance, now)
    return window ? [{ serverId, postId: window.postId, kind: window.kind, startsAt: window.startsAt }] : []
  })
}
