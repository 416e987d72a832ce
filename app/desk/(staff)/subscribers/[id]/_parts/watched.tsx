import { requireStaff } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { readWays } from '#db/reads/destinations/destinations.ts'
import { readDomainPlaces } from '#db/reads/domains/domain-places.ts'
import {
  readTargets,
  readUnconfirmed,
  readWatched,
  type Subscriber,
} from '#db/reads/subscribers/subscribing.ts'
import type { DestinationState } from '#lib/rules/destinations/destination.ts'
import { shownAddress } from '#lib/rules/destinations/destination-form.ts'
import type { NamedTarget } from '#lib/rules/subscribers/target.ts'
import { targetLabel } from '#lib/words/subscribers.ts'

type Props = { subscriber: Subscriber }

/** What a subscriber watches, with the servers of domains, and what was asked for and not confirmed. */
export async function Watched({ subscriber: { id, email } }: Props) {
  const { db } = await requireStaff()
  const [watched, waiting, { servers }] = await Promise.all([
    readWatched(db, id),
    readUnconfirmed(db, id, new Date(0), new Date()),
    readTargets(db),
  ])
  const domains = watched.flatMap(({ target }) => (target.is === 'domain' ? [target.domain] : []))
  const places = await readDomainPlaces(db, domains, email)
  const labels = new Map(servers.map(server => [server.id, server.label]))
  const placeOf = ({ target }: NamedTarget) => {
    if (target.is !== 'domain') return null
    const names = (places.get(target.domain) ?? []).flatMap(serverId => labels.get(serverId) ?? [])
    return names.length > 0 ? `on ${names.join(', ')}` : 'on none of our servers, as far as we know'
  }
  if (watched.length + waiting.length === 0) return <p className="text-soft">Nothing.</p>
  return (
    <ul className="grid gap-1">
      {watched.map(named => (
        <li key={JSON.stringify(named.target)} className="wrap-anywhere">
          {targetLabel(staffWords, named)} <span className="text-sm text-soft">{placeOf(named)}</span>
        </li>
      ))}
      {waiting.map(named => (
        <li key={`waiting ${JSON.stringify(named.target)}`} className="wrap-anywhere text-soft">
          {targetLabel(staffWords, named)}, not confirmed
        </li>
      ))}
    </ul>
  )
}

const states: Record<DestinationState, string> = {
  active: 'works',
  pending: 'still to be proven by its owner',
  quarantined: 'stopped, because messages failed',
}

/** Mail, and every other way that they added. */
export async function SubscriberWays({ subscriber }: Props) {
  const { db } = await requireStaff()
  const { destinations, isMailOff } = await readWays(subscriber.id, db)
  return (
    <ul className="grid gap-1">
      <li>
        Mail <span className="text-sm text-soft">{mailWord(subscriber, isMailOff)}</span>
      </li>
      {destinations.map(({ id, channel, address, label, state, error }) => (
        <li key={id} className="wrap-anywhere">
          {channel === 'web-push' ? 'Browser' : staffWords(`destinations.channel.${channel}`)}{' '}
          {shownAddress(channel, address)} {label ? `(${label})` : ''}{' '}
          <span className="text-sm text-soft">
            {states[state]}
            {state === 'quarantined' && error ? `: ${error}` : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}

function mailWord({ state }: Subscriber, isMailOff: boolean): string {
  if (state === 'suppressed') return 'none goes there'
  if (state !== 'confirmed') return 'nothing but the question whether they want notices'
  return isMailOff ? 'switched off by them' : 'on'
}
