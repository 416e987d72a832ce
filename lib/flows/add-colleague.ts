import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/audit.ts'
import { insertPerson, lockPeople } from '#db/writes/people.ts'

export type NewColleague = { name: string; email: string; byPersonId: string }

/** Lets somebody sign in at the desk. Returns false when the address is among the staff already. */
export function addColleague(
  db: Database,
  { name, email, byPersonId }: NewColleague,
  now: Date,
): Promise<boolean> {
  return db.transaction(async tx => {
    await lockPeople(tx)
    const id = await insertPerson(tx, { name, email })
    if (!id) return false
    await writeAudit(tx, { at: now, personId: byPersonId, action: 'add-colleague', subject: `person ${id}` })
    return true
  })
}
