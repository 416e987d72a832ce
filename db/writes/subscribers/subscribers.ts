import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import type { Subscriber } from '#db/reads/subscribers/subscribing.ts'
import { comments } from '#db/schema/comment.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import type { Preferences } from '#lib/rules/subscribers/notice-preferences.ts'
import { columnsOf, type Target, targetOf } from '#lib/rules/subscribers/target.ts'

/** The subscriber with this address, a new pending one if need be, for this transaction alone until it ends. */
export async function lockSubscriber(tx: Transaction, email: string, now: Date): Promise<Subscriber> {
  await tx.insert(subscribers).values({ email, createdAt: now }).onConflictDoNothing()
  const row = await lockWhere(tx, eq(subscribers.email, email))
  if (!row) throw new Error('A subscriber was deleted while it was being written.')
  return row
}

/** The same for a subscriber that may be gone. */
export function lockSubscriberById(tx: Transaction, id: string): Promise<Subscriber | undefined> {
  return lockWhere(tx, eq(subscribers.id, id))
}

/** The same for an address that may be nobody's. */
export function lockSubscriberByEmail(tx: Transaction, email: string): Promise<Subscriber | undefined> {
  return lockWhere(tx, eq(subscribers.email, email))
}

async function lockWhere(tx: Transaction, condition: SQL): Promise<Subscriber | undefined> {
  const [row] = await tx.select().from(subscribers).where(condition).for('update')
  return row
}

const { serverId, groupId, domain, postId } = subscriptions
const oneOfEach = [subscriptions.subscriberId, serverId, groupId, domain, postId]

const isOf = (subscriberId: string) => eq(subscriptions.subscriberId, subscriberId)

const isTarget = (target: Target) => {
  const columns = columnsOf(target)
  return and(
    sql`${serverId} is not distinct from ${columns.serverId}::text`,
    sql`${groupId} is not distinct from ${columns.groupId}::text`,
    sql`${domain} is not distinct from ${columns.domain}::text`,
    sql`${postId} is not distinct from ${columns.postId}::text`,
  )
}

/** What the owner of the address has confirmed that he watches. */
export async function readConfirmed(tx: Transaction, subscriberId: string): Promise<Target[]> {
  const rows = await tx
    .select({ serverId, groupId, domain, postId })
    .from(subscriptions)
    .where(and(isOf(subscriberId), isNotNull(subscriptions.confirmedAt)))
  return rows.map(targetOf)
}

/**
 * Drops what is not confirmed and is more than so many subscriptions leave room for, the oldest first: anybody can ask,
 * so what strangers asked for must not stand in the way of the owner.
 */
export async function dropWaiting(tx: Transaction, subscriberId: string, most: number): Promise<void> {
  const { id, confirmedAt, createdAt } = subscriptions
  const confirmed = await tx.$count(subscriptions, and(isOf(subscriberId), isNotNull(confirmedAt)))
  const over = tx
    .select({ id })
    .from(subscriptions)
    .where(and(isOf(subscriberId), isNull(confirmedAt)))
    .orderBy(desc(createdAt), desc(id))
    .offset(Math.max(0, most - confirmed))
  await tx.delete(subscriptions).where(inArray(id, over))
}

export type AskLine = {
  subscriberId: string
  targets: readonly Target[]
  /** null: what the owner has chosen stays. */
  preferences: Preferences | null
  /** null: what is known stays. */
  zone: string | null
  state: 'pending' | 'confirmed'
  isMailed: boolean
  /** An older unconfirmed subscription is void, and begins anew. */
  oldestLive: Date
}

