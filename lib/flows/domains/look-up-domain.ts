import { Resolver } from 'node:dns/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { isPublicAddress } from '#lib/public-address.ts'
import { isPublicName } from '#lib/public-name.ts'
import type { Pointers } from '#lib/rules/servers/server-query.ts'

/** What we ask DNS. Each question throws with a code when it has no answer. */
export type NameSystem = Pick<Resolver, 'resolve4' | 'resolve6' | 'resolveMx' | 'resolveCname' | 'cancel'>

/** The resolvers of this machine. */
export function systemNames(): NameSystem {
  return new Resolver({ timeout: 900, tries: 2 })
}

/** The mail hosts of a domain whose addresses are asked for. */
const mostMailHosts = 3

/** This process asks about at most this many names at once for strangers; each is ten questions at most. */
const mostAtOnce = 24
let underWay = 0

export type DomainLookup = {
  pointers: Pointers
  /** elsewhere: it points somewhere in the public Internet. unknown: it does not. unanswered: nothing was learned. */
  outcome: 'elsewhere' | 'unknown' | 'unanswered'
  /** Every question was answered: what the pointers do not have is not there. */
  isWhole: boolean
}

/** The same for a stranger: nothing is learned when too many ask at once. */
export async function lookUpForAnybody(
  name: string,
  withinMs: number,
  names: NameSystem,
): Promise<DomainLookup> {
  if (underWay >= mostAtOnce) return { pointers: nowhere, outcome: 'unanswered', isWhole: false }
  underWay += 1
  try {
    return await lookUpDomain(name, withinMs, names)
  } finally {
    underWay -= 1
  }
}

const nowhere: Pointers = { web: { names: [], ips: [] }, mail: { names: [], ips: [] } }

/**
 * Asks DNS where a domain has its web site and its mail, for at most this many milliseconds. Names of our
 * own network are not asked for, and who asks for one below a public domain does not learn whether it is there.
 */
export async function lookUpDomain(
  name: string,
  withinMs: number,
  names: NameSystem = systemNames(),
): Promise<DomainLookup> {
  if (!isPublicName(name)) return { pointers: nowhere, outcome: 'unknown', isWhole: true }
  const timer = new AbortController()
  const stop = pause(withinMs, undefined, { signal: timer.signal }).then(
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

async function ask(name: string, names: NameSystem): Promise<DomainLookup> {
  const [web, cname, mail] = await Promise.all([
    addresses(name, names),
    answer(names.resolveCname(name)),
    mailHosts(name, names),
  ])
  const pointers: Pointers = {
    web: { names: cname.list.map(host => host.toLowerCase()), ips: web.list },
    mail: { names: mail.list, ips: mail.ips },
  }
  const isWhole = ![web, cname, mail].some(each => each.isLost)
  // An address of a private network is none to the world, and says nothing of what leads to it.
  if ([...web.list, ...mail.ips].some(isPublicAddress)) return { pointers, outcome: 'elsewhere', isWhole }
  return { pointers, outcome: isWhole ? 'unknown' : 'unanswered', isWhole }
}

/** The hosts that take a domain's mail, the first choice first, with the addresses of all of them. */
async function mailHosts(name: string, names: NameSystem): Promise<Answer<string> & { ips: string[] }> {
  const { list, isLost } = await answer(names.resolveMx(name))
  const hosts = list
    .sort((a, b) => a.priority - b.priority)
    .map(({ exchange }) => exchange.toLowerCase())
    .filter(host => host !== '')
    .slice(0, mostMailHosts)
  const found = await Promise.all(hosts.map(host => addresses(host, names)))
  return {
    list: hosts,
    isLost: isLost || found.some(each => each.isLost),
    ips: found.flatMap(each => each.list),
  }
}

type Answer<T> = { list: T[]; isLost: boolean }

async function addresses(name: string, names: NameSystem): Promise<Answer<string>> {
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
