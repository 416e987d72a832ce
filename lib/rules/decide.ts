import type { Alert, LoggedAlert } from './alert.ts'
import { tellWithBreaker } from './breaker.ts'
import { type Recorded, recordAlerts } from './episode.ts'
import { addToPlaces, placeFor, placesOf } from './group.ts'
import { followAlerts, type Incident, nextTurnOf, openIncident } from './incident.ts'
import { type Maintenance, nextTurn } from './maintenance.ts'
import type { ToldEnd } from './news.ts'
import type { Notice } from './notice.ts'
import type { Policy } from './policy.ts'
import { type Present, type PresentInput, presentOf } from './present.ts'
import { type Outcome, reasonOf } from './reason.ts'
import { isSame } from './same.ts'
import { type Judged, judgeAlerts } from './standing.ts'
import { changeStatuses, type KnownStatus, type StatusLine } from './status-change.ts'
import { followSuspicion } from './suspicion.ts'
import { earliest } from './time.ts'
import { describeChange, type TimelineEntry } from './timeline.ts'
import { titleOf } from './wording.ts'

/** All that a decision rests on, as it was before. Its cost follows what is open, not what has been. */
export type Known = PresentInput & {
  /** Open episodes, those that the batch speaks of, and for servers in trouble those that ended lately. */
  alerts: readonly Alert[]
  /** Unresolved incidents, and resolved ones whose end customers have not been told; the earliest first. */
  incidents: readonly Incident[]
  /** Running, planned and just ended work. */
  maintenance: readonly Maintenance[]
  /** The last line of the status history of each server that may change now. */
  statuses: ReadonlyMap<string, KnownStatus>
  /** The last ends that customers were told within the quiet time, by server. */
  toldEnds: ReadonlyMap<string, ToldEnd>
  /** Incidents whose bad news was told within the breaker's time. */
  toldLately: ReadonlySet<string>
  /** When staff were last told that agents fell silent at once. */
  suspectedAt: Date | null
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
  statuses: StatusLine[]
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
  const present = presentOf(known, recorded.alerts.values(), policy, now)
  const before = new Map(known.incidents.map(incident => [incident.id, incident]))
  const open = [...recorded.alerts.values()].filter(alert => alert.closedAt === null)
  const judged = judgeAlerts(open, id => before.get(id)?.resolvedAt === null, present)
  const joined = joinIncidents(open, judged, known, present, newId)
  const members = membersOf(recorded, joined, now)
  const suspicion = followSuspicion(known.incidents, known.suspectedAt, present, newId)
  if (suspicion) joined.incidents.set(suspicion.id, suspicion)
  const followed = [...joined.incidents.values()].map(incident =>
    titled(followAlerts(incident, members.get(incident.id) ?? [], present), present),
  )
  const told = tellWithBreaker(followed, known.toldEnds, known.toldLately, present)
  const incidents = told.comparisons.map(comparison => comparison.incident)
  const changed = incidents.filter(incident => !isSame(before.get(incident.id), incident))
  const notices = [...told.comparisons.flatMap(item => item.notices), ...(told.warning ? [told.warning] : [])]
  const fresh = new Set([...recorded.changed, ...joined.alerts.keys()])
  return {
    results: explain(recorded, joined, judged, incidents, present),
    alerts: [...fresh].flatMap(id => joined.alerts.get(id) ?? recorded.alerts.get(id) ?? []),
    incidents: changed,
    updates: changed.flatMap(incident =>
      entriesFor(before.get(incident.id), incident, members.get(incident.id) ?? [], fresh, present),
    ),
    notices: notices.map(notice => ({ ...notice, id: newId() })),
    statuses: changeStatuses(incidents, known.statuses, members, fresh, present),
    wakeAt: earliest([
      ...[...judged.standings.values()].map(standing => standing.until),
      ...incidents.map(incident => nextTurnOf(incident, present)),
      ...told.comparisons.map(comparison => comparison.retryAt),
      nextTurn(known.maintenance, now),
      present.silence.wakeAt,
    ]),
  }
}

type Joined = {
  incidents: Map<string, Incident>
  /** The alerts that joined an incident now. */
  alerts: Map<string, Alert>
  /** Of these, the ones that opened it. */
  openers: Set<string>
}

