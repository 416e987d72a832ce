import { and, eq, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { batches } from '#db/schema/batch.ts'
import { deliveries } from '#db/schema/delivery.ts'

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

/** The provider takes none of it because at least one mail is wrong: each half is tried by itself. */
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
