import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { SubscriberLineRow } from '#db/reads/subscribers/desk-subscribers.ts'
import { SubscriberBadge } from './subscriber-state.tsx'

/** A subscriber in the list: how they stand, the address, and since when. */
export function SubscriberRow({ row }: { row: SubscriberLineRow }) {
  return (
    <li className="columns-2-side items-baseline py-2.5">
      <p className="text-sm">
        <SubscriberBadge state={row.state} />
      </p>
      <div className="min-w-0 sm:flex sm:items-baseline sm:gap-6">
        <a href={`/desk/subscribers/${row.id}`} className="inline-block min-h-6 min-w-0 flex-1 wrap-anywhere">
          {row.email}
        </a>
        <p className="text-sm text-soft sm:max-w-[50%] sm:text-right">
          <About row={row} />
        </p>
      </div>
    </li>
  )
}

function About({ row }: { row: SubscriberLineRow }) {
  const { state, watching, confirmedAt, createdAt, invitedAt, suppressedFor } = row
  if (row.brandHost !== null && state !== 'suppressed')
    return staffWords('deskSubscribers.subscriberRow.ofHost', { host: row.brandHost })
  if (state === 'suppressed')
    return suppressedFor ?? staffWords('deskSubscribers.subscriberRow.noMailGoesThere')
  if (state === 'pending' && invitedAt) return staffWords('deskSubscribers.subscriberRow.stillToBeAsked')
  const at = state === 'confirmed' ? (confirmedAt ?? createdAt) : createdAt
  return (
    <>
      {state === 'confirmed'
        ? `${staffWords('deskSubscribers.subscriberRow.watchedCount', { watching })} · `
        : null}
      <LocalTime at={at} />
    </>
  )
}
