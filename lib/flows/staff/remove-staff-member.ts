import type { Database } from '#db/client.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaff, retireStaffMember } from '#db/writes/staff/staff.ts'
import type { KeyFate } from '#lib/rules/staff/key-fate.ts'
import { settleKeys } from './settle-keys.ts'

export type Removal = 'done' | 'gone' | 'yourself' | 'not-allowed'

/**
 * Ends a colleague's sessions and forgets their address; their name stays on what they did.
 * Nobody removes themselves, so somebody can always sign in. keys: what becomes of those that they answer for.
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
    // Two who remove each other at once: the second is not staff any more.
    const isStill = (await readStaff(tx)).some(one => one.id === byStaffId)
    if (!isStill) return 'not-allowed'
    const name = await retireStaffMember(tx, id, now)
    if (name === null) return 'gone'
    await settleKeys(tx, { ownerId: id, fate: keys, byStaffId }, now)
    await writeAudit(tx, {
      at: now,
      staffId: byStaffId,
      action: 'remove-colleague',
      subject: `person ${id}`,
    })
    return 'done'
  })
}