/** Remembers what was asked for, unconfirmed. What a mail of before still asks for keeps its time. */
export async function writeAsk(tx: Transaction, line: AskLine, now: Date): Promise<void> {
  const { subscriberId, targets, preferences, zone, state, isMailed, oldestLive } = line
  await tx
    .update(subscribers)
    .set({
      state,
      ...columnsOfPreferences(preferences),
      ...columnOfZone(zone),
      ...(isMailed ? { askedAt: now } : {}),
    })
    .where(eq(subscribers.id, subscriberId))
  const isVoid = lte(subscriptions.createdAt, oldestLive)
  await tx
    .insert(subscriptions)
    .values(targets.map(target => ({ subscriberId, ...columnsOf(target), createdAt: now })))
    .onConflictDoUpdate({
      target: oneOfEach,
      set: { createdAt: now },
      setWhere: and(isNull(subscriptions.confirmedAt), or(sql`${isMailed}::boolean`, isVoid)),
    })
}

function columnsOfPreferences(preferences: Preferences | null) {
  return preferences ? { kinds: [...preferences.kinds], leastImpact: preferences.leastImpact } : {}
}

function columnOfZone(zone: string | null) {
  return zone ? { zone } : {}
}

/**
 * Confirms the subscriber and what was asked for after this moment. zone: null leaves what is known. Returns how many
 * subscriptions that were.
 */
export async function confirmAsked(
  tx: Transaction,
  subscriberId: string,
  zone: string | null,
  after: Date,
  now: Date,
): Promise<number> {
  const confirmed = await tx
    .update(subscriptions)
    .set({ confirmedAt: now })
    .where(and(isOf(subscriberId), isNull(subscriptions.confirmedAt), gt(subscriptions.createdAt, after)))
    .returning({ id: subscriptions.id })
  if (confirmed.length > 0)
    await tx
      .update(subscribers)
      .set({ state: 'confirmed', confirmedAt: now, ...columnOfZone(zone) })
      .where(eq(subscribers.id, subscriberId))
  return confirmed.length
}

/** Ends all of a subscriber's subscriptions. A suppressed address stays suppressed. */
export async function endSubscriptions(tx: Transaction, subscriberId: string, now: Date): Promise<void> {
  await tx.delete(subscriptions).where(isOf(subscriberId))
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

export type Change = {
  subscriberId: string
  add: readonly Target[]
  remove: readonly Target[]
  preferences: Preferences
  zone: string | null
}

/** Changes what a confirmed subscriber gets, at his own word: what is added needs no question. */
export async function writeChange(tx: Transaction, change: Change, now: Date): Promise<void> {
  const { subscriberId, add, remove, preferences, zone } = change
  const own = { ...columnsOfPreferences(preferences), zone }
  await tx.update(subscribers).set(own).where(eq(subscribers.id, subscriberId))
  if (remove.length > 0)
    await tx.delete(subscriptions).where(and(isOf(subscriberId), or(...remove.map(isTarget))))
  if (add.length > 0)
    await tx
      .insert(subscriptions)
      .values(add.map(target => ({ subscriberId, ...columnsOf(target), createdAt: now, confirmedAt: now })))
      .onConflictDoUpdate({
        target: oneOfEach,
        set: { confirmedAt: now },
        setWhere: isNull(subscriptions.confirmedAt),
      })
}

export async function noteLinkAsked(tx: Transaction, subscriberId: string, now: Date): Promise<void> {
  await tx.update(subscribers).set({ linkAskedAt: now }).where(eq(subscribers.id, subscriberId))
}

/**
 * Forgets an address: its subscriptions, destinations and deliveries go, comments that wait go, comments that are
 * published stay without it. Of a suppressed address that and why stays, so that it is never written to again.
 */
export async function forgetSubscriber(tx: Transaction, subscriber: Subscriber): Promise<void> {
  const { id, email, state, createdAt, suppressedAt, suppressedFor } = subscriber
  await tx.delete(comments).where(and(eq(comments.email, email), eq(comments.state, 'held')))
  await tx.update(comments).set({ email: null }).where(eq(comments.email, email))
  await tx.delete(subscribers).where(eq(subscribers.id, id))
  if (state === 'suppressed')
    await tx.insert(subscribers).values({ id, email, state, createdAt, suppressedAt, suppressedFor })
}
