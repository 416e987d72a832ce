import { Resolver } from 'node:dns/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { type FoundServer, readFindable } from '#db/reads/findable.ts'
import { type Place, type Pointers, placesOf, readServerQuery, serverNamed } from '#lib/rules/server-query.ts'

/** unclear: not a name or an address. unknown: no such name in the world. elsewhere: it points to none of ours. */
export type Finding =
  | { is: 'nothing' }
  | { is: 'unclear'; typed: string }
  | { is: 'server'; server: FoundServer }
  | { is: 'domain'; name: string; places: Place<FoundServer>[] }
  | { is: 'elsewhere' | 'unknown' | 'unanswered'; name: string }

/** What we ask the name system. Each question throws with a code when it has no answer. */
export type Names = Pick<Resolver, 'resolve4' | 'resolve6' | 'resolveMx' | 'resolveCname' | 'cancel'>

/** A reader waits no longer than this for the name system. */
const mostMs = 2_000
/** The mail hosts of a domain whose addresses are asked for. */
const mostMailHosts = 5

/** Finds the servers that what somebody typed means. Nothing of it is stored. */
export async function findServer(
  typed: string,
  now: Date,
  servers: Promise<readonly FoundServer[]> = readFindable(now),
  names: Names = new Resolver({ timeout: 900, tries: 2 }),
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
  const world = await askWithin(waitMs, name, names)
  const places = placesOf(world.pointers, known)
  if (places.length > 0) return { is: 'domain', name, places }
  return { is: world.outcome, name }
}

type World = { pointers: Pointers; outcome: 'elsewhere' | 'unknown' | 'unanswered' }

async function askWithin(ms: number, name: string, names: Names): Promise<World> {
  const timer = new AbortController()
  const stop = pause(ms, undefined, { signal: timer.signal }).then(
    () => names.cancel(),
    () => {},
  )
  try {
    return await ask(name, names)
  } finally {
    timer.abort()
    await stop
  }
}

async function ask(name: string, names: Names): Promise<World> {
  const [web, cname, mail] = await Promise.all([
    addresses(name, names),
    answer(names.resolveCname(name)),
    mailHosts(name, names),
  ])
  const pointers: Pointers = {
    web: { names: cname.list.map(host => host.toLowerCase()), ips: web.list },
    mail: { names: mail.list, ips: mail.ips },
  }
  const answers = [web, cname, mail]
  if (answers.some(each => each.list.length > 0)) return { pointers, outcome: 'elsewhere' }
  return { pointers, outcome: answers.some(each => each.isLost) ? 'unanswered' : 'unknown' }
}

/** The hosts that take a domain's mail, the first choice first, with the addresses of all of them. */
async function mailHosts(name: string, names: Names): Promise<Answer<string> & { ips: string[] }> {
  const { list, isLost } = await answer(names.resolveMx(name))
  const hosts = list
    .sort((a, b) => a.priority - b.priority)
    .map(({ exchange }) => exchange.toLowerCase())
    .filter(host => host !== '')
    .slice(0, mostMailHosts)
  const found = await Promise.all(hosts.map(host => addresses(host, names)))
  return { list: hosts, isLost, ips: found.flatMap(each => each.list) }
}

type Answer<T> = { list: T[]; isLost: boolean }

async function addresses(name: string, names: Names): Promise<Answer<string>> {
  const [four, six] = await Promise.all([answer(names.resolve4(name)), answer(names.resolve6(name))])
  const list = [...four.list, ...six.list.map(shortest)]
  return { list, isLost: four.isLost || six.isLost }
}

/** No such name and no such record are answers; all else means that nobody answered. */
async function answer<T>(question: Promise<T[]>): Promise<Answer<T>> {
  try {
    return { list: await question, isLost: false }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    return { list: [], isLost: code !== 'ENOTFOUND' && code !== 'ENODATA' }
  }
}

function shortest(ipv6: string): string {
  return URL.canParse(`http://[${ipv6}]/`) ? new URL(`http://[${ipv6}]/`).hostname.slice(1, -1) : ipv6
}
