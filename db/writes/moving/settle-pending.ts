import { inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { batches } from '#db/schema/batch.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { reminderMessages } from '#db/schema/reminder.ts'

/** Counts of what is not sent from here, because it may have been sent elsewhere. */
export type SettledPending = { deliveries: number; notices: number; reminders: number }

/** Settles all that waits to be sent. reason: why, as staff read it at a delivery. */
export async function settlePending(tx: Transaction, reason: string, now: Date): Promise<SettledPending> {
  const doubtful = { state: 'doubtful' as const, error: reason }
  const waiting = ['queued', 'sending'] as const
  const sent = await tx.update(deliveries).set(doubtful).where(inArray(deliveries.state, waiting))
  await tx.update(batches).set({ nextAt: null }).where(isNotNull(batches.nextAt))
  // What is held waits for a person, who decides it here as well.
  const decided = await tx
    .update(notices)
    .set({ plannedAt: now })
    .where(
      sql`${isNull(notices.plannedAt)} and (${isNull(notices.heldAt)} or ${isNotNull(notices.releasedAt)})`,
    )
  const reminded = await tx
    .update(reminderMessages)
    .set(doubtful)
    .where(inArray(reminderMessages.state, waiting))
  return {
    deliveries: sent.rowCount ?? 0,
    notices: decided.rowCount ?? 0,
    reminders: reminded.rowCount ?? 0,
  }
}
