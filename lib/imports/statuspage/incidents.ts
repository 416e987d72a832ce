import type { Draft } from '#lib/imports/building/draft.ts'
import { readTheirTime } from '#lib/imports/building/moment.ts'
import type { MovedOf } from '#lib/rules/imports/moved.ts'
import { mostMovedEntries } from '#lib/rules/imports/moved.ts'
import { type JudgedImpact, judgedImpacts } from '#lib/rules/incidents/judgement.ts'
import type { SpIncident, SpUpdate } from './shapes.ts'

/** Adds an incident, or planned work, which Statuspage keeps in the same list. */
export function addSpIncident(draft: Draft, incident: SpIncident) {
  if (isWork(incident)) addMaintenance(draft, incident)
  else addIncident(draft, incident)
}

function isWork({ scheduled_for, status }: SpIncident): boolean {
  return (
    Boolean(scheduled_for) || ['scheduled', 'in_progress', 'verifying', 'completed'].includes(status ?? '')
  )
}

function addIncident(draft: Draft, incident: SpIncident) {
  const { id, name, status } = incident
  const entries = entriesOf(draft, incident)
  const startedAt = readTheirTime(incident.started_at) ?? entries[0]?.at ?? readTheirTime(incident.created_at)
  if (!startedAt) return draft.leave('odd-time', name)
  const isOver = status === 'resolved' || status === 'postmortem'
  const endedAt = isOver ? (readTheirTime(incident.resolved_at) ?? entries.at(-1)?.at ?? startedAt) : null
  draft.add({
    kind: 'incident',
    id,
    title: draft.title(name),
    startedAt,
    endedAt: endedAt && endedAt < startedAt ? startedAt : endedAt,
    phase: isOver ? 'resolved' : (phaseOf(status) ?? 'investigating'),
    entries,
    servers: impactsOf(incident).filter(({ id: server }) => draft.has('server', server)),
    review: reviewOf(draft, incident),
  })
}

function addMaintenance(draft: Draft, incident: SpIncident) {
  const { id, name, status } = incident
  const entries = entriesOf(draft, incident)
  const startsAt = readTheirTime(incident.scheduled_for)
  const endsAt = readTheirTime(incident.scheduled_until)
  if (!startsAt || !endsAt || endsAt <= startsAt) return draft.leave('odd-time', name)
  const isDone = status === 'completed' || status === 'resolved'
  draft.addMaintenance({
    kind: 'maintenance',
    id,
    title: draft.title(name),
    text: null,
    publishedAt: readTheirTime(incident.created_at) ?? startsAt,
    startsAt,
    endsAt,
    doneAt: isDone ? (readTheirTime(incident.resolved_at) ?? endsAt) : null,
    cancelledAt: null,
    serverIds: impactsOf(incident)
      .map(each => each.id)
      .filter(server => draft.has('server', server)),
    entries: entries.map(entry => ({ ...entry, phase: null })),
  })
}

type Entries = MovedOf<'incident'>['entries']

/** The oldest first. What was written after the incident is its review, and no entry. */
function entriesOf(draft: Draft, { incident_updates, name }: SpIncident): Entries {
  const entries = incident_updates.flatMap((update): Entries => {
    if (update.status === 'postmortem') return []
    const at = readTheirTime(update.display_at) ?? readTheirTime(update.created_at)
    const text = draft.text(update.body)
    if (!at) draft.leave('odd-time', name)
    return at && text !== '' ? [{ at, phase: phaseOf(update.status), text }] : []
  })
  return entries.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)).slice(-mostMovedEntries)
}

function phaseOf(status: string | null | undefined): Entries[number]['phase'] {
  switch (status) {
    case 'investigating':
    case 'identified':
    case 'monitoring':
    case 'resolved':
      return status
    default:
      return null
  }
}

function reviewOf(draft: Draft, incident: SpIncident): string | null {
  const written = incident.postmortem_published_at ? incident.postmortem_body : null
  const published = written ?? incident.incident_updates.find(update => update.status === 'postmortem')?.body
  return draft.text(published, 'full') || null
}

/** The worst that each component was in, as the entries say; else what the incident as a whole was. */
function impactsOf({ incident_updates, components, impact }: SpIncident): MovedOf<'incident'>['servers'] {
  const worst = new Map<string, JudgedImpact>()
  const note = (id: string, status: string | null | undefined) => {
    const said = componentImpact(status)
    const known = worst.get(id)
    const isWorse = said && (!known || judgedImpacts.indexOf(said) < judgedImpacts.indexOf(known))
    if (said && isWorse) worst.set(id, said)
  }
  for (const { affected_components } of incident_updates)
    for (const { code, new_status } of affected_components) note(code, new_status)
  for (const { id, status } of components) note(id, status)
  const ids = [...components.map(each => each.id), ...incident_updates.flatMap(codesOf)]
  return [...new Set(ids)].map(id => ({ id, impact: worst.get(id) ?? wholeImpact(impact) }))
}

const codesOf = ({ affected_components }: SpUpdate) => affected_components.map(each => each.code)

function componentImpact(status: string | null | undefined): JudgedImpact | null {
  switch (status) {
    case 'degraded_performance':
      return 'degraded'
    case 'partial_outage':
    case 'major_outage':
      return status
    default:
      return null
  }
}

function wholeImpact(impact: string | null | undefined): JudgedImpact {
  if (impact === 'critical') return 'major_outage'
  return impact === 'major' ? 'partial_outage' : 'degraded'
}
