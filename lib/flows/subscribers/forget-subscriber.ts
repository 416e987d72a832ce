import { type Database, getDatabase } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { forgetSubscriber, lockSubscriberById } from '#db/writes/subscribers/subscribers.ts'
import { verifyLink } from '#lib/links.ts'

/** Whether a link opens the preferences. Changes nothing. */
export async function isPreferencesLink(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<boolean> {
  return 'subject' in verifyLink(await readSecret(db), 'preferences', token, now)
}

/** Deletes all that we have of the address that got the link, at once. Returns false when the link is not one of ours. */
export async function forgetByLink(token: string, now: Date, db: Database = getDatabase()): Promise<boolean> {
  const link = verifyLink(await readSecret(db), 'preferences', token, now)
  if ('problem' in link) return false
  await db.transaction(async tx => {
    const subscriber = await lockSubscriberById(tx, link.subject)
    if (subscriber) await forgetSubscriber(tx, subscriber)
  })
  return true
}
