import { replaceRecoveryCodes } from '#db/writes/sign-in/own-account.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaffMember } from '#db/writes/staff/staff.ts'
import { hashRecoveryCode, newRecoveryCode } from '#lib/identity/recovery-codes.ts'
import type { Desk } from '#lib/identity/session.ts'
import { isFresh } from '#lib/rules/staff/session-life.ts'

const howMany = 10

/** Makes recovery codes for who sits here, in the place of those before. They are returned, and kept as hashes alone. */
export async function makeRecoveryCodes(
  { db, staffMember, session }: Desk,
  now: Date,
): Promise<{ codes: string[] } | 'sign-in-again' | 'gone'> {
  if (!isFresh(session.createdAt, now)) return 'sign-in-again'
  const codes = Array.from({ length: howMany }, newRecoveryCode)
  const { id: staffId } = staffMember
  return db.transaction(async tx => {
    if (!(await lockStaffMember(tx, staffId))) return 'gone'
    await replaceRecoveryCodes(tx, staffId, codes.map(hashRecoveryCode), now)
    await writeAudit(tx, { at: now, staffId, action: 'make-recovery-codes', subject: `person ${staffId}` })
    return { codes }
  })
}
