import { and, asc, eq, inArray, isNotNull, lte, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isPaused } from '#db/conditions/paused.ts'
import { newId } from '#db/id.ts'
import { batches, mailTexts } from '#db/schema/batch.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import type { KeptMessage } from '#lib/rules/notices/message.ts'

/** Two ways out: batches of mails, and the messages of all other channels. */
export type Way = 'mail' | 'messages'

/** The locks of who decides what the next attempts carry: "send" and "tell" as numbers. */
const keys: Record<Way, number> = { mail: 0x73_65_6e_64, messages: 0x74_65_6c_6c }

/** Waits for the lock, which ends with the transaction: one at a time decides what goes out this way. */
export async function lockSender(tx: Transaction, way: Way): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${keys[way]})`)
}

export type MailText = typeof mailTexts.$inferInsert

/**
 * A mail of a batch: which deliveries it carries, what it says, and in which zone. textId null: the batch has a
 * message. isAlone: no other goes with it.
 */
export type FrozenMail = {
  id: string
  deliveryIds: string[]
  textId: string | null
  zone: string
  isAlone?: boolean
}

/** An attempt that has begun. number: from 1; only an attempt that may have been taken is followed by another one. */
export type Attempt = { batchId: string; number: number; createdAt: Date }

/** Keeps what is not there yet. The same id is the same text. */
export async function addTexts(tx: Transaction, texts: readonly MailText[]): Promise<void> {
  if (texts.length > 0)
    await tx
      .insert(mailTexts)
      .values([...texts])
      .onConflictDoNothing()
}

/** What a batch is to carry. */
export type BatchDraft = {
  says: { channel: 'mail' } | { channel: ChannelName; message: KeptMessage }
  mails: readonly FrozenMail[]
}

/** Freezes what these batches carry, for good, and begins their first attempts. lostAt: from when on they count as lost. */
export async function freezeBatches(
  tx: Transaction,
  drafts: readonly BatchDraft[],
  lostAt: Date,
  now: Date,
): Promise<Attempt[]> {
  if (drafts.length === 0) return []
  const frozen = drafts.map(draft => ({ ...draft, batchId: newId() }))
  await tx.insert(batches).values(
    frozen.map(({ batchId, says }) => ({
      id: batchId,
      ...says,
      attempts: 1,
      createdAt: now,
      nextAt: lostAt,
    })),
  )
  const rows = frozen.flatMap(({ batchId, mails }) =>
    mails.flatMap(({ id, textId, zone, deliveryIds }) =>
      deliveryIds.map(each => [each, batchId, id, textId, zone]),
    ),
  )
  const column = (place: number) => sql`${sql.param(rows.map(row => row[place]))}::text[]`
  await tx.execute(sql`
    update deliveries set state = 'sending', batch_id = fixed.batch_id, letter_id = fixed.letter_id,
      text_id = fixed.text_id, zone = fixed.zone, attempts = attempts + 1, tried_at = ${now.toISOString()}::timestamptz
    from unnest(${column(0)}, ${column(1)}, ${column(2)}, ${column(3)}, ${column(4)})
      as fixed(id, batch_id, letter_id, text_id, zone)
    where deliveries.id = fixed.id and deliveries.state = 'queued'`)
  return frozen.map(({ batchId }) => ({ batchId, number: 1, createdAt: now }))
}

/**
 * Begins the next attempt of batches that are due for one: after a failure, or because the process that made the last
 * attempt never said what became of it. Then that one may have been taken.
 */
export async function reclaimBatches(
  tx: Transaction,
  way: Way,
  most: number,
  lostAt: Date,
  now: Date,
): Promise<Attempt[]> {
  if (most === 0) return []
  const isOfWay = way === 'mail' ? eq(batches.channel, 'mail') : and(ne(batches.channel, 'mail'), isUnpaused)
  const due = await tx
    .select({ id: batches.id })
    .from(batches)
    .where(and(isOfWay, isNotNull(batches.nextAt), lte(batches.nextAt, now)))
    .orderBy(asc(batches.nextAt))
    .limit(most)
  if (due.length === 0) return []
  const ids = due.map(row => row.id)
  await dropLeavers(tx, ids)
  const { id, attempts, createdAt } = batches
  const begun = await tx
    .update(batches)
    .set({ attempts: sql`${attempts} + 1`, nextAt: lostAt })
    .where(inArray(id, ids))
    .returning({ batchId: id, number: attempts, createdAt })
  await tx
    .update(deliveries)
    .set({ attempts: sql`${deliveries.attempts} + 1`, triedAt: now })
    .where(and(inArray(deliveries.batchId, ids), eq(deliveries.state, 'sending')))
  return begun
}

/** Nothing is tried at a destination that was asked to wait. */
const isUnpaused = sql`not exists (select from ${deliveries} where ${deliveries.batchId} = ${batches.id}
  and ${isPaused(sql`${deliveries.channel}`, sql`${deliveries.address}`)})`

/** Who has left since a batch was frozen is taken out of it, as long as no attempt was made. */
async function dropLeavers(tx: Transaction, batchIds: readonly string[]): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state: 'skipped', error: 'the subscriber has left', batchId: null })
    .from(batches)
    .where(
      and(
        inArray(deliveries.batchId, [...batchIds]),
        eq(batches.id, deliveries.batchId),
        eq(batches.attempts, 0),
        isNotNull(deliveries.subscriberId),
        sql`not exists (select from ${subscribers} where ${subscribers.id} = ${deliveries.subscriberId}
          and ${subscribers.state} = 'confirmed')`,
      ),
    )
}

/** Whether this attempt is the last one that began, and its batch is not settled: only then its failure counts. */
export async function lockAttempt(tx: Transaction, { batchId, number }: Attempt): Promise<boolean> {
  const [batch] = await tx
    .select({ attempts: batches.attempts, nextAt: batches.nextAt })
    .from(batches)
    .where(eq(batches.id, batchId))
    .for('update')
  return batch?.attempts === number && batch.nextAt !== null
}

/** An attempt that is still under way counts as lost only from this moment on. */
export async function extendAttempt(db: Database, { batchId, number }: Attempt, lostAt: Date): Promise<void> {
  await db
    .update(batches)
    .set({ nextAt: lostAt })
    .where(and(eq(batches.id, batchId), eq(batches.attempts, number), isNotNull(batches.nextAt)))
}
