// Long because held, waiting and sent are one list to who asks what became of a notice.
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import type { ReactNode } from 'react'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { ListPages } from '#app/_components/desk/rows/pages.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { WaitList } from '#app/_components/desk/wait-list.tsx'
import { listAddress, pageOf, textOf } from '#app/desk/list-query.ts'
import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readWaitingNotices, readWaits, type WaitingNotice } from '#db/reads/notices/waits.ts'
import {
  type DeliveryFilter,
  type DeskDelivery,
  deliveryStates,
  type HeldPostLine,
  readDeliveryPage,
  readHeldPosts,
} from '#db/reads/sending/desk-deliveries.ts'
import { isHastenable, type Wait } from '#lib/rules/notices/waiting.ts'
import { waitText } from '#lib/words/sending.ts'
import { DeliveryBadge, deliveryWords, noticeWord, whereTo } from './_parts/delivery-words.tsx'
import { drop, releaseHeldPost, retry, sendDeliveriesNow, sendNoticeNow } from './actions.ts'

export const generateMetadata = (): Metadata => ({ title: staffWords('deskDeliveries.page.deliveries') })

/** Who looks for something older asks for its address. */
const mostPages = 500

type Query = { state?: string | string[]; text?: string | string[]; page?: string | string[] }

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requireStaff()
  const asked = await searchParams
  const filter = filterOf(asked)
  const page = pageOf(asked.page)
  if (page === null || page > mostPages) notFound()
  const now = new Date()
  const [held, waiting, { rows, hasMore }] = await Promise.all([
    readHeldPosts(db),
    readWaitingNotices(db, now),
    readDeliveryPage(db, filter, page),
  ])
  const queued = rows.filter(row => row.state === 'queued')
  const waits = await readWaits(
    db,
    queued.map(row => row.id),
    now,
  )
  const refused = rows.filter(row => row.state === 'refused')
  return (
    <>
      <Headline>{staffWords('deskDeliveries.page.whoWasToldWhat')}</Headline>
      {held.length > 0 ? (
        <Part title={staffWords('deskDeliveries.page.heldMoreMailsThan')}>
          {held.map(post => (
            <Held key={post.postId} post={post} />
          ))}
        </Part>
      ) : null}
      {waiting.length > 0 ? (
        <Part title={staffWords('deskDeliveries.page.waitingMeans')}>
          {waiting.map(notice => (
            <Waiting key={notice.noticeId} notice={notice} />
          ))}
        </Part>
      ) : null}
      <Search filter={filter} />
      {refused.length > 1 ? (
        <div className="mb-4">
          <RetryForm ids={refused.map(row => row.id)}>
            {staffWords('deskDeliveries.page.tryAllRefused', { refused: refused.length })}
          </RetryForm>
        </div>
      ) : null}
      {rows.length === 0 ? (
        <p className="text-soft">
          {filter.state || filter.text
            ? staffWords('deskDeliveries.page.noDeliveryFits')
            : staffWords('deskDeliveries.page.nobodyWasToldAnything')}
        </p>
      ) : null}
      <ol className="rows">
        {rows.map(row => (
          <Line key={row.id} row={row} wait={waits.get(row.id)} />
        ))}
      </ol>
      <ListPages
        what={staffWords('deskDeliveries.page.deliveryWord')}
        page={page}
        pages={hasMore ? null : page}
        href={number => listAddress('/desk/deliveries', { ...filter, page: number })}
      />
    </>
  )
}

function Search({ filter }: { filter: DeliveryFilter }) {
  const choices = [
    { value: '', word: staffWords('deskDeliveries.page.any') },
    ...deliveryStates.map(state => ({ value: state, word: deliveryWords()[state] })),
  ]
  return (
    <form className="my-6 grid items-end gap-3 sm:grid-cols-[1fr_2fr_auto]">
      <ChoiceField
        label={staffWords('deskDeliveries.page.state')}
        name="state"
        defaultValue={filter.state ?? ''}
        choices={choices}
      />
      <SearchField
        label={staffWords('deskDeliveries.page.address')}
        name="text"
        defaultValue={filter.text ?? ''}
        maxLength={100}
      />
      <SubmitButton look="side">{staffWords('deskDeliveries.page.show')}</SubmitButton>
    </form>
  )
}

