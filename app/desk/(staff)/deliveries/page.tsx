import type { Metadata } from 'next'
import type { ReactNode } from 'react'
import { ActionForm } from '#app/_components/desk/action-form.tsx'
import { Card, Headline, Part } from '#app/_components/desk/card.tsx'
import { DeliveryBadge, noticeWord, placeOf } from '#app/_components/desk/delivery-words.tsx'
import { ChoiceField, SearchField } from '#app/_components/desk/field.tsx'
import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { SubmitButton } from '#app/_components/desk/submit-button.tsx'
import { requirePerson } from '#app/desk/session.ts'
import {
  type DeliveryFilter,
  type DeskDelivery,
  deliveryStates,
  type HeldPost,
  readDeskDeliveries,
  readHeldPosts,
} from '#db/reads/desk-deliveries.ts'
import { drop, release, retry } from './actions.ts'

export const metadata: Metadata = { title: 'Deliveries' }

type Query = { state?: string | string[]; text?: string | string[] }

export default async function DeliveriesPage({ searchParams }: { searchParams: Promise<Query> }) {
  const { db } = await requirePerson()
  const filter = filterOf(await searchParams)
  const [held, rows] = await Promise.all([readHeldPosts(db), readDeskDeliveries(db, filter)])
  const refused = rows.filter(row => row.state === 'refused')
  const choices = [
    { value: '', word: 'any' },
    ...deliveryStates.map(state => ({ value: state, word: state })),
  ]
  return (
    <>
      <Headline>Who was told what, and what became of it</Headline>
      {held.length > 0 ? (
        <Part title="Held: more mails than an hour should bring, so they wait for you">
          {held.map(post => (
            <Held key={post.postId} post={post} />
          ))}
        </Part>
      ) : null}
      <form className="my-6 grid items-end gap-3 sm:grid-cols-[1fr_2fr_auto]">
        <ChoiceField label="State" name="state" defaultValue={filter.state ?? ''} choices={choices} />
        <SearchField label="Address" name="text" defaultValue={filter.text ?? ''} maxLength={100} />
        <SubmitButton look="side">Show</SubmitButton>
      </form>
      {refused.length > 1 ? (
        <RetryForm ids={refused.map(row => row.id)}>Try all {refused.length} refused again</RetryForm>
      ) : null}
      {rows.length === 0 ? <p className="text-soft">No delivery fits.</p> : null}
      <ol className="grid gap-3">
        {rows.map(row => (
          <Line key={row.id} row={row} />
        ))}
      </ol>
    </>
  )
}

function filterOf({ state, text }: Query): DeliveryFilter {
  return {
    state: deliveryStates.find(known => known === state) ?? null,
    text: typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, 100) : null,
  }
}

function Held({ post: { postId, title, heldAt, heldFor, waiting } }: { post: HeldPost }) {
  return (
    <Card tone="slow">
      <h3 className="text-lg font-semibold">
        <a href={`/desk/posts/${postId}`}>{title}</a>
      </h3>
      <p>
        {waiting === 1 ? 'One notice' : `${waiting} notices`} for {heldFor.toLocaleString('en')} customers,
        held since <LocalTime at={heldAt} />. The site shows everything already; only the mails wait.
      </p>
      <div className="flex flex-wrap gap-3">
        <ActionForm action={release} className="grid gap-2">
          <input type="hidden" name="postId" value={postId} />
          <SubmitButton>Release: mail it now</SubmitButton>
        </ActionForm>
        <ActionForm action={drop} className="grid gap-2">
          <input type="hidden" name="postId" value={postId} />
          <SubmitButton look="side">Drop: mail nobody</SubmitButton>
        </ActionForm>
      </div>
    </Card>
  )
}

function Line({ row }: { row: DeskDelivery }) {
  return (
    <li className="grid min-w-0 gap-1 border-t border-line pt-3">
      <p className="wrap-anywhere">
        <DeliveryBadge state={row.state} /> <a href={`/desk/deliveries/${row.id}`}>{placeOf(row)}</a>
      </p>
      <p className="text-sm wrap-anywhere text-soft">
        <LocalTime at={row.sentAt ?? row.triedAt ?? row.createdAt} /> · {row.title}, {noticeWord(row.kind)}
        {row.error ? ` · ${row.error}` : null}
      </p>
      {row.state === 'refused' ? <RetryForm ids={[row.id]}>Try again</RetryForm> : null}
    </li>
  )
}

function RetryForm({ ids, children }: { ids: string[]; children: ReactNode }) {
  return (
    <ActionForm action={retry} className="grid gap-2 pb-3">
      <input type="hidden" name="deliveryIds" value={ids.join(' ')} />
      <SubmitButton look="side">{children}</SubmitButton>
    </ActionForm>
  )
}
