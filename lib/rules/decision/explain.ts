import type { Incident } from '#lib/rules/incidents/incident.ts'
import type { Recorded } from './episode.ts'
import type { Joined } from './join.ts'
import type { Present } from './present.ts'
import { type Outcome, type Reason, reasonOf } from './reason.ts'
import type { Judged } from './standing.ts'

/** What became of one line of the alert log. */
export type Explained = {
  sequence: number
  result: 'accepted' | 'ignored'
  reason: Reason
  alertId: string
}

/** The same with its reason in words, as the alert log keeps it. */
export type ExplainedInWords = Omit<Explained, 'reason'> & { reason: string }

/** Why each line of the batch had the outcome that it had. */
export function explain(
  recorded: Recorded,
  joined: Joined,
  { standings, downGroups }: Judged,
  incidents: readonly Incident[],
  present: Present,
): Explained[] {
  const byId = new Map(incidents.map(incident => [incident.id, incident]))
  return recorded.lines.flatMap(({ line, alertId, isLate }) => {
    const alert = joined.alerts.get(alertId) ?? recorded.alerts.get(alertId)
    if (!alert) return []
    const groupId = present.servers.get(alert.serverId)?.groupId
    const outcome: Outcome = {
      line,
      isLate,
      alert,
      standing: standings.get(alertId),
      incident: alert.postId ? byId.get(alert.postId) : undefined,
      place: joined.openers.has(alertId) ? 'opened' : joined.alerts.has(alertId) ? 'joined' : 'known',
      isGroupDown: groupId ? downGroups.has(groupId) : false,
    }
    const result = isLate ? ('ignored' as const) : ('accepted' as const)
    return [{ sequence: line.sequence, result, reason: reasonOf(outcome, present), alertId }]
  })
}
