import type { Metadata } from 'next'
import { Headline } from '#app/_components/desk/card.tsx'
import { ServerNameOptions } from '#app/_components/desk/field.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { listUnmatched } from '#lib/flows/alerts/list-unmatched.ts'
import { UnmatchedCard } from './_parts/unmatched-card.tsx'
import { createServer, linkServer } from './actions.ts'

export const metadata: Metadata = { title: 'Unmatched' }

/** More cards than this at once are no inbox; the rest follows when these are done. */
const cardsShown = 30

type Query = { named?: string | string[]; again?: string | string[] }

export default async function UnmatchedPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const [hosts, targets, query] = await Promise.all([
    listUnmatched(db, new Date()),
    readTargets(db),
    searchParams,
  ])
  return (
    <>
      <Headline>{sentence(hosts.length)}</Headline>
      <p className="max-w-prose text-soft">
        Alerts of the last 30 days that named no server of ours, by the name that they gave. Once a name has a
        server, what still fires under it is judged again.
      </p>
      <Done query={query} />
      <ServerNameOptions hostnames={targets.servers.map(server => server.hostname)} />
      <ul className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-4">
        {hosts.slice(0, cardsShown).map(host => (
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
      {hosts.length > cardsShown ? (
        <p className="mt-4 text-soft">{hosts.length - cardsShown} more follow when these are done.</p>
      ) : null}
    </>
  )
}

function sentence(count: number): string {
  if (count === 0) return 'Every alert has found its server.'
  return count === 1 ? 'One name belongs to no server.' : `${count} names belong to no server.`
}

/** What the last form of this page did. */
function Done({ query: { named, again } }: { query: Query }) {
  const count = typeof again === 'string' && /^\d{1,6}$/.test(again) ? Number(again) : null
  if (typeof named !== 'string' || !/^[a-z0-9.-]{1,253}$/.test(named) || count === null) return null
  const judged = count === 1 ? 'One waiting alert is' : `${count} waiting alerts are`
  return (
    <p role="status" className="mt-4 text-ok">
      {named} has the name now. {count === 0 ? 'Nothing still fired under it.' : `${judged} judged again.`}{' '}
      <a href={`/desk/alerts?server=${named}`}>Its alerts</a>
    </p>
  )
}
