import { type Database, getDatabase } from '#db/client.ts'
import { hasStaff } from '#db/reads/staff/desk-staff.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { insertStaffMember, lockStaff } from '#db/writes/staff/staff.ts'
import { checkSetUpLink, makeSignInToken } from '#lib/identity/links.ts'
import { logSecurity } from '#lib/log/security.ts'

export type FirstStaffMember = { token: string; name: string; email: string }

export type SetUp = { signInToken: string } | { problem: 'invalid' | 'expired' | 'done' }

/**
 * Makes the first person of the staff, who holds the set-up link. There is one, ever: later calls say done.
 * Returns the token of a sign-in link that is to be used at once.
 */
export async function setUpDesk(
  first: FirstStaffMember,
  now: Date,
  db: Database = getDatabase(),
): Promise<SetUp> {
  const { token, name, email } = first
  const problem = await checkSetUpLink(token, now, db)
  if (problem) {
    logSecurity('sign-in-refused', { by: 'set-up-link', why: problem })
    return { problem }
  }
  const isMade = await db.transaction(async tx => {
    await lockStaff(tx)
    if (await hasStaff(tx)) return false
    const staffId = await insertStaffMember(tx, { name, email, role: 'owner' })
    if (!staffId) return false
    await writeAudit(tx, { at: now, staffId, action: 'set-up-desk', subject: `person ${staffId}` })
    return true
  })
  return isMade ? { signInToken: await makeSignInToken(db, email) } : { problem: 'done' }
}
