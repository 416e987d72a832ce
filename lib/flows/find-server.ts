import { type FoundServer, readFindable } from '#db/reads/findable.ts'
import { type Place, placesOf, readServerQuery, serverNamed } from '#lib/rules/server-query.ts'
import { lookUpDomain, type Names, systemNames } from './look-up-domain.ts'

/** unclear: not a name or an address. unknown: no such name in the world. elsewhere: it points to none of ours. */
export type Finding =
  | { is: 'nothing' }
  | { is: 'unclear'; typed: string }
  | { is: 'server'; server: FoundServer }
  | { is: 'domain'; name: string; places: Place<FoundServer>[] }
  | { is: 'elsewhere' | 'unknown' | 'unanswered'; name: string }

/** A reader waits no longer than this for the name system. */
const mostMs = 2_000

/** Finds the servers that what somebody typed means. Nothing of it is stored. */
export async function findServer(
  typed: string,
  now: Date,
  servers: Promise<readonly FoundServer[]> = readFindable(now),
  names: Names = systemNames(),
  waitMs = mostMs,
): Promise<Finding> {
  const query = readServerQuery(typed)
  const known = await servers
  if (query.is === 'nothing' || query.is === 'unclear') return query
  const named = serverNamed(query, known)
  if (named) return { is: 'server', server: named }
  const name = query.value
  if (query.is === 'ip') return { is: 'elsewhere', name }
  if (!name.includes('.')) return { is: 'unknown', name }
  const world = await lookUpDomain(name, waitMs, names)
  const places = placesOf(world.pointers, known)
  if (places.length > 0) return { is: 'domain', name, places }
  return { is: world.outcome, name }
}
