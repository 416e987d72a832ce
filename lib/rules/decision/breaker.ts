import type { Affected, Incident } from '#lib/rules/incidents/incident.ts'
import { type Comparison, compareWithTold, noticeFactsOf } from '#lib/rules/notices/compare-told.ts'
import type { Notice } from '#lib/rules/notices/notice.ts'
import { isBadNews } from './pending-changes.ts'
import type { Situation } from './situation.ts'

export type BreakerResult = {
  comparisons: Comparison[]
  /** One notice to staff about all that the breaker holds since now; null: it holds nothing new. */
  warning: Omit<Notice, 'id'> | null
}

/**
 * Compares incident by incident, the earliest first, until bad news of breakerIncidents went out within the breaker's
 * time: a flood of it is more likely an error than the truth. The rest waits until staff let it go; what ends meanwhile
 * is never told. An end is never held, because only what was announced has one.
 * toldLately: incidents whose bad news went out within that time.
 */
export function tellWithBreaker(
  incidents: readonly Incident[],
  toldLately: ReadonlySet<string>,
  situation: Situation,
): BreakerResult {
  const told = new Set(toldLately)
  const held: { incident: Incident; rows: Affected[] }[] = []
  const comparisons = incidents.map(incident => {
    const hasRoom = told.has(incident.id) || told.size < situation.policy.breakerIncidents
    const mayTellBad = incident.breaker === 'released' || (incident.breaker !== 'held' && hasRoom)
    const comparison = compareWithTold(incident, mayTellBad, situation)
    if (comparison.notices.some(notice => isBadNews(notice.kind))) told.add(incident.id)
    if (comparison.heldBack.length === 0 || incident.breaker === 'held') return comparison
    held.push({ incident, rows: comparison.heldBack })
    return { ...comparison, incident: { ...comparison.incident, breaker: 'held' as const } }
  })
  return { comparisons, warning: warningOf(held, situation) }
}

function warningOf(
  held: readonly { incident: Incident; rows: Affected[] }[],
  situation: Situation,
): BreakerResult['warning'] {
  const [first] = held
  if (!first) return null
  const facts = noticeFactsOf(
    held.flatMap(item => item.rows),
    situation,
  )
  return { postId: first.incident.id, kind: 'held', facts: { ...facts, heldIncidents: held.length } }
}
