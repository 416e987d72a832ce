import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { queueJobs } from '#db/jobs.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaff, retireStaffMember } from '#db/writes/staff/staff.ts'
import type { KeyFate } from '#lib/rules/staff/key-fate.ts'
import { settleKeys } from './settle-keys.ts'

export type Removal = 'done' | 'gone' | 'yourself' | 'not-allowed'

/**
 * Ends a colleague's sessions and forgets their address; their name stays on what they did, and the other owners are mailed.
 * Nobody removes themselves, so an owner is always left. keys: what
 * becomes of those that they answer for.
 */
export function removeStaffMember(
  db: Database,
  id: string,
  byStaffId: string,
  now: Date,
  keys: KeyFate = 'revoke',
): Promise<Removal> {
  return db.transaction(async tx => {
    await lockStaff(tx)
    if (id === byStaffId) return 'yourself'
    const all = await readStaff(tx)
    // Two who remove each other at once: the second is not staff any more.
    const by = all.find(one => one.id === byStaffId)
    if (!by) return 'not-allowed'
    const name = await retireStaffMember(tx, id, now)
    if (name === null) return 'gone'
    await settleKeys(tx, { ownerId: id, fate: keys, byStaffId }, now)
    const subject = `person ${id}`
    await writeAudit(tx, { at: now, staffId: byStaffId, action: 'remove-colleague', subject })
    const owners = all.filter(one => one.role === 'owner' && one.id !== byStaffId && one.id !== id)
    await queueMails(tx, owners, { name, byName: by.name })
    return 'done'
  })
}

function queueMails(
  tx: Transaction,
  owners: readonly { id: string }[],
  removed: { name: string; byName: string },
): Promise<void> {
  const jobs = owners.map(owner => ({ mailId: newId(), ownerId: owner.id, ...removed }))
  return queueJobs(tx, 'tell-removal', jobs)
}
