import { type Alert, isGuessed } from '#lib/rules/alerts/alert.ts'
import { asksAboutGuess, type Incident, openIncident } from '#lib/rules/incidents/incident.ts'
import type { Judged } from './eligibility.ts'
import type { Recorded } from './episode.ts'
import { addToPlaces, incidentPlaces, placeFor } from './group.ts'
import { isStatedMeanwhile, leftKey } from './guess.ts'
import type { Situation } from './situation.ts'

export type Joined = {
  incidents: Map<string, Incident>
  /** The alerts that joined an incident now. */
  alerts: Map<string, Alert>
  /** Of these, the ones that opened it. */
  openers: Set<string>
  /** The servers whose alerts left their incident now, as leftKey names them. */
  left: Set<string>
}

/** Gives every alert that counts its incident, the earliest first, so that the order of arrival does not matter. */
export function joinIncidents(
  open: readonly Alert[],
  { eligibilities, downGroups }: Judged,
  known: readonly Incident[],
  { servers, policy, sameness, now }: Situation,
  newId: () => string,
): Joined {
  const places = incidentPlaces(known, sameness)
  const joined: Joined = {
    alerts: new Map(),
    openers: new Set(),
    left: new Set(),
    incidents: new Map(known.map(incident => [incident.id, incident])),
  }
  for (const alert of open) if (isAnswered(alert, eligibilities, joined.incidents)) move(joined, alert, null)
  const counting = open
    .filter(alert => needsPlace(alert, joined.incidents) && eligibilities.get(alert.id)?.is === 'counts')
    .sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime())
  for (const alert of counting) {
    const server = servers.get(alert.serverId)
    if (!server) continue
    const isGroupDown = server.groupId !== null && downGroups.has(server.groupId)
    const id = placeFor(alert, server, places, policy.groupSeconds, isGroupDown)
    const existing = id === undefined ? undefined : joined.incidents.get(id)
    const incident = existing ?? openIncident(newId(), alert, server.groupId, now)
    joined.incidents.set(incident.id, incident)
    move(joined, alert, incident.id)
    if (!existing) joined.openers.add(alert.id)
    addToPlaces(places, incident, alert)
  }
  return joined
}

function move({ alerts, left }: Joined, alert: Alert, postId: string | null): void {
  alerts.set(alert.id, { ...alert, postId })
  if (alert.postId) left.add(leftKey(alert.postId, alert.serverId))
}

/** A held guess of what has become public by other alerts: staff need not answer it any more. */
function isAnswered(
  alert: Alert,
  eligibilities: Judged['eligibilities'],
  incidents: ReadonlyMap<string, Incident>,
): boolean {
  const incident = alert.postId ? incidents.get(alert.postId) : undefined
  if (!incident || !asksAboutGuess(incident) || !isGuessed(alert)) return false
  return eligibilities.get(alert.id)?.is === 'muted'
}

/**
 * It belongs nowhere yet, turned out to be a suspicious file while it belongs to something public, or was held as a guess
 * and is stated now.
 */
function needsPlace(alert: Alert, incidents: ReadonlyMap<string, Incident>): boolean {
  const incident = alert.postId ? incidents.get(alert.postId) : undefined
  if (!incident) return alert.postId === null
  const isFileElsewhere = alert.kind === 'suspicious-file' && incident.cause !== 'suspicious-file'
  return isFileElsewhere || isStatedMeanwhile(alert, incident)
}

/** The alerts of each incident; one that has left it counts as ended there. */
export function membersOf({ alerts }: Recorded, joined: Joined, now: Date): Map<string, Alert[]> {
  const all = [...alerts.values()].flatMap(alert => {
    const moved = joined.alerts.get(alert.id)
    if (!moved) return [alert]
    return alert.postId ? [moved, { ...alert, closedAt: now }] : [moved]
  })
  const members = Map.groupBy(all, alert => alert.postId)
  members.delete(null)
  return members as Map<string, Alert[]>
}
