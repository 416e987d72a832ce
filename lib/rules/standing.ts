import type { Alert } from './alert.ts'
import { endOf, type Maintenance, runningOn } from './maintenance.ts'
import type { Policy } from './policy.ts'
import { impactOf } from './status.ts'
import { later } from './time.ts'

/** Whether an open alert counts for customers now, and if not, why. */
export type Standing = {
  is: 'counts' | 'waiting' | 'muted' | 'staff-only'
  /** For staff and scanners. */
  reason: string
  /** When time alone will change it; null: only another alert will. */
  until: Date | null
}

const counts: Standing = { is: 'counts', reason: 'counts for customers', until: null }

/** Judges the alerts that are open and belong to no incident yet. */
export function judgeAlerts(
  open: readonly Alert[],
  maintenance: readonly Maintenance[],
  policy: Policy,
  now: Date,
): Map<string, Standing> {
  const down = new Set<string>()
  const standings = new Map<string, Standing>()
  // Outages first, for they mute what is lesser on the same server.
  const outagesFirst = [...open].sort((a, b) => Number(b.kind === 'outage') - Number(a.kind === 'outage'))
  for (const alert of outagesFirst) {
    const standing = alert.postId ? counts : judge(alert, down, maintenance, policy, now)
    if (alert.kind === 'outage' && standing.is === 'counts') down.add(alert.serverId)
    standings.set(alert.id, standing)
  }
  return standings
}

function judge(
  alert: Alert,
  down: ReadonlySet<string>,
  maintenance: readonly Maintenance[],
  policy: Policy,
  now: Date,
): Standing {
  if (impactOf(alert.kind, alert.severity) === null)
    return staffOnly(`${alert.kind}, ${alert.severity}: for staff only`)
  if (later(alert.startsAt, policy.staleDays * 86_400) < now)
    return staffOnly(`began more than ${policy.staleDays} days ago: published by staff only`)
  if (alert.kind === 'suspicious-file') return counts
  const work = runningOn(alert.serverId, maintenance, now)
  if (work)
    return {
      is: 'muted',
      reason: `muted: ${work.kind} until ${endOf(work).toISOString()}`,
      until: endOf(work),
    }
  return waits(alert, down, policy, now)
}

function waits(alert: Alert, down: ReadonlySet<string>, policy: Policy, now: Date): Standing {
  if (alert.kind === 'slowdown' && down.has(alert.serverId))
    return { is: 'muted', reason: 'muted: its server is down', until: null }
  if (alert.isDebounced) return counts
  const until = later(alert.firstReceivedAt, policy.confirmSeconds)
  if (until <= now) return counts
  return { is: 'waiting', reason: `waits ${policy.confirmSeconds} s for confirmation`, until }
}

function staffOnly(reason: string): Standing {
  return { is: 'staff-only', reason, until: null }
}
