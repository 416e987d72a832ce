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
    return names.length > 0
      ? staffWords('deskSubscribers.watched.onNames', { names: names.join(', ') })
      : staffWords('deskSubscribers.watched.onNoneOfOur')
  }
  if (watched.length + waiting.length === 0)
    return <p className="text-soft">{staffWords('deskSubscribers.watched.nothing')}</p>
  return (
    <ul className="grid gap-1">
      {watched.map(named => (
        <li key={JSON.stringify(named.target)} className="wrap-anywhere">
          {targetLabel(staffWords, named)} <span className="text-sm text-soft">{placeOf(named)}</span>
        </li>
      ))}
      {waiting.map(named => (
        <li key={`waiting ${JSON.stringify(named.target)}`} className="wrap-anywhere text-soft">
          {staffWords('deskSubscribers.watched.notConfirmed', {
            targetLabel: targetLabel(staffWords, named),
          })}
        </li>
      ))}
    </ul>
  )
}

const states = (): Record<DestinationState, string> => ({
  active: staffWords('deskSubscribers.watched.works'),
  pending: staffWords('deskSubscribers.watched.stillToBeProven'),
  quarantined: staffWords('deskSubscribers.watched.stoppedBecauseMessagesFailed'),
})

/** Mail, and every other way that they added. */
export async function SubscriberWays({ subscriber }: Props) {
  const { db } = await requireStaff()
  const { destinations, isMailOff } = await readWays(subscriber.id, db)
  return (
    <ul className="grid gap-1">
      <li>
        {staffWords.rich('deskSubscribers.watched.mailState', {
          mailWord: mailWord(subscriber, isMailOff),
          soft: text => <span className="text-sm text-soft">{text}</span>,
        })}
      </li>
      {destinations.map(({ id, channel, address, label, state, error }) => (
        <li key={id} className="wrap-anywhere">
          {channel === 'web-push' ? 'Browser' : staffWords(`destinations.channel.${channel}`)}{' '}
          {shownAddress(channel, address)} {label ? `(${label})` : ''}{' '}
          <span className="text-sm text-soft">
            {states()[state]}
            {state === 'quarantined' && error ? `: ${error}` : ''}
          </span>
        </li>
      ))}
    </ul>
  )
}

function mailWord({ state }: Subscriber, isMailOff: boolean): string {
  if (state === 'suppressed') return staffWords('deskSubscribers.watched.noneGoesThere')
  if (state !== 'confirmed') return staffWords('deskSubscribers.watched.nothingButTheQuestion')
  return isMailOff
    ? staffWords('deskSubscribers.watched.switchedOffByThem')
    : staffWords('deskSubscribers.watched.on')
}
