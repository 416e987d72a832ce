import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { NotAllowed } from '#lib/rules/staff/not-allowed.ts'

/** Writes down that somebody asked for what their role does not reach. */
export function noteRefusal(
  db: Database,
  staffId: string,
  { action, least }: NotAllowed,
  now: Date,
): Promise<void> {
  const facts = { asked: action, needs: least }
  return db.transaction(tx =>
    writeAudit(tx, { at: now, staffId, action: 'refused', subject: `person ${staffId}`, facts }),
  )
}
