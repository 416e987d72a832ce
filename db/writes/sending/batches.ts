import { and, asc, eq, inArray, isNotNull, lte, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { isPaused } from '#db/reads/sending/rate-limits.ts'
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
 * message.
 */
export type FrozenMail = { id: string; deliveryIds: string[]; textId: string | null; zone: string }

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

/** Its mails were taken. Later news of another attempt changes nothing. */
export async function settleSent(
  tx: Transaction,
  batchId: string,
  mails: readonly { mailId: string; providerId: string | null }[],
  now: Date,
): Promise<void> {
  await closeBatch(tx, batchId)
  const ids = sql.param(mails.map(mail => mail.mailId))
  const providerIds = sql.param(mails.map(mail => mail.providerId))
  await tx.execute(sql`
    update deliveries set state = 'sent', sent_at = ${now.toISOString()}::timestamptz, error = null,
      provider_id = taken.provider_id
    from unnest(${ids}::text[], ${providerIds}::text[]) as taken(letter_id, provider_id)
    where deliveries.batch_id = ${batchId} and deliveries.letter_id = taken.letter_id
      and deliveries.state = 'sending'`)
}

/** It may have been taken: the same batch is tried again, as it is. */
export async function retryLater(
  tx: Transaction,
  batchId: string,
  nextAt: Date,
  answer: string,
  now: Date,
): Promise<void> {
  await tx.update(batches).set({ nextAt }).where(eq(batches.id, batchId))
  await tx
    .update(deliveries)
    .set({ error: answer, answers: withAnswer(answer, now) })
    .where(sendingIn(batchId))
}

/** Nothing of it was taken, so nothing of it is frozen any more: its deliveries wait as before. */
export async function dissolveBatch(
  tx: Transaction,
  batchId: string,
  dueAt: Date,
  answer: string,
  now: Date,
): Promise<void> {
  await closeBatch(tx, batchId)
  const free = { batchId: null, mailId: null, textId: null }
  await tx
    .update(deliveries)
    .set({ state: 'queued', dueAt, error: answer, answers: withAnswer(answer, now), ...free })
    .where(sendingIn(batchId))
}

/** The provider takes none of it, for at least one mail is wrong: each half is tried by itself. */
export async function splitBatch(
  tx: Transaction,
  batchId: string,
  mailIds: readonly string[],
  answer: string,
  now: Date,
): Promise<void> {
  const [batch] = await closeBatch(tx, batchId)
  if (!batch) return
  const middle = Math.ceil(mailIds.length / 2)
  for (const half of [mailIds.slice(0, middle), mailIds.slice(middle)]) {
    const id = newId()
    await tx.insert(batches).values({ id, channel: batch.channel, createdAt: now, nextAt: now })
    await tx
      .update(deliveries)
      .set({ batchId: id, answers: withAnswer(answer, now) })
      .where(and(sendingIn(batchId), inArray(deliveries.mailId, half)))
  }
}

/** refused: nobody will take it. doubtful: it may have been taken, and must not be sent again. */
export async function settleRefused(
  tx: Transaction,
  batchId: string,
  answer: string,
  now: Date,
  state: 'refused' | 'doubtful' = 'refused',
): Promise<void> {
  await closeBatch(tx, batchId)
  await tx
    .update(deliveries)
    .set({ state, error: answer, answers: withAnswer(answer, now) })
    .where(sendingIn(batchId))
}

/** Nobody needs it any more. Returns the deliveries that it carried. */
export async function settleSkipped(tx: Transaction, batchId: string, reason: string): Promise<string[]> {
  await closeBatch(tx, batchId)
  const skipped = await tx
    .update(deliveries)
    .set({ state: 'skipped', error: reason })
    .where(sendingIn(batchId))
    .returning({ id: deliveries.id })
  return skipped.map(row => row.id)
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

function closeBatch(tx: Transaction, batchId: string) {
  return tx
    .update(batches)
    .set({ nextAt: null })
    .where(eq(batches.id, batchId))
    .returning({ channel: batches.channel })
}

function sendingIn(batchId: string) {
  return and(eq(deliveries.batchId, batchId), eq(deliveries.state, 'sending'))
}

/** What is answered over and over, as while nobody is there, is kept once. */
function withAnswer(answer: string, now: Date) {
  const line = JSON.stringify([{ at: now.toISOString(), answer }])
  const { answers } = deliveries
  return sql`case when ${answers} -> -1 ->> 'answer' = ${answer} then ${answers} else ${answers} || ${line}::jsonb end`
}
