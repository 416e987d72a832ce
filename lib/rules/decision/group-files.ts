import { findingKey } from '#lib/rules/agents/finding.ts'
import type { Alert } from '#lib/rules/alerts/alert.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'
import { later } from '#lib/rules/time/time.ts'

/** What makes findings the same as others: see samenessOf. */
export type Sameness = {
  /** By findingKey. */
  ofFindings: ReadonlyMap<string, readonly string[]>
  /** By incident, of all that was ever found of it. */
  ofIncidents: ReadonlyMap<string, readonly string[]>
}

export const nothingSame: Sameness = { ofFindings: new Map(), ofIncidents: new Map() }

/** A held incident about suspicious files, as a place that others can join. */
export type FilePlace = {
  incident: Pick<Incident, 'id'>
  serverIds: Set<string>
  since: Date[]
  /** What its findings are the same by, those included that are gone. */
  likeness: Set<string>
}

/** How many are held side by side; what is like none of them joins the first, because nobody reads more at night. */
const mostApart = 8

export function isHeldFile(incident: Pick<Incident, 'visibility' | 'cause' | 'resolvedAt'>): boolean {
  return incident.visibility === 'held' && incident.cause === 'suspicious-file' && !incident.resolvedAt
}

export function filePlaceOf(incident: Incident, { ofIncidents }: Sameness): FilePlace {
  const open = incident.affected.filter(row => !row.endedAt)
  return {
    incident,
    serverIds: new Set(open.map(row => row.serverId)),
    since: open.map(row => row.since),
    likeness: new Set(ofIncidents.get(incident.id)),
  }
}

/** The finding is there from now on, so that the next one like it finds it. */
export function addToFilePlace(place: FilePlace, alert: Alert, { ofFindings }: Sameness): void {
  place.serverIds.add(alert.serverId)
  place.since.push(alert.startsAt)
  for (const each of ofFindings.get(findingKey(alert)) ?? []) place.likeness.add(each)
}

/**
 * The held incident that a suspicious file belongs to, or undefined: then it opens one. First the one that holds the same
 * finding, on whichever server; then the one that holds its server, or something that was found at the same time. A
 * source that says neither what it found nor where tells none apart.
 */
export function filePlaceFor(
  alert: Alert,
  places: readonly FilePlace[],
  { ofFindings }: Sameness,
  groupSeconds: number,
): FilePlace | undefined {
  const own = ofFindings.get(findingKey(alert)) ?? []
  const [first] = places
  if (own.length === 0) return first
  return (
    places.find(place => own.some(each => place.likeness.has(each))) ??
    places.find(place => place.serverIds.has(alert.serverId)) ??
    places.find(place => isNear(alert, place, groupSeconds)) ??
    (places.length >= mostApart ? first : undefined)
  )
}

function isNear({ startsAt }: Alert, { since }: FilePlace, groupSeconds: number): boolean {
  const [from, to] = [later(startsAt, -groupSeconds), later(startsAt, groupSeconds)]
  return since.some(each => from <= each && each <= to)
}

/**
 * Staff hear again of a server that they were told of, when something else is found there: something that is the same as
 * nothing of its incident yet. fresh: what joined the incident now.
 */
export function tellNewFinding(
  incident: Incident,
  fresh: readonly Alert[],
  { ofFindings, ofIncidents }: Sameness,
): Incident {
  if (!isHeldFile(incident)) return incident
  const known = new Set(ofIncidents.get(incident.id))
  const isNew = (alert: Alert) => {
    const own = ofFindings.get(findingKey(alert)) ?? []
    return own.length > 0 && !own.some(each => known.has(each))
  }
  const newServerIds = new Set(fresh.filter(isNew).map(alert => alert.serverId))
  if (newServerIds.size === 0) return incident
  const affected = incident.affected.map(row =>
    newServerIds.has(row.serverId) && row.staffToldAt ? { ...row, staffToldAt: null } : row,
  )
  return { ...incident, affected }
}
