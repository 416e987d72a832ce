import { type Database, getDatabase } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { lockSubscriberByEmail, noteLinkAsked } from '#db/writes/subscribers/subscribers.ts'
import { mayMailLink } from '#lib/rules/subscribers/subscription.ts'

/** Queues a mail with a link to the preferences, if the address gets notices. Its answer is the same for all addresses. */
export function askPreferencesLink(
  email: string,
  now: Date,
  db: Database = getDatabase(),
  brandId: string | null = null,
): Promise<void> {
  return db.transaction(async tx => {
    const subscriber = await lockSubscriberByEmail(tx, { email, brandId })
    if (!subscriber || !mayMailLink(subscriber, now)) return
    await noteLinkAsked(tx, subscriber.id, now)
    await queueJobs(tx, 'mail-preferences-link', [{ subscriberId: subscriber.id }])
  })
}
