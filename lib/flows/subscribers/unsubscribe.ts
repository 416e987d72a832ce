import { type Database, getDatabase } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { endSubscriptions } from '#db/writes/subscribers/ended-subscribers.ts'
import { verifyLink } from '#lib/links.ts'

/** Whether a link ends notices. Changes nothing: programs open links too. */
export async function isUnsubscribeLink(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<boolean> {
  return 'subject' in verifyLink(await readSecret(db), 'unsubscribe', token, now)
}

/** Ends all notices to the address that got the link, at once. unknown: the link is none of ours. */
export async function unsubscribe(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<'done' | 'unknown'> {
  const link = verifyLink(await readSecret(db), 'unsubscribe', token, now)
  if ('problem' in link) return 'unknown'
  await db.transaction(tx => endSubscriptions(tx, link.subject, now))
  return 'done'
}
