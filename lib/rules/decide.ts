import type { Alert, LoggedAlert } from './alert.ts'
import { tellWithBreaker } from './breaker.ts'
import { recordAlerts } from './episode.ts'
import { type Explained, explain } from './explain.ts'
import { followAlerts } from './follow.ts'
import type { Incident } from './incident.ts'
import { joinIncidents, membersOf } from './join.ts'
import { nextTurn, type ToldMaintenance } from './maintenance.ts'
import { tellWork } from './maintenance-news.ts'
import type { Notice } from './notice.ts'
import type { Policy } from './policy.ts'
import { labelOf, type Present, type PresentInput, presentOf } from './present.ts'
import { isSame } from './same.ts'
import { judgeAlerts } from './standing.ts'
import { changeStatuses, type KnownStatus, type StatusLine } from './status-change.ts'
import { followSuspicion } from './suspicion.ts'
import { earliest } from './time.ts'
import { describeChange, type TimelineEntry } from './timeline.ts'
import { nextTurnOf } from './watch.ts'
import { titleOf } from './wording.ts'

/** All that a decision rests on, as it was before. Its cost follows what is open, not what has been. */
export type Known = PresentInput & {
  /** Open episodes, those that the batch speaks of, and for servers in trouble those that ended lately. */
  alerts: readonly Alert[]
  /** Unresolved incidents, and resolved ones whose end customers have not been told; the earliest first. */
  incidents: readonly Incident[]
  /** Running, planned and just ended work, with what customers were told of it. */
  maintenance: readonly ToldMaintenance[]
  /** The last line of the status history of each server that may change now. */
  statuses: ReadonlyMap<string, KnownStatus>
  /** Incidents whose bad news was told within the breaker's time. */
  toldLately: ReadonlySet<string>
  /** When staff were last told that agents fell silent at once. */
  suspectedAt: Date | null
}

export type Decision = {
  /** One for each log line of the batch. */
  results: Explained[]
  /** New and changed episodes, whole. */
  alerts: Alert[]
  /** New and changed incidents, whole. */
  incidents: Incident[]
  updates: ({ postId: string; alertId: string | null } & TimelineEntry)[]
  notices: Notice[]
  /** Work of which customers now are told, whole. */
  maintenance: ToldMaintenance[]
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
  const joined = joinIncidents(open, judged, known.incidents, present, newId)
  const members = membersOf(recorded, joined, now)
  const suspicion = followSuspicion(known.incidents, known.suspectedAt, present, newId)
  if (suspicion) joined.incidents.set(suspicion.id, suspicion)
  const followed = [...joined.incidents.values()].map(incident =>
    titled(followAlerts(incident, members.get(incident.id) ?? [], present), present),
  )
  const told = tellWithBreaker(followed, known.toldLately, present)
  const incidents = told.comparisons.map(comparison => comparison.incident)
  const changed = incidents.filter(incident => !isSame(before.get(incident.id), incident))
  const work = tellWork(known.maintenance, present)
  const notices = [
    ...told.comparisons.flatMap(item => item.notices),
    ...(told.warning ? [told.warning] : []),
    ...work.notices,
  ]
  const fresh = new Set([...recorded.changed, ...joined.alerts.keys()])
  return {
    results: explain(recorded, joined, judged, incidents, present),
    alerts: [...fresh].flatMap(id => joined.alerts.get(id) ?? recorded.alerts.get(id) ?? []),
    incidents: changed,
    updates: changed.flatMap(incident =>
      entriesFor(before.get(incident.id), incident, members.get(incident.id) ?? [], fresh, present),
    ),
    notices: notices.map(notice => ({ ...notice, id: newId() })),
    maintenance: work.maintenance,
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

function titled(incident: Incident, present: Present): Incident {
  if (incident.cause === null || incident.touchedAt !== null) return incident
  const group = incident.groupId ? present.groups.get(incident.groupId) : undefined
  const names = new Map(incident.groupId && group ? [[incident.groupId, group.name]] : [])
  return { ...incident, title: titleOf(incident, labelsOf(incident, present), names) }
}

function entriesFor(
  before: Incident | undefined,
  incident: Incident,
  members: readonly Alert[],
  fresh: ReadonlySet<string>,
  present: Present,
): Decision['updates'] {
  if (incident.visibility === 'draft') return []
  const cause = members.find(alert => fresh.has(alert.id))
  return describeChange(before, incident, labelsOf(incident, present)).map(entry => {
    return { postId: incident.id, alertId: cause?.id ?? null, ...entry }
  })
}

function labelsOf({ affected }: Incident, present: Present): Map<string, string> {
  return new Map(affected.map(({ serverId }) => [serverId, labelOf(serverId, present)]))
}
