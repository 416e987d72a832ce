import { type Database, getDatabase } from '#db/client.ts'
import { env } from '#lib/env.ts'
import { enterDesk, type SessionCookie } from '#lib/identity/session.ts'
import { logSecurity } from '#lib/log/security.ts'
import { clientAddress, createRateLimit, networkOf, type RateLimit } from '#lib/turns/rate-limit.ts'

/** Wrong links of one address and its network. */
const ownLimit = createRateLimit({
  name: 'wrong-sign-in-links',
  address: { burst: 20, perMinute: 5 },
  network: { burst: 60, perMinute: 15 },
})

/**
 * Uses up a sign-in link for who sends these headers. Returns the cookies that sign this browser in; unknown: the link is
 * used, old or not ours; often: too many such links came from there.
 */
export async function enterByLink(
  token: string,
  headers: Headers,
  now: Date,
  db: Database = getDatabase(),
  limit: RateLimit = ownLimit,
): Promise<SessionCookie[] | 'unknown' | 'often'> {
  const sender = clientAddress(headers, env.TRUSTED_PROXIES)
  const network = networkOf(sender)
  if (!limit.take(sender, now)) return 'often'
  const cookies = await enterDesk(token, headers, db)
  if (!cookies) {
    logSecurity('sign-in-refused', { by: 'link', network })
    return 'unknown'
  }
  logSecurity('signed-in', { by: 'link', network })
  limit.giveBack(sender)
  return cookies
}
