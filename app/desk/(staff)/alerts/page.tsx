import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readAlertLog } from '#db/reads/alerts/desk-alerts.ts'
import { readSourceNames } from '#db/reads/sources/desk-sources.ts'
import { listUnmatched } from '#lib/flows/alerts/list-unmatched.ts'
import { AlertSearch } from './_parts/alert-search.tsx'
import { LogLine } from './_parts/log-line.tsx'
import { filterOf, olderThan, type Query } from './query.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskAlerts.page.alerts') })

export default async function AlertsPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const query = await searchParams
  const filter = filterOf(query)
  const [{ lines, hasOlder }, sources, unmatched] = await Promise.all([
    readAlertLog(db, filter),
    readSourceNames(db, filter.sourceId),
    listUnmatched(db, new Date()),
  ])
  const last = lines.at(-1)
  return (
    <>
      <Headline>{staffWords('deskAlerts.page.whatTheScannersSaid')}</Headline>
      <p className="mb-4">
        <a href="/desk/unmatched">
          {staffWords('deskAlerts.page.alertsWithoutAServer', { unmatched: unmatched.length })}
        </a>{' '}
        <span className="text-soft">{staffWords('deskAlerts.page.namesThatCameWithin')}</span>
      </p>
      <AlertSearch filter={filter} sources={sources} />
      {lines.length === 0 ? (
        <p className="text-soft">
          {Object.keys(query).length > 0
            ? staffWords('deskAlerts.page.noAlertFits')
            : staffWords.rich('deskAlerts.page.noAlertHasCome', {
                sources: text => <a href="/desk/sources">{text}</a>,
              })}
        </p>
      ) : null}
      <ol className="rows">
        {lines.map(line => (
          <LogLine key={line.sequence} line={line} />
        ))}
      </ol>
      {hasOlder && last ? (
        <p className="mt-5">
          <a href={olderThan(query, last.sequence)} rel="next">
            {staffWords('deskAlerts.page.older')}
          </a>
        </p>
      ) : null}
    </>
  )
}
