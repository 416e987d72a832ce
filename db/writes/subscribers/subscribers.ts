import { and, desc, eq, gt, inArray, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { Preferences } from '#lib/rules/subscribers/notice-preferences.ts'
import { columnsOf, type Target } from '#lib/rules/subscribers/target.ts'

/** The row of a subscriber, as it is locked. */
export type LockedSubscriber = typeof subscribers.$inferSelect

/** Whose reader an address is. brandId null: the hoster's own. */
export type AddressOf = { email: string; brandId: string | null }

/** The subscriber with this address, a new pending one if need be, for this transaction alone until it ends. */
export async function lockSubscriber(tx: Transaction, of: AddressOf, now: Date): Promise<LockedSubscriber> {
  const { email, brandId } = of
  await tx.insert(subscribers).values({ email, brandId, createdAt: now }).onConflictDoNothing()
  const row = await lockWhere(tx, isAddressOf(of))
  if (!row) throw new Error('A subscriber was deleted while it was being written.')
  return row
}

/** The same for a subscriber that may be gone. */
export function lockSubscriberById(tx: Transaction, id: string): Promise<LockedSubscriber | undefined> {
  return lockWhere(tx, eq(subscribers.id, id))
}

/** The same for an address that may be nobody's. */
export function lockSubscriberByEmail(tx: Transaction, of: AddressOf): Promise<LockedSubscriber | undefined> {
  return lockWhere(tx, isAddressOf(of))
}

/** The same of the hoster and of all brands. */
export function lockAllByEmail(tx: Transaction, email: string): Promise<LockedSubscriber[]> {
  return tx
    .select()
    .from(subscribers)
    .where(eq(subscribers.email, email))
    .orderBy(subscribers.id)
    .for('update')
}

function isAddressOf({ email, brandId }: AddressOf): SQL | undefined {
  const isOf = brandId === null ? isNull(subscribers.brandId) : eq(subscribers.brandId, brandId)
  return and(eq(subscribers.email, email), isOf)
}

async function lockWhere(tx: Transaction, condition: SQL | undefined): Promise<LockedSubscriber | undefined> {
  const [row] = await tx.select().from(subscribers).where(condition).for('update')
  return row
}

const { serverId, groupId, domain, postId } = subscriptions
const oneOfEach = [subscriptions.subscriberId, serverId, groupId, domain, postId]

/** Its own subscriptions. */
export const isOfSubscriber = (subscriberId: string) => eq(subscriptions.subscriberId, subscriberId)

const isTarget = (target: Target) => {
  const columns = columnsOf(target)
  return and(
    sql`${serverId} is not distinct from ${columns.serverId}::text`,
    sql`${groupId} is not distinct from ${columns.groupId}::text`,
    sql`${domain} is not distinct from ${columns.domain}::text`,
    sql`${postId} is not distinct from ${columns.postId}::text`,
  )
}

/**
 * Drops what is not confirmed and is more than this many subscriptions leave room for, the oldest first: anybody can
 * ask, so what strangers asked for must not stand in the way of the owner.
 */
export async function dropWaiting(tx: Transaction, subscriberId: string, most: number): Promise<void> {
  const { id, confirmedAt, createdAt } = subscriptions
  const confirmed = await tx.$count(subscriptions, and(isOfSubscriber(subscriberId), isNotNull(confirmedAt)))
  const over = tx
    .select({ id })
    .from(subscriptions)
    .where(and(isOfSubscriber(subscriberId), isNull(confirmedAt)))
    .orderBy(desc(createdAt), desc(id))
    .offset(Math.max(0, most - confirmed))
  await tx.delete(subscriptions).where(inArray(id, over))
}

export type AskLine = {
  subscriberId: string
  targets: readonly Target[]
  /** null: what the owner has chosen stays. */
  preferences: Preferences | null
  /** null: what is known stays, of these two. */
  zone: string | null
  language: Language | null
  state: 'pending' | 'confirmed'
  isMailed: boolean
  /** An older unconfirmed subscription is void, and begins anew. */
  oldestLive: Date
}

/** Remembers what was asked for, unconfirmed. What a mail of before still asks for keeps its time. */
export async function writeAsk(tx: Transaction, line: AskLine, now: Date): Promise<void> {
  const { subscriberId, targets, preferences, zone, language, state, isMailed, oldestLive } = line
  await tx
    .update(subscribers)
    .set({
      state,
      ...columnsOfPreferences(preferences),
      ...columnOfZone(zone),
      ...(language ? { language } : {}),
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

function columnOfFirst(given: Language | null) {
  const { language, confirmedAt } = subscribers
  if (!given) return {}
  return {
    language: sql<Language>`case when ${confirmedAt} is null then ${given} else coalesce(${language}, ${given}) end`,
  }
}

/**
 * Confirms the subscriber and what was asked for after this moment. zone, language: null leaves what is known; whose address
 * was confirmed before keeps the language that they have. Returns how many subscriptions that were.
 */
export async function confirmAsked(
  tx: Transaction,
  subscriberId: string,
  { zone, language }: { zone: string | null; language: Language | null },
  after: Date,
  now: Date,
): Promise<number> {
  const confirmed = await tx
    .update(subscriptions)
    .set({ confirmedAt: now })
    .where(
      and(
        isOfSubscriber(subscriberId),
        isNull(subscriptions.confirmedAt),
        gt(subscriptions.createdAt, after),
      ),
    )
    .returning({ id: subscriptions.id })
  if (confirmed.length > 0)
    await tx
      .update(subscribers)
      .set({ state: 'confirmed', confirmedAt: now, ...columnOfZone(zone), ...columnOfFirst(language) })
      .where(eq(subscribers.id, subscriberId))
  return confirmed.length
}

export type Change = {
  subscriberId: string
  add: readonly Target[]
  remove: readonly Target[]
  preferences: Preferences
  zone: string | null
  /** null: the site's; left out: what is known stays. */
  language?: Language | null | undefined
}

/** Changes what a confirmed subscriber gets, at their own word: what is added needs no question. */
export async function writeChange(tx: Transaction, change: Change, now: Date): Promise<void> {
  const { subscriberId, add, remove, preferences, zone, language } = change
  const own = { ...columnsOfPreferences(preferences), zone, ...(language === undefined ? {} : { language }) }
  await tx.update(subscribers).set(own).where(eq(subscribers.id, subscriberId))
  if (remove.length > 0)
    await tx.delete(subscriptions).where(and(isOfSubscriber(subscriberId), or(...remove.map(isTarget))))
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

/** Notes that its owner asked for a link now: the next one is mailed no sooner than the rules allow. */
export async function noteLinkAsked(tx: Transaction, subscriberId: string, now: Date): Promise<void> {
  await tx.update(subscribers).set({ linkAskedAt: now }).where(eq(subscribers.id, subscriberId))
}
