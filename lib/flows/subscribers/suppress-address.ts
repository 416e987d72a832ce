import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { suppressSubscriber } from '#db/writes/subscribers/ended-subscribers.ts'

/** Ends all mail to an address that is dead or does not want it. nobody: none there was to be mailed. */
export async function suppressAddress(
  db: Database,
  { address, reason }: { address: string; reason: string },
  now: Date,
): Promise<'done' | 'nobody'> {
  return db.transaction(async tx => {
    const id = await suppressSubscriber(tx, address, reason, now)
    if (!id) return 'nobody'
    const subject = `subscriber ${id}`
    await writeAudit(tx, { at: now, staffId: null, action: 'suppress-address', subject, facts: { reason } })
    return 'done'
  })
}
