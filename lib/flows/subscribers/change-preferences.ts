import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { areBrandTargets } from '#db/reads/brands/brand-targets.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { areTargets, readConfirmed } from '#db/reads/subscribers/subscribing.ts'
import { dropWaiting, lockSubscriberById, writeChange } from '#db/writes/subscribers/subscribers.ts'
import { verifyLink } from '#lib/links.ts'
import { countAfter, type PreferencesAsked } from '#lib/rules/subscribers/preferences.ts'
import { mostSubscriptions } from '#lib/rules/subscribers/subscription.ts'
import { closedFor, type NoPreferences } from './load-preferences.ts'

/**
 * Changes what the owner of an address gets, by a link that only their mailbox has. What the page did not show stays
 * as it is. brandId: at whose site the link is opened; null: at the hoster's. no-target: one that was added is not there. many: it would be more than one address may have.
 */
export async function changePreferences(
  token: string,
  asked: PreferencesAsked,
  now: Date,
  db: Database = getDatabase(),
  brandId: string | null = null,
): Promise<'changed' | 'no-target' | 'many' | NoPreferences> {
  const link = verifyLink(await readSecret(db), 'preferences', token, now)
  if ('problem' in link) return link.problem
  return db.transaction(async tx => {
    const subscriber = await lockSubscriberById(tx, link.subject)
    if (subscriber && subscriber.brandId !== brandId) return 'invalid'
    const closed = closedFor(subscriber)
    if (!subscriber || closed) return closed ?? 'nothing'
    if (brandId !== null && !(await areBrandTargets(tx, brandId, asked.add))) return 'no-target'
    return changeWatching(tx, subscriber.id, asked, now)
  })
}

/** The same for whoever may, on a confirmed subscriber that this transaction has locked. */
export async function changeWatching(
  tx: Transaction,
  subscriberId: string,
  { add, remove, preferences, zone, language }: PreferencesAsked,
  now: Date,
): Promise<'changed' | 'no-target' | 'many'> {
  if (!(await areTargets(tx, add))) return 'no-target'
  const watched = await readConfirmed(tx, subscriberId)
  if (countAfter(watched, { add, remove }) > mostSubscriptions) return 'many'
  await writeChange(tx, { subscriberId, add, remove, preferences, zone, language }, now)
  await dropWaiting(tx, subscriberId, mostSubscriptions)
  return 'changed'
}
