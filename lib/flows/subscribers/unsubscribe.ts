import { type Database, getDatabase } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { isReaderOf } from '#db/reads/subscribers/subscribing.ts'
import { endSubscriptions } from '#db/writes/subscribers/ended-subscribers.ts'
import { verifyLink } from '#lib/links.ts'

/** Whether a link ends notices at the site of this brand; null: at the hoster's. Changes nothing: programs open links too. */
export async function isUnsubscribeLink(
  token: string,
  now: Date,
  db: Database = getDatabase(),
  brandId: string | null = null,
): Promise<boolean> {
  const link = verifyLink(await readSecret(db), 'unsubscribe', token, now)
  return 'subject' in link && isReaderOf(db, link.subject, brandId)
}

/** Ends all notices to the address that got the link, at once. unknown: the link is none of ours. */
export async function unsubscribe(
  token: string,
  now: Date,
  db: Database = getDatabase(),
  brandId: string | null = null,
): Promise<'done' | 'unknown'> {
  const link = verifyLink(await readSecret(db), 'unsubscribe', token, now)
  if ('problem' in link || !(await isReaderOf(db, link.subject, brandId))) return 'unknown'
  await db.transaction(tx => endSubscriptions(tx, link.subject, now))
  return 'done'
}
