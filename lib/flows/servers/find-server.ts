import { type FoundServer, readFindable } from '#db/reads/servers/findable.ts'
import { lookUpForAnybody, type NameSystem, systemNames } from '#lib/flows/domains/look-up-domain.ts'
import { isPublicAddress } from '#lib/public-address.ts'
import { isPublicName } from '#lib/public-name.ts'
import { readTyped } from '#lib/rules/alerts/typed.ts'
import {
  type NameQuery,
  type Pointers,
  placesOf,
  type ServerPlace,
  serverNamed,
} from '#lib/rules/servers/server-query.ts'

/**
 * unclear: no name or address is in it. unknown: no such name in the world. elsewhere: it points to none of ours.
 * often: the same network has asked for too many names.
 */
type Answer =
  | { is: 'nothing' }
  | { is: 'unclear'; typed: string }
  | { is: 'server'; server: FoundServer }
  | { is: 'domain'; name: string; places: ServerPlace<FoundServer>[] }
  | { is: 'elsewhere'; name: string; pointsTo: string[] }
  | { is: 'unknown' | 'unanswered' | 'often'; name: string }

/** understood: what was looked for, where that was only a part of what was typed, and what else is in it. */
export type Finding = Answer & { understood?: { name: string; others: string[] } }

/** A reader waits no longer than this for DNS. */
const mostMs = 2_000

type Ways = {
  names?: NameSystem
  waitMs?: number
  /** Takes a turn at DNS. Returns false when this reader has none left. */
  mayAsk?: () => boolean
}

/** Finds the servers that what somebody typed means. Nothing of it is stored. */
export async function findServer(
  typed: string,
  now: Date,
  servers: Promise<readonly FoundServer[]> = readFindable(now),
  ways: Ways = {},
): Promise<Finding> {
  const known = await servers
  const isOurs = (query: NameQuery) => serverNamed(query, known) !== undefined
  const read = readTyped(typed, { isOurs, isDomain: isPublicName })
  if (read.is !== 'names') return read
  const { first, others, isWhole } = read
  const answer = await findName(first, known, ways)
  if (isWhole) return answer
  return { ...answer, understood: { name: first.value, others: others.map(query => query.value) } }
}

async function findName(
  query: NameQuery,
  known: readonly FoundServer[],
  { names = systemNames(), waitMs = mostMs, mayAsk = () => true }: Ways,
): Promise<Answer> {
  const named = serverNamed(query, known)
  if (named) return { is: 'server', server: named }
  const name = query.value
  if (query.is === 'ip') return { is: 'elsewhere', name, pointsTo: [] }
  if (!isPublicName(name)) return { is: 'unknown', name }
  if (!mayAsk()) return { is: 'often', name }
  const lookup = await lookUpForAnybody(name, waitMs, names)
  const places = placesOf(lookup.pointers, known)
  if (places.length > 0) return { is: 'domain', name, places }
  if (lookup.outcome !== 'elsewhere') return { is: lookup.outcome, name }
  return { is: 'elsewhere', name, pointsTo: shownPlaces(lookup.pointers) }
}

/** Of many addresses a reader needs few to know whose they are. */
const mostShown = 2

/** Where the web site of a domain is, or else its mail; addresses of private networks are nobody's business. */
function shownPlaces({ web, mail }: Pointers): string[] {
  const [ips, mailIps] = [web.ips, mail.ips].map(list => list.filter(isPublicAddress))
  return (ips?.length ? ips : (mailIps ?? [])).slice(0, mostShown)
}