function filterOf({ state, text }: Query): DeliveryFilter {
  return {
    state: deliveryStates.find(known => known === state) ?? null,
    text: textOf(text),
  }
}

function Held({ post: { postId, title, heldAt, heldFor, waiting } }: { post: HeldPostLine }) {
  return (
    <Card tone="slow">
      <h3 className="text-lg font-semibold">
        <a href={`/desk/posts/${postId}`}>{title}</a>
      </h3>
      <p>
        {staffWords.rich('deskDeliveries.page.noticesWaiting', {
          waiting,
          heldFor,
          heldAt: () => <LocalTime at={heldAt} />,
        })}
      </p>
      <div className="flex flex-wrap gap-3">
        <ActionForm act="release-notices" action={releaseHeldPost} className="grid gap-2">
          <input type="hidden" name="postId" value={postId} />
          <SubmitButton>{staffWords('deskDeliveries.page.releaseMailItNow')}</SubmitButton>
        </ActionForm>
        <ActionForm act="drop-notices" action={drop} className="grid gap-2">
          <input type="hidden" name="postId" value={postId} />
          <SubmitButton look="apart">{staffWords('deskDeliveries.page.dropMailNobody')}</SubmitButton>
        </ActionForm>
      </div>
    </Card>
  )
}

function Waiting({ notice: { noticeId, kind, postId, title, waits } }: { notice: WaitingNotice }) {
  return (
    <Card tone="slow">
      <h3 className="text-lg font-semibold wrap-anywhere">
        <a href={`/desk/posts/${postId}`}>{title}</a>, {noticeWord(kind)}
      </h3>
      <WaitList noticeId={noticeId} waits={waits} action={sendNoticeNow} />
    </Card>
  )
}

function Line({ row, wait }: { row: DeskDelivery; wait: Wait | undefined }) {
  return (
    <li className="grid min-w-0 gap-x-5 gap-y-1 py-2.5 lg:grid-cols-[8.5rem_9rem_minmax(0,2fr)_minmax(0,3fr)] lg:items-baseline">
      <p className="flex flex-wrap items-baseline gap-x-3 text-sm text-soft lg:contents">
        <LocalTime at={row.sentAt ?? row.triedAt ?? row.createdAt} />
        <span>
          <DeliveryBadge state={row.state} />
        </span>
      </p>
      <p className="wrap-anywhere">
        <a href={`/desk/deliveries/${row.id}`}>{whereTo(row)}</a>
      </p>
      <p className="text-sm wrap-anywhere text-soft">
        {row.title}, {noticeWord(row.kind)}
        {row.error ? ` · ${row.error}` : null}
      </p>
      {wait ? (
        <p className="text-sm text-slow lg:col-start-3 lg:col-span-2">
          {staffWords.rich('deskDeliveries.page.itWaitsUntilWait', {
            until: () => wait.until && <LocalTime at={wait.until} />,
            hasUntil: wait.until ? 'yes' : 'no',
            wait: waitText(staffWords, wait.why),
          })}
        </p>
      ) : null}
      {wait && isHastenable(wait.why) ? (
        <ActionForm
          act="send-now"
          action={sendDeliveriesNow}
          className="grid gap-2 lg:col-start-3 lg:col-span-2"
        >
          <input type="hidden" name="deliveryIds" value={row.id} />
          <SubmitButton look="side">{staffWords('deskDeliveries.page.sendItNow')}</SubmitButton>
        </ActionForm>
      ) : null}
      {row.state === 'refused' ? (
        <RetryForm ids={[row.id]}>{staffWords('deskDeliveries.page.tryAgain')}</RetryForm>
      ) : null}
    </li>
  )
}

function RetryForm({ ids, children }: { ids: string[]; children: ReactNode }) {
  return (
    <ActionForm act="retry-deliveries" action={retry} className="grid gap-2 lg:col-start-3 lg:col-span-2">
      <input type="hidden" name="deliveryIds" value={ids.join(' ')} />
      <SubmitButton look="side">{children}</SubmitButton>
    </ActionForm>
  )
}
