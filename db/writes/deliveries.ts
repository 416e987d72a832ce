import { and, eq, isNull, notInArray, sql } from 'drizzle-orm'
import { fromDrizzle } from 'pg-boss'
import type { Transaction } from '#db/client.ts'
import type { Recipient } from '#db/reads/audience.ts'
import { type DeliveryState, deliveries, notices } from '#db/schema.ts'
import { getShared } from '#lib/shared.ts'

/** States in which nothing more is to be done. */
export const settledStates: readonly DeliveryState[] = ['sent', 'refused', 'skipped']

/** Adds what is not there yet (one for each notice, channel and address). Returns the ids of the new ones. */
export async function addDeliveries(
  tx: Transaction,
  noticeId: string,
  recipients: readonly Recipient[],
  now: Date,
): Promise<string[]> {
  const rows = recipients.map(recipient => ({
    ...recipient,
    noticeId,
    channel: 'mail' as const,
    createdAt: now,
  }))
  const added = await tx
    .insert(deliveries)
    .values(rows)
    .onConflictDoNothing()
    .returning({ id: deliveries.id })
  return added.map(row => row.id)
}

export async function markPlanned(tx: Transaction, noticeId: string, now: Date): Promise<void> {
  await tx
    .update(notices)
    .set({ plannedAt: now })
    .where(and(eq(notices.id, noticeId), isNull(notices.plannedAt)))
}

export type Outcome = Pick<typeof deliveries.$inferInsert, 'sentAt' | 'providerId' | 'error'> & {
  state: DeliveryState
  /** Whether a provider was asked. */
  isAttempt: boolean
}

/** Saves what became of a delivery, unless another process settled it before. Returns whether it did. */
export async function writeOutcome(tx: Transaction, deliveryId: string, outcome: Outcome): Promise<boolean> {
  const { isAttempt, ...columns } = outcome
  const attempts = sql`${deliveries.attempts} + ${isAttempt ? 1 : 0}`
  const saved = await tx
    .update(deliveries)
    .set({ ...columns, attempts })
    .where(and(eq(deliveries.id, deliveryId), notInArray(deliveries.state, [...settledStates])))
    .returning({ id: deliveries.id })
  return saved.length > 0
}

/** Queues the next attempt for when the provider asked for it, in the caller's transaction. */
export async function queueAttempt(tx: Transaction, deliveryId: string, afterSeconds: number): Promise<void> {
  const { boss } = getShared()
  if (!boss) throw new Error('A delivery was put off before the job runner started.')
  await boss.insert('deliver', [{ data: { deliveryId }, startAfter: afterSeconds }], {
    db: fromDrizzle(tx, sql),
  })
}
