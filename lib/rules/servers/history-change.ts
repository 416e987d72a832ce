import type { StatusChange } from './history.ts'
import { compareImpact } from './status.ts'

/** A line of a server's status history with what it is owed to. */
export type HistoryLine = StatusChange & { postId: string | null; alertId: string | null }

/** A period of time. until null: it lasts. */
export type TroublePeriod = { from: Date; until: Date | null }

type Shown = Omit<HistoryLine, 'at'>

const calm: Shown = { impact: 'operational', cause: null, postId: null, alertId: null }

/** The history as it is when a server was in this as well meanwhile: the worse counts. lines: in order of time. */
export function withTrouble(
  lines: readonly HistoryLine[],
  period: TroublePeriod,
  trouble: Shown,
): HistoryLine[] {
  return redrawn(lines, period, shown => (compareImpact(trouble.impact, shown.impact) > 0 ? trouble : shown))
}

/** The history as it is when what this post says of that period was not so. */
export function withoutTrouble(
  lines: readonly HistoryLine[],
  period: TroublePeriod,
  postId: string,
): HistoryLine[] {
  return redrawn(lines, period, shown => (shown.postId === postId ? calm : shown))
}

/** What the history says of a moment. */
export function shownAt(lines: readonly HistoryLine[], at: Date): Shown {
  const line = lines.findLast(each => each.at <= at)
  return line ? shownBy(line) : calm
}

function redrawn(
  lines: readonly HistoryLine[],
  { from, until }: TroublePeriod,
  change: (shown: Shown) => Shown,
): HistoryLine[] {
  if (until && until <= from) return [...lines]
  const isWithin = (at: Date) => at > from && (until === null || at < until)
  const after = until ? [{ at: until, ...shownAt(lines, until) }] : []
  return withoutRepetition([
    ...lines.filter(line => line.at < from),
    { at: from, ...change(shownAt(lines, from)) },
    ...lines.filter(line => isWithin(line.at)).map(line => ({ at: line.at, ...change(shownBy(line)) })),
    ...after,
    ...lines.filter(line => until !== null && line.at > until),
  ])
}

function shownBy({ impact, cause, postId, alertId }: HistoryLine): Shown {
  return { impact, cause, postId, alertId }
}

function withoutRepetition(lines: readonly HistoryLine[]): HistoryLine[] {
  const [first] = lines
  const isCalmStart = first?.impact === 'operational' && first.cause === null
  const kept = lines.filter((line, i) => {
    const before = lines[i - 1]
    return (
      !before || before.impact !== line.impact || before.cause !== line.cause || before.postId !== line.postId
    )
  })
  // What was always fine needs no line to say so.
  return isCalmStart && kept.length === 1 ? [] : kept
}
