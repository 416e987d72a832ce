import { and, eq, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isByMail } from '#db/conditions/by-mail.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { deliveries } from '#db/schema/delivery.ts'

/** Settles deliveries that nobody needs any more. */
export async function skipDeliveries(
  tx: Transaction,
  ids: readonly string[],
  state: 'skipped' | 'refused',
  error: string,
): Promise<void> {
  await tx
    .update(deliveries)
    .set({ state, error })
    .where(and(inArray(deliveries.id, [...ids]), eq(deliveries.state, 'queued')))
}

/** Settles what waits for destinations that were removed. Returns which deliveries that were. */
export async function skipRemoved(tx: Transaction): Promise<string[]> {
  const skipped = await tx
    .update(deliveries)
    .set({ state: 'skipped', error: 'the destination was removed' })
    .where(
      and(eq(deliveries.state, 'queued'), ne(deliveries.channel, 'mail'), isNull(deliveries.destinationId)),
    )
    .returning({ id: deliveries.id })
  return skipped.map(row => row.id)
}

/** Queues by mail what a destination cannot be told any more, for subscribers whom nothing else reaches by now. */
export async function mailInstead(tx: Transaction, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length > 0) await queueByMail(tx, sql`lost.id = any(${sql.param([...ids])}::text[])`, now)
}

/** The same for what a batch carried and the other side refused. */
export function mailRefused(tx: Transaction, batchId: string, now: Date): Promise<void> {
  return queueByMail(tx, sql`lost.batch_id = ${batchId} and lost.state = 'refused'`, now)
}

async function queueByMail(tx: Transaction, isLost: SQL, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into deliveries (notice_id, subscriber_id, channel, address, is_bad_news, created_at, due_at)
    select lost.notice_id, lost.subscriber_id, 'mail', subscribers.email, lost.is_bad_news, ${timestamp(now)}, ${timestamp(now)}
    from deliveries lost join subscribers on subscribers.id = lost.subscriber_id
    where ${isLost} and subscribers.state = 'confirmed' and ${isByMail}
    on conflict do nothing`)
}

/** Queues refused deliveries anew, with a day of their own. Returns which. */
export async function requeueRefused(tx: Transaction, ids: readonly string[], now: Date): Promise<string[]> {
  const again = await tx
    .update(deliveries)
    .set({
      state: 'queued',
      dueAt: now,
      createdAt: now,
      attempts: 0,
      error: null,
      batchId: null,
      mailId: null,
      textId: null,
    })
    .where(and(inArray(deliveries.id, [...ids]), eq(deliveries.state, 'refused')))
    .returning({ id: deliveries.id })
  return again.map(row => row.id)
}

/** Keeps that a mail came back after it had been taken; the same report again changes nothing. */
export async function noteCameBack(
  tx: Transaction,
  { mailId, address, answer }: { mailId: string; address: string; answer: string },
  now: Date,
): Promise<void> {
  const line = JSON.stringify([{ at: now.toISOString(), answer }])
  await tx
    .update(deliveries)
    .set({ error: answer, answers: sql`${deliveries.answers} || ${line}::jsonb` })
    .where(
      and(
        eq(deliveries.channel, 'mail'),
        eq(deliveries.mailId, mailId),
        eq(deliveries.address, address),
        ne(sql`coalesce(${deliveries.error}, '')`, answer),
      ),
    )
}
