import type { Draft } from '#lib/imports/building/draft.ts'
import { hostOfName, whereabouts } from '#lib/imports/building/hosts.ts'
import { laterOf, readTheirTime } from '#lib/imports/building/moment.ts'
import { type MovedOf, type MovedPhase, mostMovedEntries } from '#lib/rules/imports/moved.ts'
import type { JudgedImpact } from '#lib/rules/incidents/judgement.ts'

/** What Kener holds, by its API or in its database. Times are seconds since 1970. */
export type KenerMonitor = {
  tag: string
  name: string
  description: string | null
  category: string | null
  isShown: boolean
  /** What is checked, as Kener keeps it: an object, or its JSON. */
  checked: unknown
}

export type KenerIncident = {
  id: string
  title: string | null
  start: number
  end: number | null
  state: string | null
  isShown: boolean
  monitors: { tag: string; impact: string | null }[]
  comments: { at: number; state: string | null; text: string | null }[]
}

export type KenerMaintenance = {
  id: string
  title: string | null
  text: string | null
  start: number
  end: number | null
  status: string | null
  tags: string[]
}

export function addKenerMonitor(draft: Draft, monitor: KenerMonitor) {
  const { tag, name, description, category, isShown } = monitor
  if (!isShown) return draft.leave('hidden', name)
  const hasGroup = category !== null && category !== '' && category !== 'Home'
  if (hasGroup) draft.add({ kind: 'group', id: category, name: category.slice(0, 80) })
  const { hosts, addresses } = whereabouts([...hostOfName(name), ...checkedIn(monitor.checked)])
  draft.add({
    kind: 'server',
    id: tag,
    name: name.slice(0, 200),
    hosts,
    addresses,
    groupId: hasGroup && draft.has('group', category) ? category : null,
    note: draft.text(description).slice(0, 500) || null,
  })
}

/** Its URL, its host, or its hosts, wherever its kind of check keeps them. */
function checkedIn(given: unknown): unknown[] {
  const facts = typeof given === 'string' ? parsed(given) : given
  if (facts === null || typeof facts !== 'object') return []
  const { url, host, hosts } = facts as Record<string, unknown>
  const list = Array.isArray(hosts) ? hosts.slice(0, 10) : []
  return [url, host, ...list.map(each => (each as { host?: unknown } | null)?.host ?? each)]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

export function addKenerIncident(draft: Draft, incident: KenerIncident) {
  const startedAt = readTheirTime(incident.start)
  if (!incident.isShown) return draft.leave('hidden', incident.title)
  if (!startedAt) return draft.leave('odd-time', incident.title)
  const entries = incident.comments
    .flatMap((comment): MovedOf<'incident'>['entries'] => {
      const at = readTheirTime(comment.at)
      const text = draft.text(comment.text)
      return at && text !== '' ? [{ at, phase: phaseOf(comment.state), text }] : []
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(-mostMovedEntries)
  const isOver = phaseOf(incident.state) === 'resolved'
  const endedAt = isOver
    ? laterOf(readTheirTime(incident.end) ?? entries.at(-1)?.at ?? startedAt, startedAt)
    : null
  draft.add({
    kind: 'incident',
    id: incident.id,
    title: draft.title(incident.title),
    startedAt,
    endedAt,
    phase: isOver ? 'resolved' : (phaseOf(incident.state) ?? 'investigating'),
    entries,
    servers: incident.monitors
      .filter(({ tag }) => draft.has('server', tag))
      .map(({ tag, impact }) => ({ id: tag, impact: impactOf(impact) })),
    review: null,
  })
}

function phaseOf(state: string | null): MovedPhase | null {
  switch (state) {
    case 'INVESTIGATING':
      return 'investigating'
    case 'IDENTIFIED':
      return 'identified'
    case 'MONITORING':
      return 'monitoring'
    case 'RESOLVED':
      return 'resolved'
    default:
      return null
  }
}

function impactOf(impact: string | null): JudgedImpact {
  return impact === 'DOWN' ? 'major_outage' : 'degraded'
}

export function addKenerMaintenance(draft: Draft, work: KenerMaintenance) {
  const startsAt = readTheirTime(work.start)
  const endsAt = readTheirTime(work.end)
  if (!startsAt || !endsAt || endsAt <= startsAt) return draft.leave('odd-time', work.title)
  draft.addMaintenance({
    kind: 'maintenance',
    id: work.id,
    title: draft.title(work.title),
    text: draft.text(work.text) || null,
    publishedAt: startsAt,
    startsAt,
    endsAt,
    doneAt: work.status === 'COMPLETED' ? endsAt : null,
    cancelledAt: work.status === 'CANCELLED' ? startsAt : null,
    serverIds: work.tags.filter(tag => draft.has('server', tag)),
    entries: [],
  })
}
