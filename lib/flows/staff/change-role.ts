import type { Database } from '#db/client.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaff, writeRole } from '#db/writes/staff/staff.ts'
import type { KeyFate } from '#lib/rules/staff/key-fate.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import { settleKeys } from './settle-keys.ts'

/** keys: what becomes of those that an owner answers for who is to be none; one's own are revoked. */
export type RoleChange = { personId: string; role: DeskRole; byStaffId: string; keys?: KeyFate }

/**
 * Gives one of the staff another role, from their next request on. A key may what an owner may, so who is none any more answers
 * for none. same: they have it. last-owner: nobody else could give
 * roles any more. gone: they are no longer staff.
 */
export function changeRole(
  db: Database,
  { personId, role, byStaffId: staffId, keys = 'revoke' }: RoleChange,
  now: Date,
): Promise<'done' | 'same' | 'last-owner' | 'gone'> {
  return db.transaction(async tx => {
    // Two owners who demote each other at once: the second is none any more, and may not.
    await lockStaff(tx)
    const all = await readStaff(tx)
    const before = all.find(one => one.id === personId)
    if (!before) return 'gone'
    if (before.role === role) return 'same'
    const others = all.filter(one => one.role === 'owner' && one.id !== personId)
    if (before.role === 'owner' && others.length === 0) return 'last-owner'
    const facts = { before: { role: before.role }, after: { role } }
    // First, because an owner who steps back may do it.
    await writeAudit(tx, { at: now, staffId, action: 'change-role', subject: `person ${personId}`, facts })
    if (before.role === 'owner') {
      const fate = personId === staffId ? 'revoke' : keys
      await settleKeys(tx, { ownerId: personId, fate, byStaffId: staffId }, now)
    }
    await writeRole(tx, personId, role, now)
    return 'done'
  })
}
