import type { Transaction } from '#db/client.ts'
import type { DestinationOwner } from '#db/keys/destination.ts'
import { lockStaffMember } from '#db/writes/staff/staff.ts'
import { lockSubscriberById } from '#db/writes/subscribers/subscribers.ts'

/** Locks the owner of destinations until the transaction ends. Returns whether they may have any. */
export async function lockOwner(tx: Transaction, owner: DestinationOwner): Promise<boolean> {
  if (owner.staffId !== null) return lockStaffMember(tx, owner.staffId)
  return (await lockSubscriberById(tx, owner.subscriberId))?.state === 'confirmed'
}
