import type { Database } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { insertStaffMember, lockStaff } from '#db/writes/staff/staff.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'

export type NewStaffMember = { name: string; email: string; role: DeskRole; by: { id: string; name: string } }

/** Lets somebody sign in at the desk, who is mailed how. address-taken: it is among the staff already. */
export function addStaffMember(
  db: Database,
  { name, email, role, by }: NewStaffMember,
  now: Date,
): Promise<'done' | 'address-taken'> {
  return db.transaction(async tx => {
    await lockStaff(tx)
    const id = await insertStaffMember(tx, { name, email, role })
    if (!id) return 'address-taken'
    await writeAudit(tx, {
      at: now,
      staffId: by.id,
      action: 'add-colleague',
      subject: `person ${id}`,
      facts: { role },
    })
    await queueJobs(tx, 'welcome-colleague', [{ personId: id, byName: by.name }])
    return 'done'
  })
}
