import { type Database, getDatabase } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { type Invitation, readInvitation } from '#db/reads/staff/invitations.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { claimInvitation } from '#db/writes/staff/invitations.ts'
import { insertStaffMember, lockStaff } from '#db/writes/staff/staff.ts'
import { env } from '#lib/env.ts'
import { makeSignInToken } from '#lib/identity/links.ts'
import { signLink, verifyLink } from '#lib/links.ts'

/** invalid: the link is not whole. expired: its days are over. gone: it was used or taken back. */
export type NotInvited = { problem: 'invalid' | 'expired' | 'gone' }

/** The address that lets whoever was invited in, once. */
export async function joinLink(db: Database, { id, expiresAt }: Invitation): Promise<string> {
  return `${env.SITE_URL}/desk/join/${signLink(await readSecret(db), 'join-desk', id, expiresAt)}`
}

/** The invitation that a link is to, or why there is none. */
export async function findInvitation(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<Invitation | NotInvited> {
  const link = verifyLink(await readSecret(db), 'join-desk', token, now)
  if ('problem' in link) return link
  const invitation = await readInvitation(db, link.subject)
  if (!invitation) return { problem: 'gone' }
  return invitation.expiresAt > now ? invitation : { problem: 'expired' }
}

/**
 * Makes whoever holds an invitation's link one of the staff, with the role that it names. Returns the token of a sign-in link
 * that is to be used at once, or why nobody was made one.
 */
export async function joinDesk(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<{ signInToken: string } | NotInvited> {
  const invitation = await findInvitation(token, now, db)
  if ('problem' in invitation) return invitation
  const email = await db.transaction(async tx => {
    await lockStaff(tx)
    const taken = await claimInvitation(tx, invitation.id, now)
    const staffId = taken ? await insertStaffMember(tx, taken) : null
    if (!taken || !staffId) return null
    const facts = { role: taken.role, invitedBy: taken.byStaffId }
    await writeAudit(tx, { at: now, staffId, action: 'join-desk', subject: `person ${staffId}`, facts })
    return taken.email
  })
  return email ? { signInToken: await makeSignInToken(db, email) } : { problem: 'gone' }
}
