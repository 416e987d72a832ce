import type { Alert } from './alert.ts'
import type { Incident } from './incident.ts'
import type { Present } from './present.ts'
import { compareImpact, type Status, statusInput, statusOf } from './status.ts'

/** The last line of a server's status history. */
export type KnownStatus = Pick<Status, 'impact' | 'cause' | 'postId'>

/** A new line for it, with the alert that caused it; null: the clock or a person did. */
export type StatusLine = KnownStatus & { serverId: string; alertId: string | null }

/**
 * Compares each server's status with the last line of its history.
 * members: the alerts of each incident. fresh: the alerts that this decision made, changed or gave an incident.
 */
export function changeStatuses(
  incidents: readonly Incident[],
  statuses: ReadonlyMap<string, KnownStatus>,
  members: ReadonlyMap<string, readonly Alert[]>,
  fresh: ReadonlySet<string>,
  present: Present,
): StatusLine[] {
  const published = incidents.filter(incident => incident.visibility === 'published' && !incident.resolvedAt)
  const affected = published.flatMap(({ id, affected }) => affected.map(row => ({ ...row, postId: id })))
  const running = [...present.work].map(([serverId, { postId, kind, startsAt }]) => {
    return { serverId, postId, kind, startsAt }
  })
  const input = statusInput(affected, running, present.silence.noData)
  const ids = [statuses, input.affected, input.maintenance, input.noData].flatMap(map => [...map.keys()])
  // What is held changes no status, so it is never named as the cause of one.
  const isHeld = new Set(
    incidents.filter(incident => incident.visibility !== 'published').map(({ id }) => id),
  )
  const shown = [...members].flatMap(([id, alerts]) => (isHeld.has(id) ? [] : alerts))
  const byServer = Map.groupBy(shown, alert => alert.serverId)
  return [...new Set(ids)].flatMap(serverId => {
    const { impact, cause, postId } = statusOf(serverId, input)
    const last = statuses.get(serverId) ?? { impact: 'operational', cause: null, postId: null }
    if (last.impact === impact && last.cause === cause) return []
    const status = { impact, cause, postId }
    const alertId = culpritOf(status, last, byServer.get(serverId) ?? [], fresh)
    return [{ serverId, ...status, alertId }]
  })
}

/** What got worse or another cause was caused by an alert of its incident; what got better, by one that ended just now. */
function culpritOf(
  status: KnownStatus,
  last: KnownStatus,
  alerts: readonly Alert[],
  fresh: ReadonlySet<string>,
): string | null {
  if (compareImpact(status.impact, last.impact) < 0) {
    const ended = alerts.find(alert => alert.closedAt !== null && fresh.has(alert.id))
    if (ended) return ended.id
  }
  const open = alerts.filter(alert => !alert.closedAt && alert.postId === status.postId)
  const fitting = open.filter(alert => alert.kind === status.cause)
  return (fitting.find(alert => fresh.has(alert.id)) ?? fitting[0])?.id ?? null
}
