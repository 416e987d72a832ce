import { env } from '#lib/env.ts'
import { askVerdict, type FoundVerdict } from '#lib/flows/servers/ask-verdict.ts'
import { clientAddress, createRateLimit } from '#lib/limits/rate-limit.ts'
import { sharedOnce } from '#lib/shared.ts'

/** Each look costs up to ten questions to DNS. An office shares one network. One limit for all pages that look. */
const limit = sharedOnce('find-limit', () =>
  createRateLimit({
    name: 'domains-typed',
    address: { burst: 12, perMinute: 12 },
    network: { burst: 60, perMinute: 60 },
  }),
)

/** Says to who sent these headers how it is with what they typed. */
export function answerTyped(typed: string, headers: Headers, now: Date): Promise<FoundVerdict> {
  const from = clientAddress(headers, env.TRUSTED_PROXIES)
  return askVerdict(typed, { now, mayAsk: () => limit.take(from, now) })
}
