import type { Alert, LoggedAlert } from '#lib/rules/alerts/alert.ts'
import { asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import { type TitleFacts, titleFacts } from '#lib/rules/incidents/title.ts'
import { nextMaintenanceChange, type ToldMaintenance } from '#lib/rules/maintenance/told-maintenance.ts'
import type { Notice } from '#lib/rules/notices/notice.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { compareImpact, isShownClear } from '#lib/rules/servers/status.ts'
import { earliest } from '#lib/rules/time/time.ts'
import { tellWithBreaker } from './breaker.ts'
import { judgeAlerts } from './eligibility.ts'
import { type Recorded, recordAlerts } from './episode.ts'
import { type ExplainedInWords, type ExplainedLine, explain } from './explain.ts'
import { followAlerts } from './follow.ts'
import { tellNewFinding } from './group-files.ts'
import { followGuess } from './guess.ts'
import { joinIncidents, membersOf } from './join.ts'
import { compareMaintenanceWithTold, type Troubles } from './pending-maintenance.ts'
import { isSame } from './same.ts'
import { labelOf, type Situation, type SituationInput, situationOf } from './situation.ts'
import { changeStatuses, type KnownStatus, type StatusLine } from './status-change.ts'
import { followSuspicion } from './suspicion.ts'
import { describeChange, type TimelineEntry } from './timeline.ts'
import { nextIncidentChange } from './watch.ts'

/** All that a decision rests on, as it was before. Its cost follows what is open, not what has been. */
export type DecisionInput = SituationInput & {
  /** Open episodes, those that the batch speaks of, and for servers in trouble those that ended lately. */
  alerts: readonly Alert[]
  /** Unresolved incidents, and resolved ones whose end customers have not been told; the earliest first. */
  incidents: readonly Incident[]
  /** Running and just ended maintenance, and what is planned soon or has to be told, with what customers were told of it. */
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
  results: ExplainedLine[]
  /** New and changed episodes, whole. */
  alerts: Alert[]
  /** New and changed incidents, whole, but for the titles that Allclear gives. */
  incidents: Incident[]
  /** What Allclear calls incidents, changed or not, by their ids; those that staff wrote on keep their titles. */
  titles: ReadonlyMap<string, TitleFacts>
  updates: ({ postId: string; alertId: string | null } & TimelineEntry)[]
  notices: Notice[]
  /** Maintenance of which customers now are told, whole. */
  maintenance: ToldMaintenance[]
  /** Lines for the status history: only what differs from the last line. */
  statuses: StatusLine[]
  /** When to decide again although nothing arrives; null: not before something does. */
  wakeAt: Date | null
}

/** The same as it is saved: with titles, and with reasons for people. */
export type DecisionInWords = Omit<Decision, 'titles' | 'results'> & { results: ExplainedInWords[] }

/**
 * The one decision: takes what is known, new alerts (often none) and the time, and returns what changes and who must
 * hear of it. Pure: the same input gives the same answer, and running it again on its own outcome changes nothing.
 */
export function decide(
  input: DecisionInput,
  lines: readonly LoggedAlert[],
  policy: Policy,
  now: Date,
  newId: () => string,
): Decision {
  const before = new Map(input.incidents.map(incident => [incident.id, incident]))
  const recorded = freeStated(recordAlerts(input.alerts, lines, newId), input.alerts, before)
  const situation = situationOf(input, recorded.alerts.values(), policy, now)
  const open = [...recorded.alerts.values()].filter(alert => alert.closedAt === null)
  const judged = judgeAlerts(recorded.alerts.values(), before, situation)
  const joined = joinIncidents(open, judged, input.incidents, situation, newId)
  const members = membersOf(recorded, joined, now)
  const suspicion = followSuspicion(input.incidents, input.suspectedAt, situation, newId)
  if (suspicion) joined.incidents.set(suspicion.id, suspicion)
  const freshIn = Map.groupBy(joined.alerts.values(), alert => alert.postId)
  const followed = [...joined.incidents.values()].map(incident => {
    const own = followAlerts(incident, members.get(incident.id) ?? [], situation)
    const told = tellNewFinding(own, freshIn.get(incident.id) ?? [], situation.sameness)
    return followGuess(told, joined.left, situation)
  })
  const told = tellWithBreaker(followed, input.toldLately, situation)
  const incidents = told.comparisons.map(comparison => comparison.incident)
  const changed = incidents.filter(incident => !isSame(before.get(incident.id), incident))
  const compared = compareMaintenanceWithTold(input.maintenance, troublesOf(incidents), situation)
  const notices = [
    ...told.comparisons.flatMap(item => item.notices),
    ...(told.warning ? [told.warning] : []),
    ...compared.notices,
  ]
  const fresh = new Set([...recorded.changed, ...joined.alerts.keys()])
  return {
    results: explain(recorded, joined, judged, incidents, situation),
    alerts: [...fresh].flatMap(id => joined.alerts.get(id) ?? recorded.alerts.get(id) ?? []),
    incidents: changed,
    titles: titlesOf(incidents, situation),
    updates: changed.flatMap(incident =>
      entriesFor(before.get(incident.id), incident, members.get(incident.id) ?? [], fresh, situation),
    ),
    notices: notices.map(notice => ({ ...notice, id: newId() })),
    maintenance: compared.maintenance,
    statuses: changeStatuses(incidents, input.statuses, members, fresh, situation),
    wakeAt: earliest([
      ...[...judged.eligibilities.values()].map(eligibility => eligibility.until),
      ...incidents.map(incident => nextIncidentChange(incident, situation)),
      ...told.comparisons.map(comparison => comparison.retryAt),
      nextMaintenanceChange(input.maintenance, now),
      situation.silence.wakeAt,
    ]),
  }
}

/** What staff dismissed as a guess, and its source states now, belongs to what they dismissed no longer. */
function freeStated(
  recorded: Recorded,
  known: readonly Alert[],
  incidents: ReadonlyMap<string, Incident>,
): Recorded {
  for (const { id, isGuess, postId } of known) {
    const now = recorded.alerts.get(id)
    if (isGuess && postId && !incidents.has(postId) && now && !now.isGuess && !now.closedAt)
      recorded.alerts.set(id, { ...now, postId: null })
  }
  return recorded
}

/** What customers see servers in: the worst that is open and not clear again. */
function troublesOf(incidents: readonly Incident[]): Troubles {
  const rows = incidents
    .filter(incident => incident.visibility === 'published' && !incident.resolvedAt)
    .flatMap(incident => incident.affected)
    .filter(row => !row.endedAt && (!isShownClear(row) || row.isIntermittent))
    .sort((a, b) => compareImpact(a.impact, b.impact))
  return new Map(
    rows.map(({ serverId, impact, cause, since }) => [
      serverId,
      { impact, cause, since: since.toISOString() },
    ]),
  )
}

function titlesOf(incidents: readonly Incident[], situation: Situation): Decision['titles'] {
  const named = incidents.filter(incident => incident.cause !== null && incident.touchedAt === null)
  const groupNames = new Map([...situation.groups].map(([id, group]) => [id, group.name]))
  return new Map(
    named.map(incident => [incident.id, titleFacts(incident, labelsOf(incident, situation), groupNames)]),
  )
}

function entriesFor(
  before: Incident | undefined,
  incident: Incident,
  members: readonly Alert[],
  fresh: ReadonlySet<string>,
  situation: Situation,
): Decision['updates'] {
  // A guess that staff publish begins with their words: nobody has looked into it before.
  if (incident.visibility === 'draft' || asksAboutGuess(incident)) return []
  const cause = members.find(alert => fresh.has(alert.id))
  return describeChange(before, incident, labelsOf(incident, situation)).map(entry => {
    return { postId: incident.id, alertId: cause?.id ?? null, ...entry }
  })
}

function labelsOf({ affected }: Incident, situation: Situation): Map<string, string> {
  return new Map(affected.map(({ serverId }) => [serverId, labelOf(serverId, situation)]))
}
