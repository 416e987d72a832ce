import type { Alert, LoggedAlert } from '#lib/rules/alerts/alert.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { later, latest } from '#lib/rules/time/time.ts'
import { type Decision, type DecisionInput, decide } from './decide.ts'
import { flapSeconds } from './flapping.ts'
import { nothingSame } from './group-files.ts'
import { isBadNews } from './pending-changes.ts'
import type { KnownStatus, StatusLine } from './status-change.ts'

/** What would have been told: incidents of which customers heard, how many notices that were, and how late each first one was. */
export type ReplayTotal = { incidents: number; notices: number; firstAfterSeconds: number }

/** How long time alone is not asked again: the longer, the more often it brought nothing about. So a month of an open alert costs little. */
const leastPauseSeconds = 30
const longestPauseSeconds = 600

/** The engine on its own outcome, with nothing but the log of alerts: no work that was planned, and nothing that staff did. */
type EngineReplay = {
  /** Decides the next thing that time alone brings about until then. Returns whether there was none. */
  passTime(until: Date): boolean
  hear(line: LoggedAlert): void
  told(): ReplayTotal
}

type ReplayedFleet = Pick<DecisionInput, 'servers' | 'groups'>

/** A log of alerts, oldest first, and two policies; now: until when time passes. */
export type ReplayInput = {
  fleet: ReplayedFleet
  lines: readonly LoggedAlert[]
  policies: readonly [present: Policy, wanted: Policy]
  now: Date
}

/** looked: how many lines counted, which are all of them where isWhole. */
export type ReplayOutcome = { looked: number; isWhole: boolean; present: ReplayTotal; wanted: ReplayTotal }

/** Decides a log again by two policies. isLate is asked after each decision, which takes a millisecond or two, and ends it. */
export function replayBoth(
  { fleet, lines, policies, now }: ReplayInput,
  isLate: () => boolean,
): ReplayOutcome {
  const both = [beginReplay(fleet, policies[0]), beginReplay(fleet, policies[1])] as const
  const passTime = (until: Date) => {
    for (const replay of both) while (!isLate() && !replay.passTime(until));
  }
  let looked = 0
  for (const line of lines) {
    passTime(line.receivedAt)
    if (isLate()) break
    for (const replay of both) replay.hear(line)
    looked += 1
  }
  if (looked === lines.length) passTime(now)
  return {
    looked,
    isWhole: looked === lines.length && !isLate(),
    present: both[0].told(),
    wanted: both[1].told(),
  }
}

function beginReplay(fleet: ReplayedFleet, policy: Policy): EngineReplay {
  const alerts = new Map<string, Alert>()
  const incidents = new Map<string, Incident>()
  const statuses = new Map<string, KnownStatus>()
  /** When bad news of an incident went out first and last. */
  const badNotices = new Map<string, { firstAt: Date; lastAt: Date; startedAt: Date }>()
  let [notices, ids] = [0, 0]
  let wakeAt: Date | null = null
  let pauseSeconds = leastPauseSeconds

  function decideAt(lines: readonly LoggedAlert[], now: Date): void {
    const since = later(now, -policy.breakerMinutes * 60)
    const toldLately = new Set([...badNotices].flatMap(([id, { lastAt }]) => (lastAt > since ? [id] : [])))
    const before = { alerts: [...alerts.values()], incidents: [...incidents.values()], statuses, toldLately }
    const rest = { maintenance: [], heartbeats: [], suspectedAt: null, sameness: nothingSame }
    const decision = decide({ ...fleet, ...before, ...rest }, lines, policy, now, () => `replay-${ids++}`)
    keep(decision, now)
    const isQuiet = lines.length === 0 && decision.incidents.length + decision.alerts.length === 0
    pauseSeconds = isQuiet ? Math.min(longestPauseSeconds, pauseSeconds * 2) : leastPauseSeconds
    wakeAt = decision.wakeAt && latest([decision.wakeAt, later(now, pauseSeconds)])
  }

  function keep(decision: Decision, now: Date): void {
    for (const alert of decision.alerts) alerts.set(alert.id, alert)
    for (const incident of decision.incidents) incidents.set(incident.id, incident)
    // A server that is well again is like one of which nothing was ever known.
    for (const line of decision.statuses)
      if (line.impact === 'operational') statuses.delete(line.serverId)
      else statuses.set(line.serverId, statusOf(line))
    for (const { postId, kind } of decision.notices) {
      if (kind === 'held') continue
      notices += 1
      const startedAt = incidents.get(postId)?.startedAt ?? now
      if (isBadNews(kind))
        badNotices.set(postId, { startedAt, firstAt: badNotices.get(postId)?.firstAt ?? now, lastAt: now })
    }
    forget(alerts, incidents, later(now, -flapSeconds(policy)))
  }

  return {
    passTime(until) {
      if (wakeAt === null || wakeAt >= until) return true
      decideAt([], wakeAt)
      return false
    },
    hear: line => decideAt([line], line.receivedAt),
    told() {
      const delays = [...badNotices.values()].map(
        ({ firstAt, startedAt }) => (firstAt.getTime() - startedAt.getTime()) / 1000,
      )
      const sum = delays.reduce((all, delay) => all + delay, 0)
      return {
        incidents: badNotices.size,
        notices,
        firstAfterSeconds: badNotices.size > 0 ? sum / badNotices.size : 0,
      }
    },
  }
}

function statusOf({ impact, cause, postId, at }: StatusLine): KnownStatus {
  return { impact, cause, postId, at, until: null }
}

/** What no later decision rests on: episodes that ended before then, and incidents whose end was told. */
function forget(alerts: Map<string, Alert>, incidents: Map<string, Incident>, before: Date): void {
  for (const [id, { resolvedAt, affected }] of incidents) {
    const isUntold = affected.some(
      ({ announcedImpact }) => announcedImpact !== null && announcedImpact !== 'operational',
    )
    if (resolvedAt && resolvedAt < before && !isUntold) incidents.delete(id)
  }
  for (const [id, { closedAt }] of alerts) if (closedAt && closedAt < before) alerts.delete(id)
}
