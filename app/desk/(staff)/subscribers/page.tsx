import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { May } from '#app/_components/desk/may.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
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

export const generateMetadata = (): Metadata => ({ title: staffWords('deskSubscribers.page.subscribers') })

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
          {staffWords('deskSubscribers.page.erased')}
        </p>
      ) : null}
      <May act="add-subscribers">
        <p className="mt-3 flex flex-wrap gap-3">
          <a href="/desk/subscribers/new" className="button">
            {staffWords('deskSubscribers.page.addASubscriber')}
          </a>
          <a href="/desk/subscribers/import" className="py-2">
            {staffWords('deskSubscribers.page.importAFile')}
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
        <p className="text-slow">
          {staffWords('deskSubscribers.page.unknownServer', { server: search.server })}
        </p>
      ) : null}
      <p className="mb-2 text-sm text-soft">
        {staffWords('deskSubscribers.page.nobodyFitsOneFits', { total: list.total })}
      </p>
      <ul className="rows">
        {list.rows.map(row => (
          <SubscriberRow key={row.id} row={row} />
        ))}
      </ul>
      {written.length > 0 ? (
        <p className="mt-3">
          {staffWords.rich('deskSubscribers.page.wroteComments', {
            written: written.length,
            all: text => (
              <May act="export-person">
                <a href={`/desk/subscribers/person?${new URLSearchParams({ email: filter.text ?? '' })}`}>
                  {text}
                </a>
              </May>
            ),
          })}
        </p>
      ) : null}
      <ListPages
        what={staffWords('deskSubscribers.page.subscriberWord')}
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
  if (confirmed === 0) return staffWords('deskSubscribers.page.nobodyGetsNoticesYet')
  return staffWords('deskSubscribers.page.oneAddressGetsConfirmed', { confirmed, pending })
}

function Invited({ count }: { count: number }) {
  const minutes = Math.ceil(count / invitedPerMinute)
  return (
    <details className="card mt-4">
      <summary className="min-h-6 cursor-pointer">
        {staffWords('deskSubscribers.page.stillToBeAsked', { count, invitedPerMinute, minutes })}
      </summary>
      <ActionForm act="stop-invitations" action={stopInviting} className="mt-3 grid gap-2">
        <p>{staffWords('deskSubscribers.page.addressCount', { count })}</p>
        <SubmitButton look="side">{staffWords('deskSubscribers.page.askNoMore')}</SubmitButton>
      </ActionForm>
    </details>
  )
}

function Search({ search: { filter, server } }: { search: SubscriberSearch }) {
  const choices = [
    { value: '', word: staffWords('deskSubscribers.page.any') },
    ...subscriberStates.map(state => ({ value: state, word: stateWords()[state] })),
  ]
  return (
    <form className="my-6 grid items-end gap-3 sm:grid-cols-[2fr_2fr_1fr_auto]">
      <SearchField
        label={staffWords('deskSubscribers.page.addressOrDomain')}
        name="text"
        defaultValue={filter.text ?? ''}
        maxLength={254}
      />
      <SearchField
        label={staffWords('deskSubscribers.page.ofServer')}
        name="server"
        defaultValue={server}
        maxLength={253}
      />
      <ChoiceField
        label={staffWords('deskSubscribers.page.state')}
        name="state"
        defaultValue={filter.state ?? ''}
        choices={choices}
      />
      <SubmitButton look="side">{staffWords('deskSubscribers.page.search')}</SubmitButton>
    </form>
  )
}

function ExportForm({ search: { filter, server }, total }: { search: SubscriberSearch; total: number }) {
  return (
    <Part title={staffWords('deskSubscribers.page.export')}>
      <form method="post" action="/desk/subscribers/export" className="grid gap-2">
        <input type="hidden" name="text" value={filter.text ?? ''} />
        <input type="hidden" name="server" value={server} />
        <input type="hidden" name="state" value={filter.state ?? ''} />
        <p className="max-w-prose text-soft">{staffWords('deskSubscribers.page.csvFile', { total })}</p>
        <button type="submit" className="button sm:justify-self-start" data-look="side">
          {staffWords('deskSubscribers.page.download')}
        </button>
      </form>
    </Part>
  )
}
