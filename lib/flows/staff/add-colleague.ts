import type { Database } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { insertPerson, lockPeople } from '#db/writes/staff/people.ts'

export type NewColleague = { name: string; email: string; by: { id: string; name: string } }

/** Lets somebody sign in at the desk, who is mailed how. address-taken: it is among the staff already. */
export function addColleague(
  db: Database,
  { name, email, by }: NewColleague,
  now: Date,
): Promise<'done' | 'address-taken'> {
  return db.transaction(async tx => {
    await lockPeople(tx)
    const id = await insertPerson(tx, { name, email })
    if (!id) return 'address-taken'
    await writeAudit(tx, { at: now, personId: by.id, action: 'add-colleague', subject: `person ${id}` })
    await queueJobs(tx, 'welcome-colleague', [{ personId: id, byName: by.name }])
    return 'done'
  })
}
