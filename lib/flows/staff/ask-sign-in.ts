import { type Database, getDatabase } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { queueJobs } from '#db/jobs.ts'
import { env } from '#lib/env.ts'
import { mayAskLink } from '#lib/identity/links.ts'
import { clientAddress, createRateLimit, type RateLimit } from '#lib/turns/rate-limit.ts'

const ownLimit = createRateLimit({
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
  if (!limit.take(clientAddress(headers, env.TRUSTED_PROXIES), now)) return 'often'
  await db.transaction(async tx => {
    if (await mayAskLink(tx, email, now))
      await queueJobs(tx, 'mail-sign-in', [{ id: newId(), email, path, askedAt: now.toISOString() }])
  })
  return 'asked'
}

/** headers: of the request, which say where it came from. */
type Asking = { headers?: Headers; db?: Database; limit?: RateLimit }
