import type { Incident } from '#lib/rules/incidents/incident.ts'
import type { Judged } from './eligibility.ts'
import type { Recorded } from './episode.ts'
import type { Joined } from './join.ts'
import { type LineOutcome, reasonOf } from './reason.ts'
import type { Situation } from './situation.ts'

/** What became of one line of the alert log. */
export type ExplainedLine = {
  sequence: number
  result: 'accepted' | 'ignored'
  /** A sentence for staff and scanners. */
  reason: string
  alertId: string
}

/** Why each line of the batch had the outcome that it had. */
export function explain(
  recorded: Recorded,
  joined: Joined,
  { eligibilities, downGroups }: Judged,
  incidents: readonly Incident[],
  situation: Situation,
): ExplainedLine[] {
  const byId = new Map(incidents.map(incident => [incident.id, incident]))
  return recorded.lines.flatMap(({ line, alertId, isLate }) => {
    const alert = joined.alerts.get(alertId) ?? recorded.alerts.get(alertId)
    if (!alert) return []
    const groupId = situation.servers.get(alert.serverId)?.groupId
    const outcome: LineOutcome = {
      line,
      isLate,
      alert,
      eligibility: eligibilities.get(alertId),
      incident: alert.postId ? byId.get(alert.postId) : undefined,
      place: joined.openers.has(alertId) ? 'opened' : joined.alerts.has(alertId) ? 'joined' : 'known',
      isGroupDown: groupId ? downGroups.has(groupId) : false,
    }
    const result = isLate ? ('ignored' as const) : ('accepted' as const)
    return [{ sequence: line.sequence, result, reason: reasonOf(outcome, situation), alertId }]
  })
}
