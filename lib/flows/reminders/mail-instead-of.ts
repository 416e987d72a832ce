import type { Transaction } from '#db/client.ts'
import { addMessagesToStaff, type LockedMessage } from '#db/writes/reminders/reminders.ts'

/** Says by mail, once, what one of the staff does not get by another way. */
export async function mailInsteadOf(
  tx: Transaction,
  { id, staffId, reminderIds }: Pick<LockedMessage, 'id' | 'staffId' | 'reminderIds'>,
  now: Date,
): Promise<void> {
  await addMessagesToStaff(tx, [{ staffId, reminderIds, destinationId: null, insteadOfId: id }], now)
}
