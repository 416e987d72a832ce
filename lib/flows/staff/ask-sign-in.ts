import { type Database, getDatabase } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { queueJobs } from '#db/jobs.ts'
import { env } from '#lib/env.ts'
import { mayAskLink } from '#lib/identity/links.ts'
import { clientAddress, createRateLimit, networkOf, type RateLimit } from '#lib/limits/rate-limit.ts'
import { logSecurity } from '#lib/log/security.ts'

const ownLimit = createRateLimit({
  name: 'sign-in-links',
  address: { burst: 10, perMinute: 2 },
  network: { burst: 30, perMinute: 6 },
})

/** path: the page of the desk that was asked for; null: the first. */
export type AskedSignIn = { email: string; path: string | null }

/**
 * Queues a mail with a sign-in link to an address of the staff. For any other address it does nothing, and says nothing
 * of that. often: the sender of these headers, or their network, has asked too often.
 */
export async function askSignIn(
  { email, path }: AskedSignIn,
  now: Date,
  { headers = new Headers(), db = getDatabase(), limit = ownLimit }: Asking = {},
): Promise<'asked' | 'often'> {
  const sender = clientAddress(headers, env.TRUSTED_PROXIES)
  if (!limit.take(sender, now)) return 'often'
  const isMailed = await db.transaction(async tx => {
    const isAllowed = await mayAskLink(tx, email, now)
    if (isAllowed)
      await queueJobs(tx, 'mail-sign-in', [{ id: newId(), email, path, askedAt: now.toISOString() }])
    return isAllowed
  })
  if (!isMailed) logSecurity('sign-in-refused', { by: 'link', why: 'not mailed', network: networkOf(sender) })
  return 'asked'
}

/** headers: of the request, which say where it came from. */
type Asking = { headers?: Headers; db?: Database; limit?: RateLimit }
