import { type Database, getDatabase } from '#db/client.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { deleteSession, deleteSessions } from '#db/writes/sign-in/own-account.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { type Desk, findSeat, leaveDesk, type SessionCookie } from '#lib/identity/session.ts'
import { senderOf } from './door-limit.ts'

/** Ends one session of one's own. gone: it had ended. */
export function endSession({ db, staffMember }: Desk, id: string, now: Date): Promise<'done' | 'gone'> {
  const { id: staffId } = staffMember
  return db.transaction(async tx => {
    if (!(await deleteSession(tx, id, staffId))) return 'gone'
    const facts = { count: 1 }
    await writeAudit(tx, { at: now, staffId, action: 'end-sessions', subject: `person ${staffId}`, facts })
    return 'done'
  })
}

/** Ends all sessions of one's own but this one. Returns how many those were. */
export function endOtherSessions({ db, staffMember, session }: Desk, now: Date): Promise<number> {
  const { id: staffId } = staffMember
  return db.transaction(async tx => {
    const count = await deleteSessions(tx, staffId, { keptId: session.id })
    const facts = { count }
    await writeAudit(tx, { at: now, staffId, action: 'end-sessions', subject: `person ${staffId}`, facts })
    return count
  })
}

/** Ends all sessions of a colleague, who may sign in again. Returns how many those were; gone: they are no longer among the staff. */
export function endMemberSessions(
  db: Database,
  { personId, byStaffId: staffId }: { personId: string; byStaffId: string },
  now: Date,
): Promise<number | 'gone'> {
  return db.transaction(async tx => {
    if (!(await readStaff(tx)).some(({ id }) => id === personId)) return 'gone'
    const count = await deleteSessions(tx, personId, { keptId: null })
    const about = { subject: `person ${personId}`, facts: { count } }
    await writeAudit(tx, { at: now, staffId, action: 'end-colleague-sessions', ...about })
    return count
  })
}

/** Signs out whoever sends these headers. Returns the cookies that say so. */
export async function signOut(
  headers: Headers,
  now: Date,
  db: Database = getDatabase(),
): Promise<SessionCookie[]> {
  const seat = await findSeat(headers, now, { db })
  const cookies = await leaveDesk(db, headers)
  if (!seat) return cookies
  const { id: staffId } = seat.staffMember
  const facts = { from: senderOf(headers).slice(0, 64) }
  await db.transaction(tx =>
    writeAudit(tx, { at: now, staffId, action: 'sign-out', subject: `person ${staffId}`, facts }),
  )
  return cookies
}
