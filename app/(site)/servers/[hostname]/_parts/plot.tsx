import { readerWords } from '#app/_components/site/reader-words.ts'
import {
  axisTop,
  firstHour,
  type HourReading,
  highestOf,
  type PlotPoint,
  type PlotSpan,
  plotHours,
  plotRuns,
  plotSpans,
} from '#lib/rules/servers/reading.ts'
import { measuredValue, plotFacts, type ReadingKind } from '#lib/words/servers.ts'

const height = 60

type Props = {
  measure: ReadingKind
  server: string
  hours: readonly HourReading[]
  /** What is shown, the current hour last. */
  shown: PlotSpan
  /** Planned work on the server. */
  work: readonly { from: Date; until: Date }[]
  now: Date
}

/** The average of each hour as a line, from its least to its most as a band, with a gap where nothing was measured. */
export function Plot({ measure, server, hours, shown, work, now }: Props) {
  const words = readerWords()
  const width = plotHours[shown]
  const from = firstHour(now, width)
  const runs = plotRuns(hours, from)
  const top = axisTop(highestOf(hours, from)?.most ?? 0)
  const id = `${measure}-${shown}`
  const { title, what } = plotFacts(words, { measure, server, shown, points: runs.flat() })
  const y = (value: number) => height - (value / top) * height
  return (
    <figure className="plot">
      <figcaption className="text-sm">{words(`servers.readings.shown.${shown}`)}</figcaption>
      <p aria-hidden="true" className="scale">
        <span>{measuredValue(words, measure, top)}</span>
        <span>{measuredValue(words, measure, 0)}</span>
      </p>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-labelledby={`${id}-title ${id}-what`}
      >
        <title id={`${id}-title`}>{title}</title>
        <desc id={`${id}-what`}>{what}</desc>
        {plotSpans(work, from, width).map(span => (
          <rect key={span.x} className="work" {...span} y={0} height={height} />
        ))}
        <path className="grid" d={`M0 ${height / 2}H${width}`} />
        {runs.map(run => (
          <g key={run[0]?.x}>
            <path className="band" d={band(run, y)} />
            <path className="line" d={line(run, y)} />
          </g>
        ))}
        <path className="axis" d={`M0 0V${height}H${width}`} />
      </svg>
      <p aria-hidden="true" className="ends">
        <span>{words(`servers.readings.from.${shown}`)}</span>
        <span>{words('servers.readings.until')}</span>
      </p>
    </figure>
  )
}

type Y = (value: number) => number

/** An hour alone is as wide as it lasted. */
function edges(run: readonly PlotPoint[]): PlotPoint[] {
  const [first, last] = [run[0], run.at(-1)]
  if (!first || !last) return []
  return [{ ...first, x: first.x - 0.5 }, ...run, { ...last, x: last.x + 0.5 }]
}

function line(run: readonly PlotPoint[], y: Y): string {
  return `M${edges(run)
    .map(point => at(point.x, y(point.average)))
    .join('L')}`
}

function band(run: readonly PlotPoint[], y: Y): string {
  const points = edges(run)
  const over = points.map(point => at(point.x, y(point.most)))
  const under = points.map(point => at(point.x, y(point.least))).reverse()
  return `M${[...over, ...under].join('L')}Z`
}

function at(x: number, y: number): string {
  return `${x} ${Math.round(y * 10) / 10}`
}
