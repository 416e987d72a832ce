import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { spendRecoveryCode } from '#db/writes/sign-in/own-account.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { hashRecoveryCode } from '#lib/identity/recovery-codes.ts'
import type { Seat, SessionCookie } from '#lib/identity/session.ts'
import type { RateLimit } from '#lib/limits/rate-limit.ts'
import { doorLimit, senderOf } from './door-limit.ts'
import { refuseSignIn } from './refuse-sign-in.ts'
import { renewSession } from './renew-session.ts'
import { tellAccountChange } from './tell-account-change.ts'

const ownLimit = doorLimit('code')

/**
 * Opens the desk to who has come by a mailed link and has lost their passkeys, by one of their recovery codes, which is
 * used up; they and all owners are mailed. unknown: it is none of theirs, or was used.
 */
export async function enterByCode(
  code: string,
  seat: Seat,
  headers: Headers,
  now: Date,
  limit: RateLimit = ownLimit,
): Promise<SessionCookie[] | 'unknown' | 'often' | 'gone'> {
  const { db } = seat
  const { id: staffId } = seat.staffMember
  const sender = senderOf(headers)
  if (!limit.take(sender, now)) return 'often'
  if (!(await spend(seat, code, headers, now))) {
    await refuseSignIn(db, { why: 'code-wrong', headers, personId: staffId }, now)
    return 'unknown'
  }
  limit.giveBack(sender)
  return renewSession(seat, { proof: 'code', headers, now })
}

function spend({ db, staffMember }: Seat, code: string, headers: Headers, now: Date): Promise<boolean> {
  const { id: staffId } = staffMember
  return db.transaction(async tx => {
    if (!(await spendRecoveryCode(tx, { staffId, codeHash: hashRecoveryCode(code) }, now))) return false
    await writeAudit(tx, { at: now, staffId, action: 'use-recovery-code', subject: `person ${staffId}` })
    const others = (await readStaff(tx)).filter(one => one.role === 'owner' && one.id !== staffId)
    const toIds = [staffId, ...others.map(({ id }) => id)]
    await tellAccountChange(tx, toIds, { what: 'code-used', personId: staffId, headers, now })
    return true
  })
}
