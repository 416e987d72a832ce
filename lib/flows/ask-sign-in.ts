import { type Database, getDatabase } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { queueJobs } from '#db/jobs.ts'
import { mayAskLink } from '#lib/identity/links.ts'

/** path: the page of the desk that was asked for; null: the first. */
export type AskedSignIn = { email: string; path: string | null }

/** Queues a mail with a sign-in link to an address of the staff. For any other address it does nothing, and says nothing of that. */
export function askSignIn(
  { email, path }: AskedSignIn,
  now: Date,
  db: Database = getDatabase(),
): Promise<void> {
  return db.transaction(async tx => {
    if (await mayAskLink(tx, email, now))
      await queueJobs(tx, 'mail-sign-in', [{ id: newId(), email, path, askedAt: now.toISOString() }])
  })
}
