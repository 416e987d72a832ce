import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { DeliveryBadge, noticeWord, whereTo } from '#app/desk/(staff)/deliveries/_parts/delivery-words.tsx'
import { staffWords } from '#app/desk/staff-words.ts'
import type { Consent, SubscriberChange, SubscriberDelivery } from '#db/reads/subscribers/subscriber-page.ts'
import type { Subscriber } from '#db/reads/subscribers/subscribing.ts'

/** Where the consent comes from: what staff noted, or the owner's own click. */
export function Consents({ subscriber, consents }: { subscriber: Subscriber; consents: readonly Consent[] }) {
  if (consents.length === 0)
    return (
      <p className="text-soft">
        {subscriber.confirmedAt
          ? staffWords.rich('deskSubscribers.histories.givenByTheOwner', {
              confirmedAt: () => subscriber.confirmedAt && <LocalTime at={subscriber.confirmedAt} />,
            })
          : staffWords('deskSubscribers.histories.noneYet')}
      </p>
    )
  return (
    <ul className="grid gap-2">
      {consents.map(({ id, origin, proof, staffName, createdAt }) => (
        <li key={id} className="wrap-anywhere">
          {origin}
          {proof ? <span className="block">{proof}</span> : null}
          <span className="block text-sm text-soft">
            {staffWords.rich('deskSubscribers.histories.notedBy', {
              staffName,
              createdAt: () => <LocalTime at={createdAt} />,
            })}
          </span>
        </li>
      ))}
    </ul>
  )
}

const changeWords = (): Record<string, string> => ({
  'suppress-address': staffWords('deskSubscribers.histories.endedMail'),
  'lift-suppression': staffWords('deskSubscribers.histories.letMailGoThere'),
  'edit-subscriber': staffWords('deskSubscribers.histories.changedWhatTheyHear'),
  'end-notices': staffWords('deskSubscribers.histories.endedAllNotices'),
  'export-person': staffWords('deskSubscribers.histories.tookCopy'),
})

export function SubscriberChanges({ changes }: { changes: readonly SubscriberChange[] }) {
  if (changes.length === 0)
    return <p className="text-soft">{staffWords('deskSubscribers.histories.nothingByStaff')}</p>
  return (
    <ol className="grid gap-1">
      {changes.map(({ sequence, staffName, action, at }) => (
        <li key={sequence}>
          {staffName ?? 'Allclear'} {changeWords()[action] ?? action}{' '}
          <span className="text-sm text-soft">
            <LocalTime at={at} />
          </span>
        </li>
      ))}
    </ol>
  )
}

type Deliveries = { deliveries: readonly SubscriberDelivery[]; email: string }

export function SubscriberDeliveries({ deliveries, email }: Deliveries) {
  if (deliveries.length === 0)
    return <p className="text-soft">{staffWords('deskSubscribers.histories.theyWereSentNothing')}</p>
  return (
    <>
      <ol className="rows">
        {deliveries.map(row => (
          <li key={row.id} className="grid min-w-0 gap-1 py-2">
            <p className="wrap-anywhere">
              <DeliveryBadge state={row.state} />{' '}
              <a href={`/desk/deliveries/${row.id}`}>
                {row.title}, {noticeWord(row.kind)}
              </a>
            </p>
            <p className="text-sm wrap-anywhere text-soft">
              <LocalTime at={row.sentAt ?? row.triedAt ?? row.createdAt} /> ·{' '}
              {whereTo({ ...row, subscriber: email })}
              {row.error ? ` · ${row.error}` : null}
            </p>
          </li>
        ))}
      </ol>
      <p>
        <a href={`/desk/deliveries?${new URLSearchParams({ text: email })}`}>
          {staffWords('deskSubscribers.histories.allDeliveries')}
        </a>
      </p>
    </>
  )
}
