import { and, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { batches, mailTexts, rateLimits } from '#db/schema/batch.ts'
import { meToos } from '#db/schema/comment.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'

/**
 * Deletes some batches that are settled and were made before that moment, the oldest first, and frees their deliveries of
 * all that they said. The deliveries stay, with their outcome. Rows that somebody holds are left for the next time.
 * Returns how many batches that were.
 */
export function purgeBatches(db: Database, madeBefore: Date, most: number): Promise<number> {
  return db.transaction(async tx => {
    const old = await tx
      .select({ id: batches.id })
      .from(batches)
      .where(and(isNull(batches.nextAt), lt(batches.createdAt, madeBefore)))
      .orderBy(batches.createdAt)
      .limit(most)
      .for('update', { skipLocked: true })
    if (old.length === 0) return 0
    const ids = old.map(row => row.id)
    await tx
      .update(deliveries)
      .set({ batchId: null, textId: null, answers: [] })
      .where(inArray(deliveries.batchId, ids))
    await tx.delete(batches).where(inArray(batches.id, ids))
    return ids.length
  })
}

/** Deletes some texts from before that moment that no delivery refers to any more. Returns how many. */
export async function purgeTexts(db: Database, madeBefore: Date, most: number): Promise<number> {
  const { rowCount } = await db.execute(sql`
    delete from ${mailTexts} where id in (
      select id from ${mailTexts} kept where kept.created_at < ${madeBefore.toISOString()}::timestamptz
        and not exists (select from ${deliveries} where ${deliveries.textId} = kept.id)
      order by kept.created_at limit ${most} for update skip locked)`)
  return rowCount ?? 0
}

/** Deletes the rate limits that were last used before that moment. */
export async function purgeRateLimits(db: Database, usedBefore: Date): Promise<void> {
  const isOver = sql`coalesce(${rateLimits.pausedUntil}, '-infinity') < ${usedBefore.toISOString()}::timestamptz`
  await db.delete(rateLimits).where(and(lt(rateLimits.nextAt, usedBefore), isOver))
}

/**
 * Forgets addresses that never confirmed anything and were last asked before that moment, and what confirmed ones never
 * confirmed. Returns how many addresses that were.
 */
export async function purgePending(db: Database, askedBefore: Date): Promise<number> {
  const { state, askedAt, createdAt } = subscribers
  const lastAsked = sql`coalesce(${askedAt}, ${createdAt}) < ${askedBefore.toISOString()}::timestamptz`
  // Who is still to be asked waits for their turn.
  const { rowCount } = await db
    .delete(subscribers)
    .where(and(eq(state, 'pending'), isNull(subscribers.invitedAt), lastAsked))
  const isUnconfirmed = and(
    isNull(subscriptions.confirmedAt),
    lt(subscriptions.createdAt, askedBefore),
    sql`not exists (select from ${subscribers} where ${subscribers.id} = ${subscriptions.subscriberId}
      and ${subscribers.invitedAt} is not null)`,
  )
  await db.delete(subscriptions).where(isUnconfirmed)
  return rowCount ?? 0
}

/** Forgets by what readers were told apart who said so before that moment. That they said so stays, as a number. */
export async function purgeReaderHashes(db: Database, saidBefore: Date): Promise<void> {
  await db
    .update(meToos)
    .set({ browserHash: null, addressHash: null })
    .where(and(isNotNull(meToos.browserHash), lt(meToos.createdAt, saidBefore)))
}
