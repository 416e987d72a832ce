import { channel, subscribe } from 'node:diagnostics_channel'
import { isIPv4, isIPv6 } from 'node:net'

/** How many turns a bucket holds, and how many it gets back in a minute. */
export type Allowance = { burst: number; perMinute: number }

export type RateLimit = {
  /** Takes a turn. Returns false when this address or its network has none left. */
  take(address: string, now: Date): boolean
  /** Gives a turn back that was taken before it was known who asks. */
  giveBack(address: string): void
}

type Bucket = { turns: number; at: number }

/** About 100 bytes each: some 2 MB at most. */
const mostBuckets = 20_000

/** Where it is said who was refused: the log listens, and this need not know of it. */
const refusals = channel('allclear:rate-limited')

/** A turn of a limit with this name that was taken (1) or given back (-1), at this moment. */
export type TakenTurn = { name: string; address: string; turns: number; atMs: number }

/** Where each turn is said, for other processes that share the limit; see lib/processes/share-turns. */
export const turnTaken = 'allclear:turn-taken'
/** Where a limit says that it is there. */
export const limitMade = 'allclear:limit-made'
const turnsTaken = channel(turnTaken)
const limitsMade = channel(limitMade)

/** Where a turn is said that another process gave; each copy of this module has limits of its own. */
const turnElsewhere = 'allclear:turn-elsewhere'
const named = new Map<string, (turn: TakenTurn) => void>()
subscribe(turnElsewhere, turn => named.get((turn as TakenTurn).name)?.(turn as TakenTurn))

/** Counts a turn that was taken in another process. */
export function applyTurn(turn: TakenTurn): void {
  channel(turnElsewhere).publish(turn)
}

/**
 * Counts turns in memory, per address and per network; what was used least lately is forgotten. Who has an IPv6 address
 * has a whole /64 of them, so that counts as one address, and the /48 as its network; of IPv4 the /24. name: what is limited,
 * for the log and for other processes; no other limit has it.
 */
export function createRateLimit(
  limits: { name?: string; address: Allowance; network: Allowance },
  most: number = mostBuckets,
): RateLimit {
  const buckets = new Map<string, Bucket>()

  function filled(key: string, { burst, perMinute }: Allowance, now: number): Bucket {
    const bucket = buckets.get(key) ?? { turns: burst, at: now }
    const minutes = Math.max(0, now - bucket.at) / 60_000
    return { turns: Math.min(burst, bucket.turns + minutes * perMinute), at: now }
  }

  function keep(key: string, bucket: Bucket): void {
    buckets.delete(key)
    buckets.set(key, bucket)
    const [oldest] = buckets.keys()
    if (buckets.size > most && oldest !== undefined) buckets.delete(oldest)
  }

  function spend(address: string, turns: number, atMs: number): void {
    const [ownKey, nearKey] = keysOf(address)
    const own = filled(ownKey, limits.address, atMs)
    const near = filled(nearKey, limits.network, atMs)
    keep(ownKey, { ...own, turns: Math.max(0, own.turns - turns) })
    keep(nearKey, { ...near, turns: Math.max(0, near.turns - turns) })
  }

  function say(address: string, turns: number, atMs: number): void {
    if (limits.name && turnsTaken.hasSubscribers)
      turnsTaken.publish({ name: limits.name, address, turns, atMs } satisfies TakenTurn)
  }

  if (limits.name) {
    const apply = (turn: TakenTurn) => spend(turn.address, turn.turns, turn.atMs)
    named.set(limits.name, apply)
    limitsMade.publish({ name: limits.name, apply })
  }
  return {
    take(address, now) {
      const [ownKey, nearKey] = keysOf(address)
      const own = filled(ownKey, limits.address, now.getTime())
      const near = filled(nearKey, limits.network, now.getTime())
      const isAllowed = own.turns >= 1 && near.turns >= 1
      const cost = isAllowed ? 1 : 0
      keep(ownKey, { ...own, turns: own.turns - cost })
      keep(nearKey, { ...near, turns: near.turns - cost })
      if (!isAllowed && limits.name) refusals.publish({ limit: limits.name, from: networkOf(address) })
      if (isAllowed) say(address, 1, now.getTime())
      return isAllowed
    },
    giveBack(address) {
      for (const key of keysOf(address)) {
        const bucket = buckets.get(key)
        if (bucket) bucket.turns += 1
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
