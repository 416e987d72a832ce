import { env } from '#lib/env.ts'
import { clientAddress, createRateLimit, type RateLimit } from '#lib/limits/rate-limit.ts'

/**
 * Tries at a door, by sender and network; whoever gets in gets the turn back. None counts by the person that is tried for,
 * so a stranger locks nobody out. way: which door it is.
 */
export function doorLimit(way: 'passkey' | 'company' | 'code' | 'link'): RateLimit {
  return createRateLimit({
    name: `doors-of-the-desk-by-${way}`,
    address: { burst: 20, perMinute: 5 },
    network: { burst: 60, perMinute: 15 },
  })
}

/** Who is counted. */
export function senderOf(headers: Headers): string {
  return clientAddress(headers, env.TRUSTED_PROXIES)
}
