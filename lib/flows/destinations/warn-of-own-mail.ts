import type { Database } from '#db/client.ts'
import { getDatabase } from '#db/client.ts'
import { readDomainPlaces, readPlaceable } from '#db/reads/domains/domain-places.ts'
import { lookUpDomain, type NameSystem, systemNames } from '#lib/flows/domains/look-up-domain.ts'
import { isWatching, type Watch } from '#lib/rules/notices/audience.ts'
import { placesOf } from '#lib/rules/servers/server-query.ts'
import type { Target } from '#lib/rules/subscribers/target.ts'

/** A page waits no longer than this for DNS; then it warns of nothing. */
const mostMs = 1_200

/**
 * The labels of watched servers on which the subscriber's own mail rests, by its MX and address records and the map:
 * notices about these may not reach them. For the owner of the address alone.
 */
export async function warnOfOwnMail(
  { email }: { email: string },
  targets: readonly Target[],
  db: Database = getDatabase(),
  names: NameSystem = systemNames(),
): Promise<string[]> {
  const mailDomain = email.slice(email.lastIndexOf('@') + 1)
  const domains = targets.flatMap(target => (target.is === 'domain' ? [target.domain] : []))
  const [servers, places, { pointers }] = await Promise.all([
    readPlaceable(db),
    readDomainPlaces(db, [...domains, mailDomain], email),
    lookUpDomain(mailDomain, mostMs, names),
  ])
  const own = new Set([
    ...placesOf(pointers, servers).map(place => place.server.id),
    ...(places.get(mailDomain) ?? []),
  ])
  const placed = new Map(
    domains.map(domain => [domain, domain === mailDomain ? [...own] : (places.get(domain) ?? [])]),
  )
  const watches = targets.flatMap(target => watchesOf(target, placed))
  return servers
    .filter(server => own.has(server.id) && isWatching(watches, server.id, server.groupId))
    .map(server => server.label)
}

function watchesOf(target: Target, places: ReadonlyMap<string, string[]>): Watch[] {
  switch (target.is) {
    case 'all':
      return [{ serverId: null, groupId: null }]
    case 'server':
      return [{ serverId: target.id, groupId: null }]
    case 'group':
      return [{ serverId: null, groupId: target.id }]
    case 'domain':
      return (places.get(target.domain) ?? []).map(serverId => ({ serverId, groupId: null }))
    case 'post':
      return []
  }
}
