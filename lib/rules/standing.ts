import type { Alert } from './alert.ts'
import { endOf } from './maintenance.ts'
import { labelOf, type Present } from './present.ts'
import { impactOf } from './status.ts'
import { later } from './time.ts'
import { shortDuration, utcTime } from './wording.ts'

/** Whether an open alert counts for customers now, and if not, why. */
export type Standing = {
  is: 'counts' | 'waiting' | 'muted' | 'staff-only'
  /** For staff and scanners. */
  reason: string
  /** When time alone will change it; null: only another alert will. */
  until: Date | null
}

export type Judged = {
  standings: Map<string, Standing>
  /** Groups of which so many servers are down that the group is. */
  downGroups: ReadonlySet<string>
}

const counts: Standing = { is: 'counts', reason: 'accepted', until: null }

/**
 * Judges the open alerts. Outages come first, for they mute what is lesser: on their own server, and, when the group
 * is down, on all its servers.
 */
export function judgeAlerts(
  open: readonly Alert[],
  isOpenIncident: (id: string) => boolean,
  present: Present,
): Judged {
  const standings = new Map<string, Standing>()
  const down = new Set<string>()
  const [outages, others] = [open.filter(isOutage), open.filter(alert => !isOutage(alert))]
  for (const alert of outages) {
    const standing = judge(alert, isOpenIncident, present)
    standings.set(alert.id, standing)
    if (standing.is === 'counts') down.add(alert.serverId)
  }
  const downGroups = groupsDown(down, present)
  for (const alert of others) {
    const standing = judge(alert, isOpenIncident, present)
    const muted =
      standing.is === 'staff-only' || alert.postId ? null : mutedBy(alert, down, downGroups, present)
    standings.set(alert.id, muted ?? standing)
  }
  return { standings, downGroups }
}

function isOutage(alert: Alert): boolean {
  return alert.kind === 'outage'
}

function judge(alert: Alert, isOpenIncident: (id: string) => boolean, present: Present): Standing {
  const { policy, now } = present
  if (alert.postId)
    return isOpenIncident(alert.postId)
      ? counts
      : staffOnly('staff have ended the incident that it belongs to')
  if (impactOf(alert.kind, alert.severity) === null)
    return staffOnly(`${alert.kind}, ${alert.severity}, means nothing to customers`)
  if (later(alert.startsAt, policy.staleDays * 86_400) < now)
    return staffOnly(`it began more than ${policy.staleDays} days ago`)
  if (alert.kind === 'suspicious-file') return counts
  const work = present.work.get(alert.serverId)
  if (!work) return waits(alert, present)
  const until = endOf(work)
  return { is: 'muted', reason: `muted: ${work.kind} until ${utcTime(until, now)}`, until }
}

function staffOnly(why: string): Standing {
  return { is: 'staff-only', reason: `staff only: ${why}`, until: null }
}

/** Another source need not wait where the agent of the server is silent too: two of them agree. */
function waits(alert: Alert, { policy, silence, now }: Present): Standing {
  if (alert.isDebounced || (isOutage(alert) && silence.noData.has(alert.serverId))) return counts
  const until = later(alert.firstReceivedAt, policy.confirmSeconds)
  if (until <= now) return counts
  return { is: 'waiting', reason: `waits ${shortDuration(policy.confirmSeconds)} for confirmation`, until }
}

function groupsDown(down: ReadonlySet<string>, { servers, groups, policy }: Present): Set<string> {
  const byGroup = Map.groupBy(down, serverId => servers.get(serverId)?.groupId ?? null)
  const found = [...byGroup].flatMap(([groupId, members]) => {
    const size = groupId ? (groups.get(groupId)?.size ?? 0) : 0
    const isDown =
      members.length >= policy.groupLeast && members.length * 100 >= policy.groupSharePercent * size
    return groupId && isDown ? [groupId] : []
  })
  return new Set(found)
}

function mutedBy(
  alert: Alert,
  down: ReadonlySet<string>,
  downGroups: ReadonlySet<string>,
  present: Present,
): Standing | null {
  if (alert.kind !== 'slowdown') return null
  if (down.has(alert.serverId))
    return { is: 'muted', reason: `muted: ${labelOf(alert.serverId, present)} is down`, until: null }
  const groupId = present.servers.get(alert.serverId)?.groupId
  if (!groupId || !downGroups.has(groupId)) return null
  return { is: 'muted', reason: mutedByGroup(groupId, present), until: null }
}

/** "muted: group rack-3 is down" */
export function mutedByGroup(groupId: string, { groups }: Pick<Present, 'groups'>): string {
  return `muted: group ${groups.get(groupId)?.name ?? groupId} is down`
}