/** Gives every alert that counts its incident, the earliest first, so that the order of arrival does not matter. */
function joinIncidents(
  open: readonly Alert[],
  { standings, downGroups }: Judged,
  known: Known,
  { servers, policy, now }: Present,
  newId: () => string,
): Joined {
  const places = placesOf(known.incidents)
  const joined: Joined = {
    ...{ alerts: new Map(), openers: new Set() },
    incidents: new Map(known.incidents.map(incident => [incident.id, incident])),
  }
  const counting = open
    .filter(alert => needsPlace(alert, joined.incidents) && standings.get(alert.id)?.is === 'counts')
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  for (const alert of counting) {
    const server = servers.get(alert.serverId)
    if (!server) continue
    const isGroupDown = server.groupId !== null && downGroups.has(server.groupId)
    const id = placeFor(alert, server, places, policy.groupSeconds, isGroupDown)
    const existing = id === undefined ? undefined : joined.incidents.get(id)
    const incident = existing ?? openIncident(newId(), alert, server.groupId, now)
    joined.incidents.set(incident.id, incident)
    joined.alerts.set(alert.id, { ...alert, postId: incident.id })
    if (!existing) joined.openers.add(alert.id)
    addToPlaces(places, incident, alert)
  }
  return joined
}

/** It belongs nowhere yet, or turned out to be a suspicious file while it belongs to something public. */
function needsPlace(alert: Alert, incidents: ReadonlyMap<string, Incident>): boolean {
  const incident = alert.postId ? incidents.get(alert.postId) : undefined
  if (!incident) return alert.postId === null
  return alert.kind === 'suspicious-file' && incident.cause !== 'suspicious-file'
}

/** The alerts of each incident; one that has left it counts as ended there. */
function membersOf({ alerts }: Recorded, joined: Joined, now: Date): Map<string, Alert[]> {
  const all = [...alerts.values()].flatMap(alert => {
    const moved = joined.alerts.get(alert.id)
    if (!moved) return [alert]
    return alert.postId ? [moved, { ...alert, closedAt: now }] : [moved]
  })
  const members = Map.groupBy(all, alert => alert.postId)
  members.delete(null)
  return members as Map<string, Alert[]>
}

function titled(incident: Incident, { servers, groups }: Present): Incident {
  if (incident.cause === null || incident.touchedAt !== null) return incident
  const labels = new Map(
    incident.affected.map(({ serverId }) => [serverId, servers.get(serverId)?.label ?? serverId]),
  )
  const group = incident.groupId ? groups.get(incident.groupId) : undefined
  const names = new Map(incident.groupId && group ? [[incident.groupId, group.name]] : [])
  return { ...incident, title: titleOf(incident, labels, names) }
}

function entriesFor(
  before: Incident | undefined,
  incident: Incident,
  members: readonly Alert[],
  fresh: ReadonlySet<string>,
  { servers }: Present,
): Decision['updates'] {
  const labels = new Map(
    incident.affected.map(({ serverId }) => [serverId, servers.get(serverId)?.label ?? serverId]),
  )
  const cause = members.find(alert => fresh.has(alert.id))
  return describeChange(before, incident, labels).map(entry => {
    return { postId: incident.id, alertId: cause?.id ?? null, ...entry }
  })
}

function explain(
  recorded: Recorded,
  joined: Joined,
  { standings, downGroups }: Judged,
  incidents: readonly Incident[],
  present: Present,
): Decision['results'] {
  const byId = new Map(incidents.map(incident => [incident.id, incident]))
  return recorded.lines.flatMap(({ line, alertId, isLate }) => {
    const alert = joined.alerts.get(alertId) ?? recorded.alerts.get(alertId)
    if (!alert) return []
    const groupId = present.servers.get(alert.serverId)?.groupId
    const outcome: Outcome = {
      ...{ line, isLate, alert, standing: standings.get(alertId) },
      incident: alert.postId ? byId.get(alert.postId) : undefined,
      place: joined.openers.has(alertId) ? 'opened' : joined.alerts.has(alertId) ? 'joined' : 'known',
      isGroupDown: groupId ? downGroups.has(groupId) : false,
    }
    const result = isLate ? ('ignored' as const) : ('accepted' as const)
    return [{ sequence: line.sequence, result, reason: reasonOf(outcome, present), alertId }]
  })
}
