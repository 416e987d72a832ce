import './plot.css'
import { Moment } from '#app/_components/site/moment.tsx'
import { readerWords } from '#app/_components/site/reader-words.ts'
import type { ServerReadings } from '#db/reads/servers/readings.ts'
import type { ServerPage } from '#db/reads/servers/server-page.ts'
import {
  firstHour,
  type HourReading,
  highestOf,
  isCurrentReading,
  plotHours,
} from '#lib/rules/servers/reading.ts'
import { measuredValue, type ReadingKind } from '#lib/words/servers.ts'
import { Plot } from './plot.tsx'

/** What the server's agent measured, where it has one. */
export function Readings({ page, readings }: { page: ServerPage; readings: ServerReadings }) {
  const words = readerWords()
  const work = workOf(page)
  const { load, response, last } = readings
  return (
    <section aria-labelledby="readings" className="mt-9">
      <h2 id="readings" className="section-title mb-2">
        {words('servers.readings.title')}
      </h2>
      <Measured page={page} measure="load" hours={load} last={last.load} readings={readings} work={work} />
      {response.length > 0 ? (
        <Measured
          page={page}
          measure="response"
          hours={response}
          last={last.responseMs}
          readings={readings}
          work={work}
        />
      ) : null}
      <p className="mt-3 max-w-[68ch] text-sm text-soft">
        {words('servers.readings.legend', { hasWork: work.length > 0 ? 'yes' : 'no' })}
      </p>
    </section>
  )
}

type Work = { from: Date; until: Date }[]

/** When planned work was going on, by the history that the page shows too. */
function workOf({ changes, now }: ServerPage): Work {
  return changes.flatMap((change, index) =>
    change.impact === 'maintenance' ? [{ from: change.at, until: changes[index + 1]?.at ?? now }] : [],
  )
}

type Props = {
  page: ServerPage
  measure: ReadingKind
  hours: readonly HourReading[]
  /** null: what was told last does not have it. */
  last: number | null
  readings: ServerReadings
  work: Work
}

function Measured({ page: { server, now }, measure, hours, last, readings, work }: Props) {
  const words = readerWords()
  const { at, cores } = readings.last
  const highest = highestOf(hours, firstHour(now, plotHours.day))
  const facts = { value: last === null ? '' : measuredValue(words, measure, last), cores }
  const say = isCurrentReading(at, now) ? 'now' : 'before'
  const shared = { measure, hours, server: server.label, work, now }
  return (
    <>
      <p className="mt-3">
        {last === null
          ? null
          : words.rich(`servers.readings.${measure}.${say}`, {
              ...facts,
              time: () => <Moment at={at} now={now} />,
            })}{' '}
        {highest
          ? words.rich('servers.readings.highest', {
              value: measuredValue(words, measure, highest.most),
              time: () => <Moment at={highest.mostAt} now={now} />,
            })
          : null}
      </p>
      <div className="plots mt-2">
        <Plot shown="day" {...shared} />
        <Plot shown="week" {...shared} />
      </div>
    </>
  )
}
