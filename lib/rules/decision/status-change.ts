import type { Alert } from '#lib/rules/alerts/alert.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'
import { compareImpact, type Status, statusInput, statusOf } from '#lib/rules/servers/status.ts'
import { earliest, latest } from '#lib/rules/time/time.ts'
import type { Situation } from './situation.ts'

type Shown = Pick<Status, 'impact' | 'cause' | 'postId'>

/** The last line of a server's status history. until: when that trouble was over, where its incident knows. */
export type KnownStatus = Shown & { at: Date; until: Date | null }

/**
 * A new line for it: since when that was so, by the clock of whoever reported it, never before the line that it
 * follows. alertId: the alert that caused it; null: the clock or a person did.
 */
export type StatusLine = Shown & { serverId: string; at: Date; alertId: string | null }

const neverBad: Shown = { impact: 'operational', cause: null, postId: null }

/**
 * Compares each server's status with the last line of its history.
 * members: the alerts of each incident. fresh: the alerts that this decision made, changed or gave an incident.
 */
export function changeStatuses(
  incidents: readonly Incident[],
  statuses: ReadonlyMap<string, KnownStatus>,
  members: ReadonlyMap<string, readonly Alert[]>,
  fresh: ReadonlySet<string>,
  situation: Situation,
): StatusLine[] {
  const published = incidents.filter(incident => incident.visibility === 'published' && !incident.resolvedAt)
  const affected = published.flatMap(({ id, affected }) => affected.map(row => ({ ...row, postId: id })))
  const running = [...situation.maintenance].map(([serverId, { postId, kind, startsAt, sourceId }]) => {
    return { serverId, postId, kind, startsAt, sourceId: sourceId ?? null }
  })
  const input = statusInput(affected, running, situation.silence.noData)
  const ids = [statuses, input.affected, input.maintenance, input.noData].flatMap(map => [...map.keys()])
  // What is held changes no status, so it is never named as the cause of one.
  const isHeld = new Set(
    incidents.filter(incident => incident.visibility !== 'published').map(({ id }) => id),
  )
  const shown = [...members].flatMap(([id, alerts]) => (isHeld.has(id) ? [] : alerts))
  const byServer = Map.groupBy(shown, alert => alert.serverId)
  const rows = new Map(
    incidents.flatMap(({ id, affected }) => affected.map(row => [`${id} ${row.serverId}`, row])),
  )
  return [...new Set(ids)].flatMap(serverId => {
    const status = statusOf(serverId, input)
    const last = statuses.get(serverId) ?? null
    const before = last ?? neverBad
    if (before.impact === status.impact && before.cause === status.cause) return []
    const culprit = culpritOf(status, before, byServer.get(serverId) ?? [], fresh)
    const calmAt = rows.get(`${before.postId} ${serverId}`)?.until ?? last?.until ?? null
    return linesFor({ serverId, status, last, culprit, calmAt }, situation.now)
  })
}

type Change = {
  serverId: string
  status: Status
  last: KnownStatus | null
  culprit: Alert | null
  /** When the trouble of the last line was over; null: it is not, or nobody knows. */
  calmAt: Date | null
}

/** The new line, and before it one for the calm between two troubles, where there was some. */
function linesFor({ serverId, status, last, culprit, calmAt }: Change, now: Date): StatusLine[] {
  const { impact, cause, postId } = status
  const bounded = (at: Date) => earliest([now, latest([at, last?.at ?? at])]) ?? now
  const at = bounded(beganAt(status, last, culprit, calmAt) ?? now)
  const line = { serverId, at, impact, cause, postId, alertId: culprit?.id ?? null }
  const wasBad = last !== null && last.impact !== 'operational' && last.postId !== postId
  if (!wasBad || impact === 'operational' || !calmAt || bounded(calmAt) >= at) return [line]
  return [{ serverId, at: bounded(calmAt), ...neverBad, alertId: null }, line]
}

function beganAt(
  status: Status,
  last: KnownStatus | null,
  culprit: Alert | null,
  calmAt: Date | null,
): Date | null {
  if (status.impact === 'operational') return status.since ?? calmAt
  const isWithin = last !== null && last.postId !== null && last.postId === status.postId
  const isBetter = isWithin && compareImpact(status.impact, last.impact) < 0
  return isBetter ? (culprit?.endsAt ?? null) : status.since
}

/** What got worse or another cause was caused by an alert of its incident; what got better, by one that ended just now. */
function culpritOf(
  status: Shown,
  last: Shown,
  alerts: readonly Alert[],
  fresh: ReadonlySet<string>,
): Alert | null {
  if (compareImpact(status.impact, last.impact) < 0) {
    const ended = alerts.find(alert => alert.closedAt !== null && fresh.has(alert.id))
    if (ended) return ended
  }
  const open = alerts.filter(alert => !alert.closedAt && alert.postId === status.postId)
  const fitting = open.filter(alert => alert.kind === status.cause)
  return fitting.find(alert => fresh.has(alert.id)) ?? fitting[0] ?? null
}
