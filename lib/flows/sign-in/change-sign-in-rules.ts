import { readSignInRules } from '#db/reads/settings/sign-in.ts'
import { writeSignInRules } from '#db/writes/settings/sign-in.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaff } from '#db/writes/staff/staff.ts'
import type { Desk } from '#lib/identity/session.ts'
import { isStrong } from '#lib/rules/staff/proof.ts'
import type { SignInRules } from '#lib/rules/staff/sign-in-rules.ts'

/**
 * Changes what the site says of signing in, from the next request on in all processes. use-passkey: who requires one of
 * others has to have signed in by more than a mailed link.
 */
export function changeSignInRules(
  { db, staffMember, session }: Desk,
  rules: SignInRules,
  now: Date,
): Promise<'done' | 'use-passkey'> {
  return db.transaction(async tx => {
    await lockStaff(tx)
    const before = await readSignInRules(tx)
    if (rules.isPasskeyRequired && !before.isPasskeyRequired && !isStrong(session.proof)) return 'use-passkey'
    await writeSignInRules(tx, rules, now)
    const facts = { before, after: rules }
    const staffId = staffMember.id
    await writeAudit(tx, { at: now, staffId, action: 'change-sign-in', subject: 'sign-in', facts })
    return 'done'
  })
}
