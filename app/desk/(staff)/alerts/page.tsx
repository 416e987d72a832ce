import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readAlertLog } from '#db/reads/alerts/desk-alerts.ts'
import { readSourceNames } from '#db/reads/sources/desk-sources.ts'
import { listUnmatched } from '#lib/flows/alerts/list-unmatched.ts'
import { AlertSearch } from './_parts/alert-search.tsx'
import { LogLine } from './_parts/log-line.tsx'
import { filterOf, olderThan, type Query } from './query.ts'

export const metadata: Metadata = { title: 'Alerts' }

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
      <Headline>What the scanners said, and what became of it</Headline>
      <p className="mb-4">
        <a href="/desk/unmatched">Alerts without a server: {unmatched.length.toLocaleString('en')}</a>{' '}
        <span className="text-soft">(names that came within 30 days and are none of ours)</span>
      </p>
      <AlertSearch filter={filter} sources={sources} />
      {lines.length === 0 ? (
        <p className="text-soft">
          {Object.keys(query).length > 0 ? (
            'No alert fits.'
          ) : (
            <>
              No alert has come yet. <a href="/desk/sources">Sources</a> say how each tool sends them.
            </>
          )}
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
            Older
          </a>
        </p>
      ) : null}
    </>
  )
}
