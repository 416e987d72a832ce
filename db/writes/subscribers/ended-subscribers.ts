import { and, arrayContains, eq, ne, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { customers } from '#db/schema/customer.ts'
import { subscribers, subscriptions, testMessages } from '#db/schema/subscriber.ts'
import { isOfSubscriber, type LockedSubscriber } from './subscribers.ts'

/** Ends all of a subscriber's subscriptions. A suppressed address stays suppressed. */
export async function endSubscriptions(tx: Transaction, subscriberId: string, now: Date): Promise<void> {
  await tx.delete(subscriptions).where(isOfSubscriber(subscriberId))
  await tx
    .update(subscribers)
    .set({ state: 'unsubscribed', unsubscribedAt: now })
    .where(
      and(
        eq(subscribers.id, subscriberId),
        ne(subscribers.state, 'suppressed'),
        ne(subscribers.state, 'unsubscribed'),
      ),
    )
}

/**
 * No more mail to this address, whatever is asked for it and for whichever brand: also where it only wrote a comment. Returns
 * its subscriber's id; null: it is none that gets mail from us.
 */
export async function suppressSubscriber(
  tx: Transaction,
  email: string,
  reason: string,
  now: Date,
): Promise<string | null> {
  const isKnown = (await tx.$count(subscribers, eq(subscribers.email, email))) > 0
  // A file that names the address for the hoster's own notices must meet it, too.
  if (isKnown || (await tx.$count(comments, eq(comments.email, email))) > 0)
    await tx.insert(subscribers).values({ email, createdAt: now }).onConflictDoNothing()
  const [row] = await tx
    .update(subscribers)
    .set({ state: 'suppressed', suppressedAt: now, suppressedFor: reason })
    .where(and(eq(subscribers.email, email), ne(subscribers.state, 'suppressed')))
    .returning({ id: subscribers.id })
  return row?.id ?? null
}

/** Ends all notices to somebody who still gets some or was asked. Returns whether there was anything to end. */
export async function endNotices(tx: Transaction, subscriberId: string, now: Date): Promise<boolean> {
  const { state, id } = subscribers
  const isLive = and(eq(id, subscriberId), ne(state, 'unsubscribed'), ne(state, 'suppressed'))
  if ((await tx.$count(subscribers, isLive)) === 0) return false
  await endSubscriptions(tx, subscriberId, now)
  await tx.update(subscribers).set({ invitedAt: null }).where(eq(id, subscriberId))
  return true
}

/**
 * Ends the suppression of an address, for all brands, as if its owner had left. Returns the ids of its subscribers; none: it was
 * not suppressed.
 */
export async function liftSuppressed(tx: Transaction, subscriberId: string, now: Date): Promise<string[]> {
  const none = { suppressedAt: null, suppressedFor: null }
  const lifted = await tx
    .update(subscribers)
    .set({ state: 'unsubscribed', unsubscribedAt: now, ...none })
    .where(and(isAddressOfId(subscriberId), eq(subscribers.state, 'suppressed')))
    .returning({ id: subscribers.id })
  return lifted.map(({ id }) => id)
}

const isAddressOfId = (id: string) =>
  sql`${subscribers.email} = (select own.email from subscribers own where own.id = ${id})`

/**
 * Forgets an address: its subscriptions, destinations and deliveries go, comments that wait go, comments that are
 * published stay without it. Of a suppressed address that and why stays, so that it is never written to again. A brand's
 * reader wrote no comments: they are the hoster's.
 */
export async function forgetSubscriber(tx: Transaction, subscriber: LockedSubscriber): Promise<void> {
  const { id, brandId, email, state, createdAt, suppressedAt, suppressedFor } = subscriber
  if (brandId === null) await forgetCommenter(tx, email)
  await tx.delete(subscribers).where(eq(subscribers.id, id))
  if (state === 'suppressed')
    await tx.insert(subscribers).values({ id, brandId, email, state, createdAt, suppressedAt, suppressedFor })
}

/**
 * Forgets an address also where it stands beside its subscriber: what the audit says of them, the contacts of the customer
 * map, and mails about their destinations that still wait.
 */
export async function forgetTraces(tx: Transaction, { id, email }: { id: string | null; email: string }) {
  await tx
    .update(customers)
    .set({ contacts: sql`array_remove(${customers.contacts}, ${email})` })
    .where(arrayContains(customers.contacts, [email]))
  if (id === null) return
  await tx.execute(sql`select erase_audit(${`subscriber ${id}`})`)
  await tx.delete(testMessages).where(eq(testMessages.subscriberId, id))
  await tx.execute(sql`delete from pgboss.job where name = 'tell-owner' and data->>'subscriberId' = ${id}`)
}

/** Forgets the address of who only wrote comments. Returns how many those were. */
export async function forgetCommenter(tx: Transaction, email: string): Promise<number> {
  const held = await tx.delete(comments).where(and(eq(comments.email, email), eq(comments.state, 'held')))
  const { rowCount } = await tx.update(comments).set({ email: null }).where(eq(comments.email, email))
  return (held.rowCount ?? 0) + (rowCount ?? 0)
}
