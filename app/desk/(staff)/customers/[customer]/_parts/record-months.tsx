import { Part } from '#app/_components/desk/card.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import {
  type RecordServer,
  type RecordTimes,
  totalOf,
  uptimeShare,
  wholeMinutes,
} from '#lib/rules/customers/record.ts'
import { monthName } from '#lib/words/moment.ts'

/** How many lines are shown; the files have all. */
const mostLines = 240

const columns = ['month', 'down', 'partly', 'degraded', 'maintenance', 'withoutData', 'uptime'] as const

/** The months of each server with their sum. */
export function RecordMonths({ servers }: { servers: readonly RecordServer[] }) {
  const lines = servers.reduce((sum, { months }) => sum + months.length, 0)
  return (
    <>
      {shownOf(servers).map(({ server, months }) => (
        <Part key={server.id} title={staffWords('record.monthsTitle', { label: server.label })}>
          {server.months.length === 0 ? (
            <p>{staffWords('record.noMonths')}</p>
          ) : (
            <MonthTable server={server} months={months} />
          )}
        </Part>
      ))}
      {lines > mostLines ? (
        <p className="mt-4">
          {staffWords('deskCustomers.recordMonths.onlyFirstMonthsShown', {
            mostLines: String(mostLines),
            lines,
          })}
        </p>
      ) : null}
    </>
  )
}

type Shown = { server: RecordServer; months: RecordServer['months'] }

function shownOf(servers: readonly RecordServer[]): Shown[] {
  let left = mostLines
  return servers.flatMap(server => {
    if (left <= 0) return []
    const months = server.months.slice(0, left)
    left -= months.length
    return [{ server, months }]
  })
}

function MonthTable({ server, months }: Shown) {
  const label = staffWords('deskCustomers.recordMonths.monthsOfLabel', { label: server.label })
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled sideways has to be reached by keys.
    <section className="overflow-x-auto" aria-label={label} tabIndex={0}>
      <table className="w-full min-w-[44rem] text-right tabular-nums">
        <thead className="text-sm text-soft">
          <tr>
            {columns.map(column => (
              <th key={column} scope="col" className="p-1 font-normal first:text-left">
                {staffWords(`record.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, times }) => (
            <TimesRow key={month} name={monthName(staffWords, month)} times={times} />
          ))}
          <TimesRow name={staffWords('record.total')} times={totalOf(server)} />
        </tbody>
      </table>
    </section>
  )
}

function TimesRow({ name, times }: { name: string; times: RecordTimes }) {
  const { majorMs, partialMs, degradedMs, maintenanceMs, withoutDataMs } = times
  const share = uptimeShare(times)
  return (
    <tr className="border-t border-line">
      <th scope="row" className="p-1 text-left font-normal">
        {name}
      </th>
      {Object.entries({ majorMs, partialMs, degradedMs, maintenanceMs, withoutDataMs }).map(([part, ms]) => (
        <td key={part} className="p-1">
          {wholeMinutes(ms).toLocaleString(staffWords('language.tag'))}
        </td>
      ))}
      <td className="p-1 font-semibold">
        {share === null ? staffWords('record.nothingCounts') : staffWords('record.percent', { share })}
      </td>
    </tr>
  )
}
