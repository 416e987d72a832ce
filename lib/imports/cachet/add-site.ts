import type { Draft } from '#lib/imports/building/draft.ts'
import { hostOfName, whereabouts } from '#lib/imports/building/hosts.ts'
import { readTheirTime } from '#lib/imports/building/moment.ts'
import type { ReadingHints } from '#lib/imports/reader.ts'
import { type MovedOf, mostMovedEntries } from '#lib/rules/imports/moved.ts'
import type { JudgedImpact } from '#lib/rules/incidents/judgement.ts'
import type {
  CachetComponent,
  CachetEntry,
  CachetIncident,
  CachetSchedule,
  CachetSite,
  CachetSubscriber,
} from './site.ts'

/** Puts a site of Cachet into the draft. Its incidents have no impact of their own: an open one takes its components'. */
export function addCachetSite(draft: Draft, site: CachetSite, hints: ReadingHints) {
  for (const { id, name } of site.groups) draft.add({ kind: 'group', id, name: name.slice(0, 80) })
  const open = new Set(
    site.incidents.filter(each => latest(each) !== fixed).flatMap(each => each.componentIds),
  )
  for (const component of site.components.toSorted((a, b) => a.order - b.order))
    addComponent(draft, component, open)
  const statusOf = new Map(site.components.map(({ id, status }) => [id, status]))
  for (const incident of site.incidents) addIncident(draft, incident, statusOf, hints)
  for (const schedule of site.schedules) addSchedule(draft, schedule, hints)
  for (const subscriber of site.subscribers) addSubscriber(draft, subscriber)
}

const fixed = 4

function addComponent(draft: Draft, component: CachetComponent, open: ReadonlySet<string>) {
  const { id, name, description, link, groupId, status, isEnabled } = component
  if (!isEnabled) return draft.leave('hidden', name)
  const { hosts } = whereabouts([...hostOfName(name), link])
  draft.add({
    kind: 'server',
    id,
    name: name.slice(0, 200),
    hosts,
    addresses: [],
    groupId: groupId !== null && draft.has('group', groupId) ? groupId : null,
    note: description?.trim().slice(0, 500) || null,
  })
  if (status >= 2 && status <= 4 && !open.has(id)) draft.leave('trouble-without-incident', name)
}

function latest({ updates, status }: CachetIncident): number {
  return updates.findLast(update => update.status !== null)?.status ?? status
}

function addIncident(
  draft: Draft,
  incident: CachetIncident,
  statusOf: ReadonlyMap<string, number>,
  { zone }: ReadingHints,
) {
  const { id, name, message, isPublic, componentIds } = incident
  if (!isPublic) return draft.leave('hidden', name)
  const startedAt = readTheirTime(incident.occurredAt, zone)
  if (!startedAt) return draft.leave('odd-time', name)
  const isOver = latest(incident) === fixed
  const opening = {
    message,
    status: incident.updates.length > 0 ? 1 : incident.status,
    at: incident.occurredAt,
  }
  const entries = entriesOf(draft, [opening, ...incident.updates], zone)
  const endedAt = isOver ? (endOf(incident, zone) ?? entries.at(-1)?.at ?? startedAt) : null
  draft.add({
    kind: 'incident',
    id,
    title: draft.title(name),
    startedAt,
    endedAt: endedAt && endedAt < startedAt ? startedAt : endedAt,
    phase: phaseOf(latest(incident)) ?? 'investigating',
    entries,
    servers: componentIds
      .filter(component => draft.has('server', component))
      .map(component => ({ id: component, impact: isOver ? 'degraded' : impactOf(statusOf.get(component)) })),
    review: null,
  })
}

function endOf({ updates, updatedAt }: CachetIncident, zone: string): string | null {
  const last = updates.findLast(update => update.status === fixed)
  return readTheirTime(last ? last.at : updatedAt, zone)
}

function entriesOf(draft: Draft, list: readonly CachetEntry[], zone: string): MovedOf<'incident'>['entries'] {
  return list
    .flatMap(({ message, status, at }) => {
      const moment = readTheirTime(at, zone)
      const text = draft.text(message)
      return moment && text !== '' ? [{ at: moment, phase: phaseOf(status), text }] : []
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(-mostMovedEntries)
}

function phaseOf(status: number | null): MovedOf<'incident'>['entries'][number]['phase'] {
  const phases = [null, 'investigating', 'identified', 'monitoring', 'resolved'] as const
  return phases[status ?? 0] ?? null
}

function impactOf(status: number | undefined): JudgedImpact {
  if (status === 4) return 'major_outage'
  return status === 3 ? 'partial_outage' : 'degraded'
}

function addSchedule(draft: Draft, schedule: CachetSchedule, { zone }: ReadingHints) {
  const { id, name, message, status, componentIds, updates } = schedule
  const startsAt = readTheirTime(schedule.scheduledAt, zone)
  const endsAt = readTheirTime(schedule.completedAt, zone)
  if (!startsAt || !endsAt || endsAt <= startsAt) return draft.leave('odd-time', name)
  draft.addMaintenance({
    kind: 'maintenance',
    id,
    title: draft.title(name),
    text: draft.text(message) || null,
    publishedAt: readTheirTime(schedule.createdAt, zone) ?? startsAt,
    startsAt,
    endsAt,
    doneAt: status === 2 ? endsAt : null,
    cancelledAt: null,
    serverIds: componentIds.filter(component => draft.has('server', component)),
    entries: entriesOf(draft, updates, zone).map(entry => ({ ...entry, phase: null })),
  })
}

function addSubscriber(draft: Draft, subscriber: CachetSubscriber) {
  const { id, email, isVerified, isGlobal, componentIds, others, createdAt } = subscriber
  for (const other of others) draft.leave(other)
  if (!email) return
  if (!isVerified) return draft.leave('unconfirmed-subscriber')
  const servers = componentIds.filter(component => draft.has('server', component))
  if (!isGlobal && servers.length === 0) return draft.leave('watches-nothing-that-came')
  draft.add(
    {
      kind: 'subscriber',
      id,
      email,
      watches: isGlobal ? null : { servers, groups: [] },
      proof: createdAt ? `since ${createdAt.slice(0, 10)}` : null,
    },
    'subscriber',
  )
}
