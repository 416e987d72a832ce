import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { endSubscriptions, liftSuppressed } from '#db/writes/subscribers/subscribers.ts'

/**
 * Lets mail go to a suppressed address again, when its owner has asked staff: he asks for notices anew, so that nobody is
 * written to who does not want it. Returns false when it was not suppressed.
 */
export function liftSuppression(
  db: Database,
  { subscriberId, staffId }: { subscriberId: string; staffId: string | null },
  now: Date,
): Promise<boolean> {
  return db.transaction(async tx => {
    if (!(await liftSuppressed(tx, subscriberId, now))) return false
    await endSubscriptions(tx, subscriberId, now)
    const subject = `subscriber ${subscriberId}`
    await writeAudit(tx, { at: now, staffId, action: 'lift-suppression', subject })
    return true
  })
}
