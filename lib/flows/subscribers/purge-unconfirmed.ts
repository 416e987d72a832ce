import type { Database } from '#db/client.ts'
import { purgePending } from '#db/writes/sending/purge.ts'
import { askedTooLongAgo } from '#lib/rules/sending/keeping.ts'

/** Forgets whom somebody entered in a form and who never confirmed it. Returns how many addresses that were. */
export function purgeUnconfirmed(db: Database, now: Date): Promise<number> {
  return purgePending(db, askedTooLongAgo(now))
}
