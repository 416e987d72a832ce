import { readerWords } from '#app/_components/site/reader-words.ts'
import { historyDays, type ServerPage } from '#db/reads/servers/server-page.ts'
import { dayStart } from '#lib/rules/servers/history.ts'
import { uptimeFormula } from '#lib/rules/servers/uptime.ts'
import { type UptimePeriod, uptimePeriods } from '#lib/rules/servers/uptime-periods.ts'
import { shortDay } from '#lib/words/moment.ts'
import { percentOf, periodName, uptimeParts } from '#lib/words/uptime.ts'
import type { ServerPast } from './last-days.tsx'
import './uptime.css'

type Props = { page: ServerPast & Pick<ServerPage, 'finalMonths'> }

/** How much of the time the server was up, by a formula that stands beside it. */
export function Uptime({ page: { server, changes, finalMonths, until, now } }: Props) {
  const words = readerWords()
  const from = dayStart(until, historyDays - 1)
  const { createdAt: since, retiredAt } = server
  const periods = uptimePeriods({ changes, from, since, final: finalMonths, retiredAt }, now)
  return (
    <section aria-labelledby="uptime" className="mt-9">
      <h2 id="uptime" className="section-title mb-2">
        {words('servers.uptime.title')}
      </h2>
      <p className="max-w-[68ch]">{words('servers.uptime.what', { server: server.label })}</p>
      <table className="uptime mt-3 w-full max-w-[60rem] text-start figures">
        <caption className="sr-only">{words('servers.uptime.table', { server: server.label })}</caption>
        <thead className="text-sm text-soft">
          <tr>
            <th scope="col">{words('servers.uptime.period')}</th>
            <th scope="col">{words('servers.uptime.share')}</th>
            <th scope="col">{words('servers.uptime.parts')}</th>
          </tr>
        </thead>
        <tbody>
          {periods.map(period => (
            <Row
              key={period.is === 'days' ? period.days : period.month}
              period={period}
              isRetired={retiredAt !== null}
              now={now}
            />
          ))}
        </tbody>
      </table>
      <p className="mt-3 max-w-[68ch] text-sm text-soft">
        {words('servers.uptime.final', { formula: String(uptimeFormula) })}
      </p>
    </section>
  )
}

function Row({ period, isRetired, now }: { period: UptimePeriod; isRetired: boolean; now: Date }) {
  const words = readerWords()
  const { since, sums } = period
  return (
    <tr>
      <th scope="row" className="font-normal">
        {periodName(words, period, isRetired, now)}
        {since ? (
          <span className="block text-sm text-soft">
            {words('servers.uptime.since', { day: shortDay(words, since, now) })}
          </span>
        ) : null}
      </th>
      <td className="font-semibold">{percentOf(words, sums)}</td>
      <td>{uptimeParts(words, sums).join(' · ')}</td>
    </tr>
  )
}
