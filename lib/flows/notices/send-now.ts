import type { Database } from '#db/client.ts'
import { hasten, type Meant } from '#db/writes/sending/waiting.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { getShared } from '#lib/shared.ts'

/**
 * Sends what waits, because staff ask for it: some deliveries, or all of a notice. A pause that a provider asked for is kept
 * all the same. Returns how many waited.
 */
export async function sendNow(
  db: Database,
  { meant, staffId }: { meant: Meant; staffId: string },
  now: Date,
): Promise<number> {
  const count = await db.transaction(async tx => {
    const hastened = await hasten(tx, meant, now)
    const subject = 'noticeId' in meant ? `notice ${meant.noticeId}` : `${hastened} deliveries`
    if (hastened > 0) await writeAudit(tx, { at: now, staffId, action: 'send-now', subject, facts: meant })
    return hastened
  })
  if (count > 0) getShared().nudgeSender?.()
  return count
}
