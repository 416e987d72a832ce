import { channel, subscribe } from 'node:diagnostics_channel'
import { isIPv4, isIPv6 } from 'node:net'

/** How many requests a bucket holds, and how many it gets back in a minute. */
export type Allowance = { burst: number; perMinute: number }

export type RateLimit = {
  /** Counts a request. Returns false when this address or its network has none left. */
  take(address: string, now: Date): boolean
  /** Gives a request back that was counted before it was known who asks. */
  giveBack(address: string): void
}

type Bucket = { left: number; at: number }

/** About 100 bytes each: some 2 MB at most. */
const mostBuckets = 20_000

/** Where it is said who was refused: the log listens, and this need not know of it. */
const refusals = channel('allclear:rate-limited')

/** A request under a limit of this name that was counted (1) or given back (-1), at this moment. */
export type CountedRequest = { name: string; address: string; requests: number; atMs: number }

/** Where each request is said, for other processes that share the limit; see lib/processes/share-limits. */
export const requestCounted = 'allclear:request-counted'
/** Where a limit says that it is there. */
export const limitMade = 'allclear:limit-made'
const requestsCounted = channel(requestCounted)
const limitsMade = channel(limitMade)

/** Where a request is said that another process counted; each copy of this module has limits of its own. */
const requestElsewhere = 'allclear:request-elsewhere'
const named = new Map<string, (request: CountedRequest) => void>()
subscribe(requestElsewhere, request =>
  named.get((request as CountedRequest).name)?.(request as CountedRequest),
)

/** Counts a request that another process has counted. */
export function applyCounted(request: CountedRequest): void {
  channel(requestElsewhere).publish(request)
}

/**
 * Counts requests in memory, per address and per network; what was used least lately is forgotten. Who has an IPv6 address
 * has a whole /64 of them, so that counts as one address, and the /48 as its network; of IPv4 the /24. name: what is limited,
 * for the log and for other processes; no other limit has it.
 */
export function createRateLimit(
  limits: { name?: string; address: Allowance; network: Allowance },
  most: number = mostBuckets,
): RateLimit {
  const buckets = new Map<string, Bucket>()

  function filled(key: string, { burst, perMinute }: Allowance, now: number): Bucket {
    const bucket = buckets.get(key) ?? { left: burst, at: now }
    const minutes = Math.max(0, now - bucket.at) / 60_000
    return { left: Math.min(burst, bucket.left + minutes * perMinute), at: now }
  }

  function keep(key: string, bucket: Bucket): void {
    buckets.delete(key)
    buckets.set(key, bucket)
    const [oldest] = buckets.keys()
    if (buckets.size > most && oldest !== undefined) buckets.delete(oldest)
  }

  function spend(address: string, requests: number, atMs: number): void {
    const [ownKey, nearKey] = keysOf(address)
    const own = filled(ownKey, limits.address, atMs)
    const near = filled(nearKey, limits.network, atMs)
    keep(ownKey, { ...own, left: Math.max(0, own.left - requests) })
    keep(nearKey, { ...near, left: Math.max(0, near.left - requests) })
  }

  function say(address: string, requests: number, atMs: number): void {
    if (limits.name && requestsCounted.hasSubscribers)
      requestsCounted.publish({ name: limits.name, address, requests, atMs } satisfies CountedRequest)
  }

  if (limits.name) {
    const apply = (request: CountedRequest) => spend(request.address, request.requests, request.atMs)
    named.set(limits.name, apply)
    limitsMade.publish({ name: limits.name, apply })
  }
  return {
    take(address, now) {
      const [ownKey, nearKey] = keysOf(address)
      const own = filled(ownKey, limits.address, now.getTime())
      const near = filled(nearKey, limits.network, now.getTime())
      const isAllowed = own.left >= 1 && near.left >= 1
      const cost = isAllowed ? 1 : 0
      keep(ownKey, { ...own, left: own.left - cost })
      keep(nearKey, { ...near, left: near.left - cost })
      if (!isAllowed && limits.name) refusals.publish({ limit: limits.name, from: networkOf(address) })
      if (isAllowed) say(address, 1, now.getTime())
      return isAllowed
    },
    giveBack(address) {
      for (const key of keysOf(address)) {
        const bucket = buckets.get(key)
        if (bucket) bucket.left += 1
      }
      say(address, -1, Date.now())
    },
  }
}

function keysOf(address: string): [string, string] {
  return [`address ${addressGroup(address)}`, `network ${networkOf(address)}`]
}

/** What counts as one address: an IPv4 address, the /64 of an IPv6 address; anything else as it is. */
export function addressGroup(address: string): string {
  return isIPv6(unmapped(address)) ? prefixOf(address, 4) : unmapped(address)
}

/** The /24 of an IPv4 address, the /48 of an IPv6 address; anything else is a network of its own. */
export function networkOf(address: string): string {
  const plain = unmapped(address)
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  return isIPv6(plain) ? prefixOf(plain, 3) : plain
}

/** An IPv4 address as IPv6 sockets write it is the IPv4 address. */
function unmapped(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '')
}

/** The first groups of an IPv6 address, 16 bits each. */
function prefixOf(address: string, groups: number): string {
  const [head = '', tail = ''] = new URL(`http://[${address.replace(/%.*/, '')}]/`).hostname
    .slice(1, -1)
    .split('::')
  const before = head.split(':').filter(part => part !== '')
  const after = tail.split(':').filter(part => part !== '')
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return `${[...before, ...zeros, ...after].slice(0, groups).join(':')}::/${groups * 16}`
}

/**
 * Who sent a request: the last address that is not a trusted proxy's own entry.
 * Each hop, our own server included, adds the address that it saw to X-Forwarded-For; what stands before is hearsay.
 */
export function clientAddress(headers: Pick<Headers, 'get'>, trustedProxies: number): string {
  const seen = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map(address => address.trim())
    .filter(address => address !== '')
  return seen.at(-1 - trustedProxies) ?? seen[0] ?? 'unknown'
}
