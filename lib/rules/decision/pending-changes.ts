import type { Affected, Incident } from '#lib/rules/incidents/incident.ts'
import { isJudged } from '#lib/rules/incidents/judgement.ts'
import { endOf, isMutedBy } from '#lib/rules/maintenance/maintenance.ts'
import { compareImpact, type Impact, isShownClear, worst } from '#lib/rules/servers/status.ts'
import { earliest, later, latest } from '#lib/rules/time/time.ts'
import type { Situation } from './situation.ts'

/** A difference between what is true of a server and what customers were last told. */
type ChangeKind = 'began' | 'worsened' | 'intermittent' | 'ended'

export type PendingChanges = {
  /** What is to be told now. */
  due: ReadonlyMap<Affected, ChangeKind>
  /** When what is pending becomes due; null: nothing is. */
  retryAt: Date | null
}

/**
 * What customers must hear of a published incident, and when. Bad news is told at once, or where something of the incident
 * was told a moment ago, together with what else comes until that moment is over: who watches another server of it has
 * heard nothing yet. What is worse than anything told of it does not wait for that. An end waits until the incident is
 * over, or has been quiet for long enough; what is over before it was told is never told. Maintenance holds bad news back,
 * but for what a person said. While staff may take back what they did, nothing of it is told.
 */
export function pendingChanges(incident: Incident, situation: Situation): PendingChanges {
  const moments = momentsOf(incident, situation)
  const timed = incident.affected.flatMap(row => {
    const kind = differenceOf(row)
    if (!kind) return []
    const ownAt = latest([ownTime(row, kind, situation), incident.tellFrom ?? situation.now])
    return [{ row, kind, ownAt, at: latest([ownAt, incidentTime(row, kind, moments, situation)]) }]
  })
  // A notice goes out anyway: what else is bad goes with it.
  const isNoticeDue = timed.some(({ kind, at }) => isBadNews(kind) && at <= situation.now)
  const isDue = ({ kind, ownAt, at }: (typeof timed)[number]) =>
    at <= situation.now || (isNoticeDue && isBadNews(kind) && ownAt <= situation.now)
  return {
    due: new Map(timed.filter(isDue).map(({ row, kind }) => [row, kind])),
    retryAt: earliest(timed.filter(item => !isDue(item)).map(item => item.at)),
  }
}

/** Bad news is what customers do not want to hear: all but an end. */
export const badKinds = ['began', 'worsened', 'intermittent'] as const satisfies ChangeKind[]

/** Whether a notice of this kind says that something got worse. */
export function isBadNews(kind: string): boolean {
  return badKinds.some(bad => bad === kind)
}

function differenceOf(row: Affected): ChangeKind | null {
  const told = row.announcedImpact ?? 'operational'
  if (row.endedAt) return told === 'operational' ? null : 'ended'
  // Clear again before anybody was told: there is nothing to tell.
  if (isShownClear(row)) return null
  if (isQuiet(row)) return null
  const isWorse = compareImpact(row.impact, told) > 0
  if (row.isIntermittent && !row.isAnnouncedIntermittent) return 'intermittent'
  if (told === 'operational') return isWorse ? 'began' : null
  // Who was told that it fails by turns hears that it stays so.
  const isStable = row.isAnnouncedIntermittent && !row.isIntermittent
  return isStable || isWorse ? 'worsened' : null
}

/** It is no worse than what a person said of it, who wanted nobody to be told. */
function isQuiet(row: Affected): boolean {
  if (!row.isJudgedQuietly || row.judgedImpact === null) return false
  return isJudged(row) && compareImpact(row.impact, row.judgedImpact) <= 0
}

/** The moments that all news of an incident shares. */
type Moments = {
  /** The worst that customers believe of it. */
  believed: Impact
  isOver: boolean
  /** When an end of a part of it may be told. */
  quietUntil: Date
  /** When what came after its last notice is told together. */
  gatheredAt: Date
}

function momentsOf({ affected, lastNoticeAt }: Incident, { now, policy }: Situation): Moments {
  const believed = affected.map(row => row.announcedImpact).filter(impact => impact !== null)
  return {
    believed: worst(believed),
    isOver: affected.every(row => row.endedAt),
    quietUntil: lastNoticeAt ? later(lastNoticeAt, policy.quietMinutes * 60) : now,
    gatheredAt: lastNoticeAt ? later(lastNoticeAt, policy.gatherSeconds) : now,
  }
}

/** When the incident as a whole lets this news out. */
function incidentTime(row: Affected, kind: ChangeKind, moments: Moments, { now }: Situation): Date {
  const { believed, isOver, quietUntil, gatheredAt } = moments
  if (kind === 'ended') return isOver ? now : quietUntil
  return compareImpact(row.impact, believed) > 0 ? now : gatheredAt
}

/** When the server itself lets it out: maintenance mutes it. */
function ownTime(row: Affected, kind: ChangeKind, { now, maintenance }: Situation): Date {
  if (kind === 'ended') return now
  const isMuted = row.cause !== 'suspicious-file' && !isJudged(row)
  const period = isMuted ? maintenance.get(row.serverId) : undefined
  return period && isMutedBy(period, row.cause) ? latest([now, endOf(period)]) : now
}
