import { type Database, getDatabase } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { isReaderOf } from '#db/reads/subscribers/subscribing.ts'
import { forgetSubscriber } from '#db/writes/subscribers/ended-subscribers.ts'
import { lockSubscriberById } from '#db/writes/subscribers/subscribers.ts'
import { verifyLink } from '#lib/links.ts'

/** Whether a link opens the preferences at the hoster's own site. Changes nothing. */
export async function isPreferencesLink(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<boolean> {
  const link = verifyLink(await readSecret(db), 'preferences', token, now)
  return 'subject' in link && isReaderOf(db, link.subject, null)
}

/** Deletes all that we have of the address that got the link, at once. unknown: the link is none of ours. */
export async function forgetByLink(
  token: string,
  now: Date,
  db: Database = getDatabase(),
  brandId: string | null = null,
): Promise<'done' | 'unknown'> {
  const link = verifyLink(await readSecret(db), 'preferences', token, now)
  if ('problem' in link || !(await isReaderOf(db, link.subject, brandId))) return 'unknown'
  await db.transaction(async tx => {
    const subscriber = await lockSubscriberById(tx, link.subject)
    if (subscriber) await forgetSubscriber(tx, subscriber)
  })
  return 'done'
}
