import { env } from '#lib/env.ts'
import { clientAddress, createRateLimit } from '#lib/limits/rate-limit.ts'

/** Each look costs up to ten questions to DNS. A help desk asks for all of its customers from one address. */
const limit = createRateLimit({
  name: 'caller-frames',
  address: { burst: 60, perMinute: 60 },
  network: { burst: 60, perMinute: 60 },
})

/** Takes a turn at DNS for whoever sent this request. */
export function mayLookUp({ headers }: Request, now: Date): boolean {
  return limit.take(clientAddress(headers, env.TRUSTED_PROXIES), now)
}
