import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { endSubscriptions, liftSuppressed } from '#db/writes/subscribers/ended-subscribers.ts'

/**
 * Lets mail go to a suppressed address again, when its owner has asked staff: they ask for notices anew, so that
 * nobody is written to who does not want it. changed-meanwhile: it is not suppressed.
 */
export function liftSuppression(
  db: Database,
  { subscriberId, staffId }: { subscriberId: string; staffId: string | null },
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    const lifted = await liftSuppressed(tx, subscriberId, now)
    if (lifted.length === 0) return 'changed-meanwhile'
    for (const id of lifted) await endSubscriptions(tx, id, now)
    const subject = `subscriber ${subscriberId}`
    await writeAudit(tx, { at: now, staffId, action: 'lift-suppression', subject })
    return 'done'
  })
}
