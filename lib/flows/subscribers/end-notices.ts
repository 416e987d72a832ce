import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { endNotices } from '#db/writes/subscribers/ended-subscribers.ts'

/** Ends all notices to somebody who has asked staff for it. changed-meanwhile: they get none. */
export function endNoticesTo(
  db: Database,
  { subscriberId, staffId }: { subscriberId: string; staffId: string },
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    if (!(await endNotices(tx, subscriberId, now))) return 'changed-meanwhile'
    const subject = `subscriber ${subscriberId}`
    await writeAudit(tx, { at: now, staffId, action: 'end-notices', subject })
    return 'done'
  })
}
