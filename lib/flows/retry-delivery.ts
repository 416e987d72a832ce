import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/audit.ts'
import { requeueRefused } from '#db/writes/deliveries.ts'
import { getShared } from '#lib/shared.ts'

/**
 * Tries a refused delivery anew, because staff ask for it: as a new letter, with a day of its own.
 * Returns false when it is not refused any more.
 */
export async function retryDelivery(
  db: Database,
  { deliveryId, personId }: { deliveryId: string; personId: string },
  now: Date,
): Promise<boolean> {
  const isQueued = await db.transaction(async tx => {
    if ((await requeueRefused(tx, [deliveryId], now)) === 0) return false
    const subject = `delivery ${deliveryId}`
    await writeAudit(tx, { at: now, personId, action: 'retry-delivery', subject })
    return true
  })
  if (isQueued) getShared().nudgeSender?.()
  return isQueued
}
