import { type Database, getDatabase } from '#db/client.ts'
import { hasPeople } from '#db/reads/staff/desk-people.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { insertPerson, lockPeople } from '#db/writes/staff/people.ts'
import { checkSetUpLink, makeToken } from '#lib/identity/links.ts'

export type FirstPerson = { token: string; name: string; email: string }

export type SetUp = { signInToken: string } | { problem: 'invalid' | 'expired' | 'done' }

/**
 * Makes the first person of the staff, who holds the set-up link. There is one, ever: later calls say done.
 * Returns the token of a sign-in link that is to be used at once.
 */
export async function setUpDesk(first: FirstPerson, now: Date, db: Database = getDatabase()): Promise<SetUp> {
  const { token, name, email } = first
  const problem = await checkSetUpLink(token, now, db)
  if (problem) return { problem }
  const isMade = await db.transaction(async tx => {
    await lockPeople(tx)
    if (await hasPeople(tx)) return false
    const personId = await insertPerson(tx, { name, email })
    if (!personId) return false
    await writeAudit(tx, { at: now, personId, action: 'set-up-desk', subject: `person ${personId}` })
    return true
  })
  return isMade ? { signInToken: await makeToken(db, email) } : { problem: 'done' }
}
