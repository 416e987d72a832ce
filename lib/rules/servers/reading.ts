import { later } from '#lib/rules/time/time.ts'

/** What an agent measured on its server. */
export type AgentReading = {
  at: Date
  /** Its online processors. */
  cores: number
  /** Processes that ran or waited, on average over one minute. */
  load: number
  /** How long the server took to answer its agent, in milliseconds; null: the agent did not say. */
  responseMs: number | null
}

/** One measure of an hour. hour: when it began. */
export type HourReading = { hour: Date; least: number; average: number; most: number; mostAt: Date }

const hourMs = 3_600_000
/** What a plot shows, in hours. */
export const plotHours = { day: 24, week: 168 } as const
export type PlotSpan = keyof typeof plotHours

const keptDays = 90
/** Agents report every few minutes: what is older does not say how it is now. */
const currentSeconds = 900

/** What was measured before this is forgotten. */
export function readingsTooOld(now: Date): Date {
  return later(now, -keptDays * 86_400)
}

/** Whether what was measured then still says how the server is. */
export function isCurrentReading(at: Date, now: Date): boolean {
  return at >= later(now, -currentSeconds)
}

/** When the first of this many hours began, the current one counted. */
export function firstHour(now: Date, hours: number): Date {
  return new Date((Math.floor(now.getTime() / hourMs) - hours + 1) * hourMs)
}

/** The hour with the highest value, of those that are not older; null: there is none. */
export function highestOf(hours: readonly HourReading[], from: Date): HourReading | null {
  const within = hours.filter(({ hour }) => hour >= from)
  return within.reduce<HourReading | null>((top, each) => (top && top.most >= each.most ? top : each), null)
}

/** An hour in a plot: x counts hours from its left edge, to the middle of this one. */
export type PlotPoint = Pick<HourReading, 'least' | 'average' | 'most'> & { x: number }

/** Hours one after the other, each run without a gap, in order of time; hours that begin before from are left out. */
export function plotRuns(hours: readonly HourReading[], from: Date): PlotPoint[][] {
  const runs: PlotPoint[][] = []
  for (const { hour, least, average, most } of hours) {
    if (hour < from) continue
    const x = (hour.getTime() - from.getTime()) / hourMs + 0.5
    const last = runs.at(-1)
    const point = { x, least, average, most }
    if (last && x - (last.at(-1)?.x ?? 0) <= 1) last.push(point)
    else runs.push([point])
  }
  return runs
}

/** The end of an axis that has room for this value: 1, 2 or 5 times a power of ten; at least 1. */
export function axisTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, most)))
  return [1, 2, 5, 10].map(step => step * power).find(top => top >= most) ?? 10 * power
}

/** Times within those hours, in hours from the left edge. */
export function plotSpans(
  spans: readonly { from: Date; until: Date }[],
  from: Date,
  hours: number,
): { x: number; width: number }[] {
  return spans.flatMap(span => {
    const [begin, end] = [span.from, span.until].map(at =>
      Math.min(hours, Math.max(0, (at.getTime() - from.getTime()) / hourMs)),
    )
    return begin !== undefined && end !== undefined && end > begin ? [{ x: begin, width: end - begin }] : []
  })
}
