import type { PostPhase } from '#lib/rules/posts/post.ts'
import { type Cause, type Impact, isShownClear, worst } from '#lib/rules/servers/status.ts'
import { type ComponentStatus, impactStatus } from './component-status.ts'

export type StatuspagePhase = 'investigating' | 'identified' | 'monitoring' | 'resolved' | 'postmortem'
export type StatuspageImpact = 'none' | 'minor' | 'major' | 'critical'

/** When a server was in the trouble of an incident. */
export type AffectedTimes = {
  serverId: string
  impact: Impact
  cause: Cause
  isIntermittent: boolean
  since: Date
  clearedAt: Date | null
  endedAt: Date | null
}

/** The worst that an incident has done to a server. */
export function incidentImpact(affected: readonly Pick<AffectedTimes, 'impact'>[]): StatuspageImpact {
  switch (worst(affected.map(row => row.impact))) {
    case 'major_outage':
      return 'critical'
    case 'partial_outage':
      return 'major'
    case 'degraded':
      return 'minor'
    case 'maintenance':
    case 'operational':
      return 'none'
  }
}

/** What became of a server from one moment to another. */
export type ComponentChange = { serverId: string; from: ComponentStatus; to: ComponentStatus }

/** How an incident went. Each question costs a search and what it finds, however many servers there are: it is asked for every update. */
export type IncidentCourse = {
  /** How far it was at a moment, by its phase then and its servers: all of them clear is what Statuspage calls monitoring. */
  statusAt(phase: PostPhase | null, at: Date): StatuspagePhase
  /** The servers that changed after one moment, by another. after: null: before anything began. */
  changes(after: Date | null, by: Date): ComponentChange[]
}

/** The course of an incident by what is known of its servers now. */
export function incidentCourse(affected: readonly AffectedTimes[]): IncidentCourse {
  const spans = affected.map(row => ({ row, ...spanOf(row) }))
  const begins = spans.map(span => span.begin).sort((a, b) => a - b)
  const ends = spans.map(span => span.end).sort((a, b) => a - b)
  const turns = spans.flatMap(({ begin, end }, index) => [begin, end].map(at => ({ at, index })))
  turns.sort((a, b) => a.at - b.at)
  const times = turns.map(turn => turn.at)
  return {
    statusAt(phase, at) {
      if (phase === 'resolved') return 'resolved'
      const begun = countUntil(begins, at.getTime())
      if (begun > 0 && countUntil(ends, at.getTime()) === begun) return 'monitoring'
      return phase === 'identified' || phase === 'monitoring' ? phase : 'investigating'
    },
    changes(after, by) {
      const [from, to] = [after?.getTime() ?? Number.NEGATIVE_INFINITY, by.getTime()]
      const between = turns.slice(countUntil(times, from), countUntil(times, to))
      const turned = [...new Set(between.map(turn => turn.index))].sort((a, b) => a - b)
      return turned.flatMap(index => {
        const span = spans[index]
        return span ? changeOf(span, from, to) : []
      })
    },
  }
}

type TroubleSpan = { begin: number; end: number }

/** When a server was in trouble, from its beginning until before its end. Who fails by turns is not clear between two failures. */
function spanOf({ since, cause, isIntermittent, clearedAt, endedAt }: AffectedTimes): TroubleSpan {
  const begin = since.getTime()
  const isCleared = clearedAt !== null && isShownClear({ clearedAt, cause }) && !isIntermittent
  const clear = isCleared ? clearedAt.getTime() : Number.POSITIVE_INFINITY
  return { begin, end: Math.max(begin, Math.min(clear, endedAt?.getTime() ?? Number.POSITIVE_INFINITY)) }
}

function changeOf(span: TroubleSpan & { row: AffectedTimes }, after: number, by: number): ComponentChange[] {
  const { row, begin, end } = span
  const status = (at: number) => (begin <= at && at < end ? impactStatus(row.impact) : 'operational')
  const [from, to] = [status(after), status(by)]
  return from === to ? [] : [{ serverId: row.serverId, from, to }]
}

/** How many of these times are until a moment, by halves. */
function countUntil(sorted: readonly number[], at: number): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return low
}
