import { type Database, getDatabase } from '#db/client.ts'
import { readDomainPlaces } from '#db/reads/domains/domain-places.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import type { Subscriber } from '#db/reads/subscribers/subscribing.ts'
import { readSubscriber, readTargets, readWatched, type Targets } from '#db/reads/subscribers/subscribing.ts'
import { signLink, verifyLink } from '#lib/links.ts'
import type { NamedTarget } from '#lib/rules/subscribers/target.ts'

/** nothing: the address gets no notices. It was never confirmed, has left, or is gone. suppressed: its mail came back. */
export type NoPreferences = 'invalid' | 'expired' | 'nothing' | 'suppressed'

export type PreferencesPage = {
  is: 'open'
  subscriber: Subscriber
  watched: NamedTarget[]
  /** Labels of the servers on which each watched domain is, as far as we know. */
  places: ReadonlyMap<string, string[]>
  /** What there is to add. */
  targets: Targets
  /** The token with which all notices are ended. */
  unsubscribeToken: string
}

/** What the owner of an address gets, for who has a link to it, at the hoster's own site. Changes nothing: programs open links too. */
export async function loadPreferences(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<PreferencesPage | { is: NoPreferences }> {
  const secret = await readSecret(db)
  const link = verifyLink(secret, 'preferences', token, now)
  if ('problem' in link) return { is: link.problem }
  const subscriber = await readSubscriber(db, link.subject)
  if (subscriber && subscriber.brandId !== null) return { is: 'invalid' }
  const closed = closedFor(subscriber)
  if (!subscriber || closed) return { is: closed ?? 'nothing' }
  const watched = await readWatched(db, subscriber.id)
  const targets = await readTargets(db)
  return {
    is: 'open',
    subscriber,
    watched,
    targets,
    places: await labelPlaces(db, watched, subscriber.email, targets),
    unsubscribeToken: signLink(secret, 'unsubscribe', subscriber.id, null),
  }
}

/** Why a subscriber has nothing to change, or null. */
export function closedFor(subscriber: Subscriber | undefined): 'nothing' | 'suppressed' | null {
  if (subscriber?.state === 'suppressed') return 'suppressed'
  return subscriber?.state === 'confirmed' ? null : 'nothing'
}

async function labelPlaces(
  db: Database,
  watched: readonly NamedTarget[],
  email: string,
  { servers }: Targets,
): Promise<Map<string, string[]>> {
  const domains = watched.flatMap(({ target }) => (target.is === 'domain' ? [target.domain] : []))
  const labels = new Map(servers.map(server => [server.id, server.label]))
  const places = await readDomainPlaces(db, domains, email)
  return new Map([...places].map(([domain, ids]) => [domain, ids.flatMap(id => labels.get(id) ?? [])]))
}
