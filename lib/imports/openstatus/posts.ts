import type { Draft } from '#lib/imports/building/draft.ts'
import { laterOf, readTheirTime } from '#lib/imports/building/moment.ts'
import { type MovedOf, type MovedPhase, mostMovedEntries } from '#lib/rules/imports/moved.ts'
import { type JudgedImpact, judgedImpacts } from '#lib/rules/incidents/judgement.ts'
import type { OsMaintenance, OsReport, OsSubscriber } from './shapes.ts'

export function addOsReport(draft: Draft, report: OsReport) {
  const { id, title, status, updates, createdAt } = report
  const entries = updates
    .flatMap((update): MovedOf<'incident'>['entries'] => {
      const at = readTheirTime(update.date) ?? readTheirTime(update.createdAt)
      const text = draft.text(update.message)
      return at && text !== '' ? [{ at, phase: phaseOf(update.status), text }] : []
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
    .slice(-mostMovedEntries)
  const startedAt = entries[0]?.at ?? readTheirTime(createdAt)
  if (!startedAt) return draft.leave('odd-time', title)
  const phase = phaseOf(status) ?? 'investigating'
  const endedAt = phase === 'resolved' ? laterOf(entries.at(-1)?.at ?? startedAt, startedAt) : null
  const servers = impactsOf(report).filter(each => draft.has('server', each.id))
  draft.add({
    kind: 'incident',
    id,
    title: draft.title(title),
    startedAt,
    endedAt,
    phase,
    entries,
    servers,
    review: null,
  })
}

function phaseOf(status: string | null | undefined): MovedPhase | null {
  switch (status) {
    case 'STATUS_REPORT_STATUS_INVESTIGATING':
      return 'investigating'
    case 'STATUS_REPORT_STATUS_IDENTIFIED':
      return 'identified'
    case 'STATUS_REPORT_STATUS_MONITORING':
      return 'monitoring'
    case 'STATUS_REPORT_STATUS_RESOLVED':
      return 'resolved'
    default:
      return null
  }
}

/** The worst that each component was in; where no entry says, it was slow at least. */
function impactsOf({ pageComponentIds, updates }: OsReport): MovedOf<'incident'>['servers'] {
  const worst = new Map<string, JudgedImpact>(pageComponentIds.map(id => [id, 'degraded']))
  for (const { componentImpacts } of updates)
    for (const { pageComponentId, impact } of componentImpacts) {
      const said = impacts[impact ?? '']
      const known = worst.get(pageComponentId)
      if (said && (!known || judgedImpacts.indexOf(said) < judgedImpacts.indexOf(known)))
        worst.set(pageComponentId, said)
    }
  return [...worst].map(([id, impact]) => ({ id, impact }))
}

const impacts: Readonly<Record<string, JudgedImpact>> = {
  PAGE_COMPONENT_IMPACT_DEGRADED_PERFORMANCE: 'degraded',
  PAGE_COMPONENT_IMPACT_PARTIAL_OUTAGE: 'partial_outage',
  PAGE_COMPONENT_IMPACT_MAJOR_OUTAGE: 'major_outage',
}

export function addOsMaintenance(
  draft: Draft,
  { id, title, message, from, to, createdAt, pageComponentIds }: OsMaintenance,
) {
  const startsAt = readTheirTime(from)
  const endsAt = readTheirTime(to)
  if (!startsAt || !endsAt || endsAt <= startsAt) return draft.leave('odd-time', title)
  draft.addMaintenance({
    kind: 'maintenance',
    id,
    title: draft.title(title),
    text: draft.text(message) || null,
    publishedAt: readTheirTime(createdAt) ?? startsAt,
    startsAt,
    endsAt,
    doneAt: null,
    cancelledAt: null,
    serverIds: pageComponentIds.filter(component => draft.has('server', component)),
    entries: [],
  })
}

export function addOsSubscriber(draft: Draft, subscriber: OsSubscriber) {
  const { id, email, acceptedAt, unsubscribedAt, channelType, componentIds } = subscriber
  if (channelType && channelType !== 'email') return draft.leave('webhook')
  if (unsubscribedAt) return
  if (!acceptedAt) return draft.leave('unconfirmed-subscriber')
  const servers = componentIds.filter(component => draft.has('server', component))
  if (componentIds.length > 0 && servers.length === 0) return draft.leave('watches-nothing-that-came')
  const watches = componentIds.length > 0 ? { servers, groups: [] } : null
  draft.add(
    { kind: 'subscriber', id, email: email ?? '', watches, proof: `accepted ${acceptedAt.slice(0, 10)}` },
    'subscriber',
  )
}
