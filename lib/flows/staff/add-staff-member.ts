import type { Database } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { insertStaffMember, lockStaff } from '#db/writes/staff/staff.ts'

export type NewStaffMember = { name: string; email: string; by: { id: string; name: string } }

/** Lets somebody sign in at the desk, who is mailed how. Returns false when the address is among the staff already. */
export function addStaffMember(
  db: Database,
  { name, email, by }: NewStaffMember,
  now: Date,
): Promise<boolean> {
  return db.transaction(async tx => {
    await lockStaff(tx)
    const id = await insertStaffMember(tx, { name, email })
    if (!id) return false
    await writeAudit(tx, { at: now, staffId: by.id, action: 'add-colleague', subject: `person ${id}` })
    await queueJobs(tx, 'welcome-colleague', [{ personId: id, byName: by.name }])
    return true
  })
}
