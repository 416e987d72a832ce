import type { Database } from '#db/client.ts'
import { readColleagues } from '#db/reads/staff/desk-people.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockPeople, removePerson } from '#db/writes/staff/people.ts'

export type Removal = 'done' | 'gone' | 'yourself' | 'not-allowed'

/**
 * Ends a colleague's sessions and forgets their address; their name stays on what they did.
 * Nobody removes themselves, so somebody can always sign in.
 */
export function removeColleague(db: Database, id: string, byPersonId: string, now: Date): Promise<Removal> {
  return db.transaction(async tx => {
    await lockPeople(tx)
    if (id === byPersonId) return 'yourself'
    // Two who remove each other at once: the second is not staff any more.
    const isStill = (await readColleagues(tx)).some(person => person.id === byPersonId)
    if (!isStill) return 'not-allowed'
    const name = await removePerson(tx, id, now)
    if (name === null) return 'gone'
    await writeAudit(tx, {
      at: now,
      personId: byPersonId,
      action: 'remove-colleague',
      subject: `person ${id}`,
    })
    return 'done'
  })
}
