import { and, eq, gt, isNull, ne, or, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import type { Subscriber } from '#db/reads/subscribing.ts'
import { subscribers, subscriptions } from '#db/schema.ts'
import type { Watch } from '#lib/rules/audience.ts'

/** The subscriber with this address, a new pending one if need be, for this transaction alone until it ends. */
export async function holdSubscriber(tx: Transaction, email: string, now: Date): Promise<Subscriber> {
  await tx.insert(subscribers).values({ email, createdAt: now }).onConflictDoNothing()
  const [row] = await tx.select().from(subscribers).where(eq(subscribers.email, email)).for('update')
  if (!row) throw new Error('A subscriber was deleted while it was being written.')
  return row
}

/** The same for a subscriber that may be gone. */
export async function holdSubscriberById(tx: Transaction, id: string): Promise<Subscriber | undefined> {
  const [row] = await tx.select().from(subscribers).where(eq(subscribers.id, id)).for('update')
  return row
}

/** Whether the owner of the address has confirmed that he watches this. */
export async function isWatchingConfirmed(
  tx: Transaction,
  subscriberId: string,
  watch: Watch,
): Promise<boolean> {
  const { serverId, groupId } = watch
  const rows = await tx
    .select({ confirmedAt: subscriptions.confirmedAt })
    .from(subscriptions)
    .where(
      and(
        eq(subscriptions.subscriberId, subscriberId),
        sql`${subscriptions.serverId} is not distinct from ${serverId}::text`,
        sql`${subscriptions.groupId} is not distinct from ${groupId}::text`,
      ),
    )
  return rows.some(row => row.confirmedAt !== null)
}

export type AskLine = {
  subscriberId: string
  watch: Watch
  state: 'pending' | 'confirmed'
  isMailed: boolean
  /** An older unconfirmed subscription is void, and begins anew. */
  oldestLive: Date
}

/** Remembers what was asked for, unconfirmed. What a mail of before still asks for keeps its time. */
export async function writeAsk(tx: Transaction, line: AskLine, now: Date): Promise<void> {
  const { subscriberId, watch, state, isMailed, oldestLive } = line
  const isVoid = sql`${subscriptions.createdAt} <= ${oldestLive.toISOString()}::timestamptz`
  await tx
    .update(subscribers)
    .set({ state, ...(isMailed ? { askedAt: now } : {}) })
    .where(eq(subscribers.id, subscriberId))
  await tx
    .insert(subscriptions)
    .values({ subscriberId, ...watch, createdAt: now })
    .onConflictDoUpdate({
      target: [subscriptions.subscriberId, subscriptions.serverId, subscriptions.groupId],
      set: { createdAt: now },
      setWhere: and(isNull(subscriptions.confirmedAt), or(sql`${isMailed}::boolean`, isVoid)),
    })
}

/** Confirms the subscriber and what was asked for after this moment. Returns how many subscriptions that were. */
export async function confirmAsked(
  tx: Transaction,
  subscriberId: string,
  after: Date,
  now: Date,
): Promise<number> {
  const confirmed = await tx
    .update(subscriptions)
    .set({ confirmedAt: now })
    .where(
      and(
        eq(subscriptions.subscriberId, subscriberId),
        isNull(subscriptions.confirmedAt),
        gt(subscriptions.createdAt, after),
      ),
    )
    .returning({ id: subscriptions.id })
  if (confirmed.length > 0)
    await tx
      .update(subscribers)
      .set({ state: 'confirmed', confirmedAt: now })
      .where(eq(subscribers.id, subscriberId))
  return confirmed.length
}

/** Ends all of a subscriber's subscriptions. A suppressed address stays suppressed. */
export async function endSubscriptions(tx: Transaction, subscriberId: string, now: Date): Promise<void> {
  await tx.delete(subscriptions).where(eq(subscriptions.subscriberId, subscriberId))
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

/** No more mail to this address, whatever is asked for it. Returns its subscriber's id; null: there is none that gets mail. */
export async function suppressSubscriber(
  tx: Transaction,
  email: string,
  reason: string,
  now: Date,
): Promise<string | null> {
  const [row] = await tx
    .update(subscribers)
    .set({ state: 'suppressed', suppressedAt: now, suppressedFor: reason })
    .where(and(eq(subscribers.email, email), ne(subscribers.state, 'suppressed')))
    .returning({ id: subscribers.id })
  return row?.id ?? null
}
