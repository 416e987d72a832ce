import { LocalTime } from '#app/_components/desk/local-time.tsx'
import { DeliveryBadge, noticeWord, whereTo } from '#app/desk/(staff)/deliveries/_parts/delivery-words.tsx'
import type { Consent, SubscriberChange, SubscriberDelivery } from '#db/reads/subscribers/subscriber-page.ts'
import type { Subscriber } from '#db/reads/subscribers/subscribing.ts'

/** Where the consent comes from: what staff noted, or the owner's own click. */
export function Consents({ subscriber, consents }: { subscriber: Subscriber; consents: readonly Consent[] }) {
  if (consents.length === 0)
    return (
      <p className="text-soft">
        {subscriber.confirmedAt ? (
          <>
            Given by the owner, by a link that was mailed to this address,{' '}
            <LocalTime at={subscriber.confirmedAt} />.
          </>
        ) : (
          'None yet.'
        )}
      </p>
    )
  return (
    <ul className="grid gap-2">
      {consents.map(({ id, origin, proof, staffName, createdAt }) => (
        <li key={id} className="wrap-anywhere">
          {origin}
          {proof ? <span className="block">{proof}</span> : null}
          <span className="block text-sm text-soft">
            noted by {staffName}, <LocalTime at={createdAt} />
          </span>
        </li>
      ))}
    </ul>
  )
}

const changeWords: Record<string, string> = {
  'suppress-address': 'ended all mail to it',
  'lift-suppression': 'let mail go there again',
  'edit-subscriber': 'changed what they hear of',
  'end-notices': 'ended all notices',
  'export-person': 'took a copy of all that we have',
}

export function SubscriberChanges({ changes }: { changes: readonly SubscriberChange[] }) {
  if (changes.length === 0) return <p className="text-soft">Nothing by staff.</p>
  return (
    <ol className="grid gap-1">
      {changes.map(({ sequence, staffName, action, at }) => (
        <li key={sequence}>
          {staffName ?? 'Allclear'} {changeWords[action] ?? action}{' '}
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
  if (deliveries.length === 0) return <p className="text-soft">They were sent nothing.</p>
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
          All deliveries to this address
        </a>
      </p>
    </>
  )
}
