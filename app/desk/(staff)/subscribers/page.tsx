import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import {
  countSubscribers,
  readSubscriberList,
  type SubscriberCounts,
  subscriberStates,
} from '#db/reads/subscribers/desk-subscribers.ts'
import { readCommentsBy } from '#db/reads/subscribers/person.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { invitedPerMinute } from '#lib/rules/subscribers/given.ts'
import { SubscriberRow } from './_parts/subscriber-row.tsx'
import { stateWords } from './_parts/subscriber-state.tsx'
import { stopInviting } from './actions.ts'
import { type SubscriberQuery, type SubscriberSearch, searchOf, subscribersAddress } from './query.ts'

export const metadata: Metadata = { title: 'Subscribers' }

export default async function SubscribersPage({ searchParams }: { searchParams: Promise<SubscriberQuery> }) {
  const { db } = await requireStaff()
  const query = await searchParams
  const search = searchOf(query, await readTargets(db))
  const { filter, page } = search
  const [counts, list] = await Promise.all([
    countSubscribers(db),
    page === null ? null : readSubscriberList(db, filter, page),
  ])
  if (!list) notFound()
  const written = filter.text?.includes('@') ? await readCommentsBy(db, filter.text) : []
  return (
    <>
      <Headline>{sentence(counts)}</Headline>
      {query.erased === 'yes' ? (
        <p role="status" className="text-ok">
          Erased.
        </p>
      ) : null}
      <May act="add-subscribers">
        <p className="mt-3 flex flex-wrap gap-3">
          <a href="/desk/subscribers/new" className="button">
            Add a subscriber
          </a>
          <a href="/desk/subscribers/import" className="py-2">
            Import a file
          </a>
        </p>
      </May>
      {counts.invited > 0 ? (
        <May act="stop-invitations">
          <Invited count={counts.invited} />
        </May>
      ) : null}
      <Search search={search} />
      {search.isUnknownServer ? (
        <p className="text-slow">No one server is called “{search.server}”, so it was left out.</p>
      ) : null}
      <p className="mb-2 text-sm text-soft">
        {list.total === 0
          ? 'Nobody fits.'
          : list.total === 1
            ? 'One fits.'
            : `${list.total.toLocaleString('en')} fit.`}
      </p>
      <ul className="rows">
        {list.rows.map(row => (
          <SubscriberRow key={row.id} row={row} />
        ))}
      </ul>
      {written.length > 0 ? (
        <p className="mt-3">
          This address wrote {written.length === 1 ? 'a comment' : `${written.length} comments`}:{' '}
          <May act="export-person">
            <a href={`/desk/subscribers/person?${new URLSearchParams({ email: filter.text ?? '' })}`}>
              all that we have of it
            </a>
          </May>
        </p>
      ) : null}
      <ListPages
        what="subscribers"
        page={list.page}
        pages={list.pages}
        href={number => subscribersAddress(search, number)}
      />
      {list.total > 0 ? (
        <May act="export-subscribers">
          <ExportForm search={search} total={list.total} />
        </May>
      ) : null}
    </>
  )
}

function sentence({ confirmed, pending }: SubscriberCounts): string {
  if (confirmed === 0) return 'Nobody gets notices yet'
  const who = confirmed === 1 ? 'One address gets' : `${confirmed.toLocaleString('en')} addresses get`
  return pending === 0 ? `${who} notices` : `${who} notices, ${pending.toLocaleString('en')} not confirmed`
}

function Invited({ count }: { count: number }) {
  const minutes = Math.ceil(count / invitedPerMinute)
  return (
    <details className="card mt-4">
      <summary className="min-h-6 cursor-pointer">
        {count === 1 ? 'One owner is' : `${count.toLocaleString('en')} owners are`} still to be asked by mail:{' '}
        {invitedPerMinute} a minute, so {minutes === 1 ? 'within a minute' : `within ${minutes} minutes`}.
      </summary>
      <ActionForm act="stop-invitations" action={stopInviting} className="mt-3 grid gap-2">
        <p>
          {count === 1 ? 'The one address' : `The ${count.toLocaleString('en')} addresses`} that nobody has
          asked yet would be forgotten.
        </p>
        <SubmitButton look="side">Ask no more of them</SubmitButton>
      </ActionForm>
    </details>
  )
}

function Search({ search: { filter, server } }: { search: SubscriberSearch }) {
  const choices = [
    { value: '', word: 'any' },
    ...subscriberStates.map(state => ({ value: state, word: stateWords[state] })),
  ]
  return (
    <form className="my-6 grid items-end gap-3 sm:grid-cols-[2fr_2fr_1fr_auto]">
      <SearchField label="Address or domain" name="text" defaultValue={filter.text ?? ''} maxLength={254} />
      <SearchField label="Who hears of the server" name="server" defaultValue={server} maxLength={253} />
      <ChoiceField label="State" name="state" defaultValue={filter.state ?? ''} choices={choices} />
      <SubmitButton look="side">Search</SubmitButton>
    </form>
  )
}

function ExportForm({ search: { filter, server }, total }: { search: SubscriberSearch; total: number }) {
  return (
    <Part title="Export">
      <form method="post" action="/desk/subscribers/export" className="grid gap-2">
        <input type="hidden" name="text" value={filter.text ?? ''} />
        <input type="hidden" name="server" value={server} />
        <input type="hidden" name="state" value={filter.state ?? ''} />
        <p className="max-w-prose text-soft">
          A CSV file with {total === 1 ? 'the one address' : `the ${total.toLocaleString('en')} addresses`}{' '}
          above, what each hears of and where the consent comes from. That you took it is written down.
        </p>
        <button type="submit" className="button sm:justify-self-start" data-look="side">
          Download
        </button>
      </form>
    </Part>
  )
}
