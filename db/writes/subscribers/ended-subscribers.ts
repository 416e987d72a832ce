import { and, eq, ne } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
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
 * No more mail to this address, whatever is asked for it: also where it only wrote a comment. Returns its subscriber's
 * id; null: it is none that gets mail from us.
 */
export async function suppressSubscriber(
  tx: Transaction,
  email: string,
  reason: string,
  now: Date,
): Promise<string | null> {
  if ((await tx.$count(comments, eq(comments.email, email))) > 0)
    await tx.insert(subscribers).values({ email, createdAt: now }).onConflictDoNothing()
  const [row] = await tx
    .update(subscribers)
    .set({ state: 'suppressed', suppressedAt: now, suppressedFor: reason })
    .where(and(eq(subscribers.email, email), ne(subscribers.state, 'suppressed')))
    .returning({ id: subscribers.id })
  return row?.id ?? null
}

/** Ends the suppression of an address, as if its owner had left. Returns whether there was one. */
export async function liftSuppressed(tx: Transaction, subscriberId: string, now: Date): Promise<boolean> {
  const none = { suppressedAt: null, suppressedFor: null }
  const { rowCount } = await tx
    .update(subscribers)
    .set({ state: 'unsubscribed', unsubscribedAt: now, ...none })
    .where(and(eq(subscribers.id, subscriberId), eq(subscribers.state, 'suppressed')))
  return (rowCount ?? 0) > 0
}

/**
 * Forgets an address: its subscriptions, destinations and deliveries go, comments that wait go, comments that are
 * published stay without it. Of a suppressed address that and why stays, so that it is never written to again.
 */
export async function forgetSubscriber(tx: Transaction, subscriber: LockedSubscriber): Promise<void> {
  const { id, email, state, createdAt, suppressedAt, suppressedFor } = subscriber
  await tx.delete(comments).where(and(eq(comments.email, email), eq(comments.state, 'held')))
  await tx.update(comments).set({ email: null }).where(eq(comments.email, email))
  await tx.delete(subscribers).where(eq(subscribers.id, id))
  if (state === 'suppressed')
    await tx.insert(subscribers).values({ id, email, state, createdAt, suppressedAt, suppressedFor })
}
