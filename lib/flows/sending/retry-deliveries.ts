import type { Database } from '#db/client.ts'
import { requeueRefused } from '#db/writes/sending/deliveries.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { getShared } from '#lib/shared.ts'

/**
 * Tries refused deliveries anew, because staff ask for it: each as a new mail, with a day of its own.
 * Returns how many; those that are not refused any more stay as they are.
 */
export async function retryDeliveries(
  db: Database,
  { deliveryIds, staffId }: { deliveryIds: readonly string[]; staffId: string },
  now: Date,
): Promise<number> {
  const queued = await db.transaction(async tx => {
    const again = await requeueRefused(tx, deliveryIds, now)
    const subject = again.length === 1 ? `delivery ${again[0]}` : `${again.length} deliveries`
    if (again.length > 0)
      await writeAudit(tx, { at: now, staffId, action: 'retry-deliveries', subject, facts: { again } })
    return again.length
  })
  if (queued > 0) getShared().nudgeSender?.()
  return queued
}
