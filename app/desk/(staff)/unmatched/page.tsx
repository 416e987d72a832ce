import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { Headline } from '#app/_components/desk/card.tsx'
import { SearchField, ServerNameOptions } from '#app/_components/desk/field.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { listUnmatched, type UnmatchedHost } from '#lib/flows/alerts/list-unmatched.ts'
import { UnmatchedCard } from './_parts/unmatched-card.tsx'
import { createServer, linkServer } from './actions.ts'

export const generateMetadata = (): Metadata => ({
  title: staffWords('deskAlerts.unmatchedPage.alertsWithoutAServer'),
})

/** More cards than this at once are no inbox. */
const cardsShown = 30

type Query = Record<'named' | 'again' | 'text' | 'page', string | string[] | undefined>

export default async function UnmatchedPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const [hosts, targets, query] = await Promise.all([
    listUnmatched(db, new Date()),
    readTargets(db),
    searchParams,
  ])
  const [page, text] = [pageOf(query.page), textOf(query.text)]
  const fitting = text === null ? hosts : hosts.filter(host => isCalled(host, text.toLowerCase()))
  const pages = Math.max(1, Math.ceil(fitting.length / cardsShown))
  if (page === null || page > pages) notFound()
  return (
    <>
      <Headline>{sentence(hosts.length)}</Headline>
      <p className="max-w-prose text-soft">{staffWords('deskAlerts.unmatchedPage.alertsOfTheLast')}</p>
      <Done query={query} />
      <ServerNameOptions hostnames={targets.servers.map(server => server.hostname)} />
      {hosts.length > 10 ? (
        <form className="mt-6 grid max-w-2xl items-end gap-3 sm:grid-cols-[1fr_auto]">
          <SearchField
            label={staffWords('deskAlerts.unmatchedPage.nameOrSource')}
            name="text"
            defaultValue={text ?? ''}
            maxLength={100}
          />
          <SubmitButton look="side">{staffWords('deskAlerts.unmatchedPage.show')}</SubmitButton>
        </form>
      ) : null}
      {fitting.length === 0 && hosts.length > 0 ? (
        <p className="mt-4 text-soft">{staffWords('deskAlerts.unmatchedPage.noNameFits')}</p>
      ) : null}
      <ul className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-4">
        {fitting.slice((page - 1) * cardsShown, page * cardsShown).map(host => (
          <li key={host.name ?? ''}>
            <UnmatchedCard
              host={host}
              groups={targets.groups}
              createServer={createServer}
              linkServer={linkServer}
            />
          </li>
        ))}
      </ul>
      <ListPages
        what={staffWords('deskAlerts.unmatchedPage.names')}
        page={page}
        pages={pages}
        href={number => listAddress('/desk/unmatched', { text, page: number })}
      />
    </>
  )
}

function isCalled({ name, hosts, sourceNames }: UnmatchedHost, text: string): boolean {
  return [name ?? '', ...hosts, ...sourceNames].some(each => each.toLowerCase().includes(text))
}

function sentence(count: number): string {
  if (count === 0) return staffWords('deskAlerts.unmatchedPage.everyAlertHasFound')
  return staffWords('deskAlerts.unmatchedPage.unknownNames', { count })
}

/** What the last form of this page did. */
function Done({ query: { named, again } }: { query: Query }) {
  const count = typeof again === 'string' && /^\d{1,6}$/.test(again) ? Number(again) : null
  if (typeof named !== 'string' || !/^[a-z0-9.-]{1,253}$/.test(named) || count === null) return null
  const judged = staffWords('deskAlerts.unmatchedPage.waitingAlerts', { count })
  return (
    <p role="status" className="mt-4 text-ok">
      {staffWords.rich('deskAlerts.unmatchedPage.namedHasTheName', {
        named,
        judged,
        count,
        alerts: text => <a href={`/desk/alerts?server=${named}`}>{text}</a>,
      })}
    </p>
  )
}
