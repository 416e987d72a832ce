import { type Alert, isGuessed } from '#lib/rules/alerts/alert.ts'
import { asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import { later } from '#lib/rules/time/time.ts'
import {
  addToFilePlace,
  type FilePlace,
  filePlaceFor,
  filePlaceOf,
  isHeldFile,
  type Sameness,
} from './group-files.ts'
import type { Server } from './situation.ts'

/** An open incident as a place that alerts can join. */
type IncidentPlace = {
  incident: Pick<Incident, 'id' | 'groupId' | 'touchedAt'>
  /** When its servers began to be in trouble, those that are over left out. */
  since: Date[]
}

/** Places for one sort of trouble: looked up by server and by group, so that a storm costs no more than its alerts. */
type Realm = {
  byServer: Map<string, IncidentPlace[]>
  byGroup: Map<string, IncidentPlace[]>
}

/** Where alerts can go. */
export type IncidentPlaces = {
  published: Realm
  /** What may be trouble: staff are asked, and it never meets what is public. */
  guessed: Realm
  /** The incidents for suspicious files that staff still hold. */
  heldFiles: FilePlace[]
  sameness: Sameness
}

export function incidentPlaces(open: readonly Incident[], sameness: Sameness): IncidentPlaces {
  const places: IncidentPlaces = {
    published: emptyRealm(),
    guessed: emptyRealm(),
    heldFiles: open.filter(isHeldFile).map(incident => filePlaceOf(incident, sameness)),
    sameness,
  }
  for (const incident of open) {
    const since = incident.affected.filter(row => !row.endedAt).map(row => row.since)
    const place = { incident, since }
    const realm = realmOf(incident, places)
    if (!realm) continue
    for (const { serverId } of incident.affected) append(realm.byServer, serverId, place)
    if (incident.groupId) append(realm.byGroup, incident.groupId, place)
  }
  return places
}

/**
 * The id of the open incident that an alert belongs to, or undefined: then it opens one.
 * A suspicious file joins only what staff still hold, because what is public must not grow by something unapproved: see
 * group-files; a * guess joins guesses. Trouble joins its own server's incident, or that of its group when servers of it fail together
 * or it is down.
 */
export function placeFor(
  alert: Alert,
  server: Server,
  places: IncidentPlaces,
  groupSeconds: number,
  isGroupDown: boolean,
): string | undefined {
  if (alert.kind === 'suspicious-file')
    return filePlaceFor(alert, places.heldFiles, places.sameness, groupSeconds)?.incident.id
  const { byServer, byGroup } = isGuessed(alert) ? places.guessed : places.published
  const [own] = byServer.get(server.id) ?? []
  if (own) return own.incident.id
  const near = server.groupId ? (byGroup.get(server.groupId) ?? []) : []
  const together = near.find(place => !place.incident.touchedAt && failsWith(alert, place, groupSeconds))
  return (together ?? (isGroupDown ? near[0] : undefined))?.incident.id
}

/** The alert is there from now on, so that the next one of the same decision finds it. */
export function addToPlaces(places: IncidentPlaces, incident: Incident, alert: Alert): void {
  const realm = realmOf(incident, places)
  if (!realm) {
    if (isHeldFile(incident)) addFile(places, incident, alert)
    return
  }
  const near = incident.groupId ? (realm.byGroup.get(incident.groupId) ?? []) : []
  const here = realm.byServer.get(alert.serverId) ?? []
  const known = [...here, ...near].find(place => place.incident.id === incident.id)
  const place = known ?? { incident, since: [] }
  if (!known && incident.groupId) append(realm.byGroup, incident.groupId, place)
  if (here.includes(place)) return
  place.since.push(alert.startsAt)
  append(realm.byServer, alert.serverId, place)
}

function emptyRealm(): Realm {
  return { byServer: new Map(), byGroup: new Map() }
}

/** Where an incident takes trouble; null: it takes none. */
function realmOf(incident: Incident, { published, guessed }: IncidentPlaces): Realm | null {
  if (incident.resolvedAt) return null
  if (asksAboutGuess(incident)) return guessed
  return incident.visibility === 'published' && incident.cause !== 'suspicious-file' ? published : null
}

function addFile({ heldFiles, sameness }: IncidentPlaces, incident: Incident, alert: Alert): void {
  const known = heldFiles.find(place => place.incident.id === incident.id)
  const place = known ?? filePlaceOf(incident, sameness)
  if (!known) heldFiles.push(place)
  addToFilePlace(place, alert, sameness)
}

function failsWith(alert: Alert, place: IncidentPlace, groupSeconds: number): boolean {
  const [from, to] = [later(alert.startsAt, -groupSeconds), later(alert.startsAt, groupSeconds)]
  return place.since.some(since => from <= since && since <= to)
}

function append<T>(lists: Map<string, T[]>, key: string, item: T): void {
  const list = lists.get(key)
  if (list) list.push(item)
  else lists.set(key, [item])
}
