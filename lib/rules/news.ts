import type { Affected, Incident } from './incident.ts'
import { endOf } from './maintenance.ts'
import type { Present } from './present.ts'
import { compareImpact, type Impact, worst } from './status.ts'
import { earliest, later, latest } from './time.ts'

/** A difference between what is true of a server and what customers were last told. */
type NewsKind = 'began' | 'worsened' | 'intermittent' | 'ended'

/** The last end of a server's trouble that customers were told: when, and what had ended. */
export type ToldEnd = { at: Date; impact: Impact }

export type DueNews = {
  /** What is to be told now. */
  due: ReadonlyMap<Affected, NewsKind>
  /** When what is pending becomes due; null: nothing is. */
  retryAt: Date | null
}

/**
 * What customers must hear of a published incident, and when. Told at once: the first news, a rise in severity, and the
 * end of the whole incident. All else waits until the incident has been quiet for long enough, and is then told
 * together; what is over by then is never told. Planned work holds bad news back until it ends.
 */
export function newsOf(
  incident: Incident,
  toldEnds: ReadonlyMap<string, ToldEnd>,
  present: Present,
): DueNews {
  const differences = incident.affected.flatMap(row => {
    const kind = differenceOf(row)
    return kind ? [{ row, kind, ownAt: ownTime(row, kind, toldEnds, present) }] : []
  })
  const moments = momentsOf(incident, differences, present)
  const timed = differences.map(item => ({
    ...item,
    at: latest([item.ownAt, turnOf(item, moments, present)]),
  }))
  // A notice goes out anyway: what else is bad goes with it.
  const isTelling = timed.some(({ kind, at }) => isBadNews(kind) && at <= present.now)
  const isDue = ({ kind, ownAt, at }: (typeof timed)[number]) =>
    at <= present.now || (isTelling && isBadNews(kind) && ownAt <= present.now)
  return {
    due: new Map(timed.filter(isDue).map(({ row, kind }) => [row, kind])),
    retryAt: earliest(timed.filter(item => !isDue(item)).map(item => item.at)),
  }
}

/** Bad news is what customers do not want to hear: all but an end. */
export function isBadNews(kind: string): boolean {
  return kind === 'began' || kind === 'worsened' || kind === 'intermittent'
}

function differenceOf(row: Affected): NewsKind | null {
  const told = row.announcedImpact ?? 'operational'
  if (row.endedAt) return told === 'operational' ? null : 'ended'
  // Clear again before anybody was told: there is nothing to tell.
  if (row.clearedAt) return null
  if (row.isIntermittent) return row.isAnnouncedIntermittent ? null : 'intermittent'
  if (told === 'operational') return row.impact === 'operational' ? null : 'began'
  return row.isAnnouncedIntermittent || compareImpact(row.impact, told) > 0 ? 'worsened' : null
}

type Difference = { row: Affected; kind: NewsKind; ownAt: Date }

/** The moments that all news of an incident shares. */
type Moments = {
  /** The worst that customers believe of it. */
  believed: Impact
  isOver: boolean
  /** When the quiet time ends. */
  quietUntil: Date
  /** When the servers that failed together with the first ones are told; null: they were, or there are none. */
  gatheredAt: Date | null
}

function momentsOf(incident: Incident, differences: readonly Difference[], present: Present): Moments {
  const { affected, lastNoticeAt } = incident
  const believed = affected.map(row => row.announcedImpact).filter(impact => impact !== null)
  return {
    believed: worst(believed),
    isOver: affected.every(row => row.endedAt),
    quietUntil: lastNoticeAt ? later(lastNoticeAt, present.policy.quietMinutes * 60) : present.now,
    gatheredAt: gatheredAt(incident, differences, present),
  }
}

/** A while after the last of them failed. Told just once: after its second notice an incident is quiet. */
function gatheredAt(
  { affected, lastNoticeAt }: Incident,
  differences: readonly Difference[],
  { policy }: Present,
): Date | null {
  if (!lastNoticeAt) return null
  const isFirst = affected.every(
    ({ announcedAt }) => !announcedAt || announcedAt.getTime() === lastNoticeAt.getTime(),
  )
  const together = differences.filter(
    ({ row, kind }) => kind === 'began' && row.since <= later(lastNoticeAt, policy.groupSeconds),
  )
  if (!isFirst || together.length === 0) return null
  return later(latest([lastNoticeAt, ...together.map(({ row }) => row.since)]), policy.gatherSeconds)
}

/** When the incident as a whole lets this news out. */
function turnOf({ row, kind }: Difference, moments: Moments, { now, policy }: Present): Date {
  const { believed, isOver, quietUntil, gatheredAt } = moments
  if (kind === 'ended') return isOver ? now : quietUntil
  if (kind === 'intermittent') return quietUntil
  if (compareImpact(row.impact, believed) > 0) return now
  const isTogether = kind === 'began' && gatheredAt && later(row.since, policy.gatherSeconds) <= gatheredAt
  return isTogether ? (earliest([gatheredAt, quietUntil]) ?? quietUntil) : quietUntil
}

/** When the server itself lets it out: planned work mutes it, and who has just heard of its end is not alarmed at once. */
function ownTime(
  row: Affected,
  kind: NewsKind,
  toldEnds: ReadonlyMap<string, ToldEnd>,
  { now, policy, work }: Present,
): Date {
  if (kind === 'ended') return now
  const window = row.cause === 'suspicious-file' ? undefined : work.get(row.serverId)
  const end = kind === 'began' ? (toldEnds.get(row.serverId) ?? null) : null
  const isCalm = end !== null && compareImpact(row.impact, end.impact) <= 0
  return latest([
    now,
    ...(window ? [endOf(window)] : []),
    ...(isCalm ? [later(end.at, policy.quietMinutes * 60)] : []),
  ])
}
