import { type Alert, isGuessed } from '#lib/rules/alerts/alert.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'
import { endOf, isMutedBy } from '#lib/rules/maintenance/maintenance.ts'
import { impactOf } from '#lib/rules/servers/status.ts'
import { later } from '#lib/rules/time/time.ts'
import { type EligibilityReason, groupDown } from './eligibility-reason.ts'
import { isStatedMeanwhile } from './guess.ts'
import { coveringTrouble, type PublicTrouble, publicTrouble } from './public-trouble.ts'
import { labelOf, type Situation } from './situation.ts'

/** Whether an open alert counts now, for customers or, when it is a guess, for staff; and if not, why. */
export type Eligibility = {
  is: 'counts' | 'waiting' | 'muted' | 'staff-only'
  reason: EligibilityReason
  /** When time alone will change it; null: only another alert will. */
  until: Date | null
}

export type Judged = {
  eligibilities: Map<string, Eligibility>
  /** Groups with enough servers down that the group is down. */
  downGroups: ReadonlySet<string>
}

const counts: Eligibility = { is: 'counts', reason: { is: 'accepted' }, until: null }

/**
 * Judges the open alerts. Outages come first, because they mute what is lesser: on their own server, and, when the
 * group is down, on all its servers. Guesses come last: they mute nothing, and what is public already mutes them.
 */
export function judgeAlerts(
  alerts: Iterable<Alert>,
  incidents: ReadonlyMap<string, Incident>,
  situation: Situation,
): Judged {
  const all = [...alerts]
  const open = all.filter(alert => alert.closedAt === null)
  const [guesses, stated] = [open.filter(isGuessed), open.filter(alert => !isGuessed(alert))]
  const { eligibilities, downGroups } = judgeStated(stated, incidents, situation)
  const trouble = publicTrouble(all, id => eligibilities.get(id)?.is === 'counts', incidents, situation)
  for (const alert of guesses) {
    const eligibility = judge(alert, incidents, situation)
    const muted = eligibility.is === 'counts' ? mutedInPublic(alert, trouble, downGroups, situation) : null
    eligibilities.set(alert.id, muted ?? eligibility)
  }
  return { eligibilities, downGroups }
}

function judgeStated(
  stated: readonly Alert[],
  incidents: ReadonlyMap<string, Incident>,
  situation: Situation,
): Judged {
  const eligibilities = new Map<string, Eligibility>()
  const down = new Set<string>()
  const [outages, others] = [stated.filter(isOutage), stated.filter(alert => !isOutage(alert))]
  for (const alert of outages) {
    const eligibility = judge(alert, incidents, situation)
    eligibilities.set(alert.id, eligibility)
    if (eligibility.is === 'counts') down.add(alert.serverId)
  }
  const downGroups = groupsDown(down, situation)
  for (const alert of others) {
    const eligibility = judge(alert, incidents, situation)
    const isPlaced = eligibility.is === 'staff-only' || homeOf(alert, incidents) !== null
    const muted = isPlaced ? null : mutedBy(alert, down, downGroups, situation)
    eligibilities.set(alert.id, muted ?? eligibility)
  }
  return { eligibilities, downGroups }
}

function isOutage(alert: Alert): boolean {
  return alert.kind === 'outage'
}

/** The incident that it belongs to and stays in, 'ended' when that is over, or null: it has to find one. */
function homeOf(alert: Alert, incidents: ReadonlyMap<string, Incident>): Incident | 'ended' | null {
  if (!alert.postId) return null
  const incident = incidents.get(alert.postId)
  if (!incident || incident.resolvedAt) return 'ended'
  return isStatedMeanwhile(alert, incident) ? null : incident
}

function judge(alert: Alert, incidents: ReadonlyMap<string, Incident>, situation: Situation): Eligibility {
  const { policy, now } = situation
  const home = homeOf(alert, incidents)
  if (home === 'ended') return staffOnly({ is: 'incident-ended' })
  if (home) return counts
  if (impactOf(alert.kind, alert.severity) === null)
    return staffOnly({ is: 'meaningless', kind: alert.kind, severity: alert.severity })
  if (later(alert.startsAt, policy.staleDays * 86_400) < now)
    return staffOnly({ is: 'too-old', days: policy.staleDays })
  if (alert.kind === 'suspicious-file') return counts
  const maintenance = situation.maintenance.get(alert.serverId)
  if (!maintenance || !isMutedBy(maintenance, alert.kind)) return waits(alert, situation)
  const until = endOf(maintenance)
  return { is: 'muted', reason: { is: 'maintenance', kind: maintenance.kind, until }, until }
}

function staffOnly(reason: EligibilityReason): Eligibility {
  return { is: 'staff-only', reason, until: null }
}

/**
 * Another source need not wait where the agent of the server is silent too: two of them agree. Nor does a guess:
 * staff are asked at once, because what they have not answered troubles nobody else.
 */
function waits(alert: Alert, { policy, silence, now }: Situation): Eligibility {
  const isSure = alert.isDebounced || (isOutage(alert) && silence.noData.has(alert.serverId))
  if (isSure || isGuessed(alert)) return counts
  const until = later(alert.firstReceivedAt, policy.confirmSeconds)
  if (until <= now) return counts
  return { is: 'waiting', reason: { is: 'unconfirmed', seconds: policy.confirmSeconds }, until }
}

function groupsDown(down: ReadonlySet<string>, { servers, groups, policy }: Situation): Set<string> {
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
  situation: Situation,
): Eligibility | null {
  if (alert.kind !== 'slowdown') return null
  if (down.has(alert.serverId))
    return {
      is: 'muted',
      reason: { is: 'server-down', server: labelOf(alert.serverId, situation) },
      until: null,
    }
  const groupId = situation.servers.get(alert.serverId)?.groupId
  if (!groupId || !downGroups.has(groupId)) return null
  return { is: 'muted', reason: groupDown(groupId, situation), until: null }
}

/** What customers know already needs no guess; it is looked at again when that is over. */
function mutedInPublic(
  alert: Alert,
  trouble: ReadonlyMap<string, PublicTrouble>,
  downGroups: ReadonlySet<string>,
  situation: Situation,
): Eligibility | null {
  const covering = coveringTrouble(alert, trouble)
  const label = labelOf(alert.serverId, situation)
  if (covering)
    return {
      is: 'muted',
      reason: { is: 'known-trouble', server: label },
      until: covering.until,
    }
  const groupId = situation.servers.get(alert.serverId)?.groupId
  if (!groupId || !downGroups.has(groupId)) return null
  return { is: 'muted', reason: groupDown(groupId, situation), until: null }
}
