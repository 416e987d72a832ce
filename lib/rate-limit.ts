import { isIPv4, isIPv6 } from 'node:net'

/** A bucket that holds so many turns and gets so many back in a minute. */
export type Allowance = { burst: number; perMinute: number }

export type RateLimit = {
  /** Takes a turn. Returns false when this address or its network has none left. */
  take(address: string, now: Date): boolean
}

type Bucket = { turns: number; at: number }

/** About 100 bytes each: some 2 MB at most. */
const mostBuckets = 20_000

/** Counts turns in memory, per address and per network (IPv4 /24, IPv6 /64); what was used least lately is forgotten. */
export function createRateLimit(
  limits: { address: Allowance; network: Allowance },
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

  return {
    take(address, now) {
      const own = filled(`address ${address}`, limits.address, now.getTime())
      const near = filled(`network ${networkOf(address)}`, limits.network, now.getTime())
      const isAllowed = own.turns >= 1 && near.turns >= 1
      const cost = isAllowed ? 1 : 0
      keep(`address ${address}`, { ...own, turns: own.turns - cost })
      keep(`network ${networkOf(address)}`, { ...near, turns: near.turns - cost })
      return isAllowed
    },
  }
}

/** The /24 of an IPv4 address, the /64 of an IPv6 address; anything else is a network of its own. */
export function networkOf(address: string): string {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`
  if (!isIPv6(plain)) return plain
  const [head = '', tail = ''] = new URL(`http://[${plain.replace(/%.*/, '')}]/`).hostname
    .slice(1, -1)
    .split('::')
  const before = head.split(':').filter(part => part !== '')
  const after = tail.split(':').filter(part => part !== '')
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0')
  return `${[...before, ...zeros, ...after].slice(0, 4).join(':')}::/64`
}

/**
 * Who sent a request: the last address that is not a trusted proxy's own entry.
 * Each hop, our own server included, adds the address that it saw to X-Forwarded-For; what stands before is hearsay.
 */
export function clientAddress(headers: Headers, trustedProxies: number): string {
  const seen = (headers.get('x-forwarded-for') ?? '')
    .split(',')
    .map(address => address.trim())
    .filter(address => address !== '')
  return seen.at(-1 - trustedProxies) ?? seen[0] ?? 'unknown'
}
