import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { queueJobs } from '#db/jobs.ts'
import { isStaff } from '#db/reads/staff/desk-staff.ts'
import { readInvitations } from '#db/reads/staff/invitations.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import {
  deleteInvitation,
  forgetInvitations,
  insertInvitation,
  renewInvitation,
} from '#db/writes/staff/invitations.ts'
import { lockStaff } from '#db/writes/staff/staff.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import { later } from '#lib/rules/time/time.ts'

/** For how long the link in the mail lets somebody in. */
export const invitationDays = 7

/** So long after its end an invitation still stands at the desk, to be sent again. */
const shownDays = 30

/** Nobody reads a list of more, and each is a mail to an address that may be anybody's. */
const mostInvitations = 50

export type NewMember = { name: string; email: string; role: DeskRole; words: string; byStaffId: string }

/**
 * Asks somebody by mail to sit at the desk, within seven days. address-taken: it is among the staff already. asked-already:
 * an invitation to it waits. too-many: as many wait as may.
 */
export function inviteStaff(
  db: Database,
  member: NewMember,
  now: Date,
): Promise<'done' | 'address-taken' | 'asked-already' | 'too-many'> {
  return db.transaction(async tx => {
    await lockStaff(tx)
    const { email, role, byStaffId: staffId } = member
    if (await isStaff(tx, email)) return 'address-taken'
    await forgetInvitations(tx, later(now, -shownDays * 86_400))
    if ((await readInvitations(tx)).length >= mostInvitations) return 'too-many'
    const id = await insertInvitation(tx, { ...member, expiresAt: endOf(now) }, now)
    if (!id) return 'asked-already'
    const subject = `invitation ${id}`
    await writeAudit(tx, { at: now, staffId, action: 'invite-colleague', subject, facts: { email, role } })
    await queueMail(tx, id)
    return 'done'
  })
}

type Invited = { invitationId: string; byStaffId: string }

/** Mails an invitation once more, which is good for seven days from now. gone: it is used or was taken back. */
export function inviteAgain(
  db: Database,
  { invitationId, byStaffId: staffId }: Invited,
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    const facts = await renewInvitation(tx, { id: invitationId, expiresAt: endOf(now) })
    if (!facts) return 'gone'
    const subject = `invitation ${invitationId}`
    await writeAudit(tx, { at: now, staffId, action: 'invite-again', subject, facts })
    await queueMail(tx, invitationId)
    return 'done'
  })
}

/** Takes an invitation back: its link opens nothing from now on. gone: it is used or was taken back. */
export function revokeInvitation(
  db: Database,
  { invitationId, byStaffId: staffId }: Invited,
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    const facts = await deleteInvitation(tx, invitationId)
    if (!facts) return 'gone'
    const subject = `invitation ${invitationId}`
    await writeAudit(tx, { at: now, staffId, action: 'revoke-invitation', subject, facts })
    return 'done'
  })
}

const endOf = (now: Date) => later(now, invitationDays * 86_400)

function queueMail(tx: Transaction, invitationId: string): Promise<void> {
  return queueJobs(tx, 'welcome-colleague', [{ mailId: newId(), invitationId }])
}
