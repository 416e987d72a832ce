import { readSignInRules } from '#db/reads/settings/sign-in.ts'
import { readPasskeys } from '#db/reads/sign-in/own-account.ts'
import { deletePasskey, insertPasskey, renamePasskey } from '#db/writes/sign-in/own-account.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaffMember } from '#db/writes/staff/staff.ts'
import { checkNewPasskey, requestNewPasskey } from '#lib/identity/passkeys.ts'
import type { Desk, Seat, SessionCookie } from '#lib/identity/session.ts'
import { readPasskeyAnswer } from '#lib/rules/staff/passkey-answer.ts'
import { guardedFrom } from '#lib/rules/staff/proof.ts'
import { isAtLeast } from '#lib/rules/staff/role.ts'
import { isFresh } from '#lib/rules/staff/session-life.ts'
import { askBrowser, type Ceremony, claimChallenge } from './passkey-ask.ts'
import { renewSession } from './renew-session.ts'
import { tellAccountChange } from './tell-account-change.ts'

/** More devices than this nobody has; each is asked for at each sign-in. */
export const mostPasskeys = 20

/** Why a way to sign in is not changed: they signed in too long ago, or not by all that it takes. */
export type NotNow = 'sign-in-again' | 'use-passkey'

/** Whether who sits here may change how they sign in. Who has to show a passkey first cannot make another one instead. */
function whyNot({ session, missing }: Seat, now: Date): NotNow | null {
  if (missing === 'use-passkey') return 'use-passkey'
  return isFresh(session.createdAt, now) ? null : 'sign-in-again'
}

/** Offers to make a passkey to who sits here. full: they have as many as anybody may. */
export async function startNewPasskey(seat: Seat, now: Date): Promise<Ceremony | NotNow | 'full'> {
  const problem = whyNot(seat, now)
  if (problem) return problem
  const { db, staffMember } = seat
  const existing = await readPasskeys(db, staffMember.id)
  if (existing.length >= mostPasskeys) return 'full'
  const request = await requestNewPasskey(staffMember, existing)
  return askBrowser(db, request, { use: 'make', staffId: staffMember.id }, now)
}

type NewPasskey = { text: string; name: string }

/**
 * Keeps a passkey that a browser has made, of which its person is mailed. Returns the cookies of a new session where this
 * one was not enough before; wrong: the browser's answer does not count, or came too late.
 */
export async function addPasskey(
  seat: Seat,
  { text, name }: NewPasskey,
  headers: Headers,
  now: Date,
): Promise<SessionCookie[] | NotNow | 'wrong' | 'gone'> {
  const { db, staffMember, missing } = seat
  const problem = whyNot(seat, now)
  if (problem) return problem
  const { id: staffId } = staffMember
  const challenge = await claimChallenge(db, headers, { use: 'make', staffId }, now)
  const answer = readPasskeyAnswer(text)
  const made = challenge !== null && answer ? await checkNewPasskey(answer, challenge) : null
  if (!made) return 'wrong'
  const kept = await db.transaction(async tx => {
    if (!(await lockStaffMember(tx, staffId))) return 'gone'
    const id = await insertPasskey(tx, { ...made, name, staffId, createdAt: now })
    if (id === null) return 'wrong'
    await writeAudit(tx, {
      at: now,
      staffId,
      action: 'add-passkey',
      subject: `passkey ${id}`,
      facts: { name },
    })
    await tellAccountChange(tx, [staffId], { what: 'passkey-added', personId: staffId, headers, now })
    return 'done'
  })
  if (kept !== 'done') return kept
  return missing === null ? [] : renewSession(seat, { proof: 'passkey', headers, now })
}

/** Gives a passkey of one's own another name. */
export function nameOwnPasskey(
  { db, staffMember }: Desk,
  { id, name }: { id: string; name: string },
  now: Date,
): Promise<'done' | 'gone'> {
  const { id: staffId } = staffMember
  return db.transaction(async tx => {
    if (!(await renamePasskey(tx, { id, staffId, name }))) return 'gone'
    const facts = { name }
    await writeAudit(tx, { at: now, staffId, action: 'rename-passkey', subject: `passkey ${id}`, facts })
    return 'done'
  })
}

/**
 * Removes a passkey of one's own, of which its person is mailed. last: the site requires one of their role, and they have
 * no other.
 */
export async function removeOwnPasskey(
  { db, staffMember, session }: Desk,
  id: string,
  headers: Headers,
  now: Date,
): Promise<'done' | 'gone' | 'last' | 'sign-in-again'> {
  if (!isFresh(session.createdAt, now)) return 'sign-in-again'
  const { id: staffId, role } = staffMember
  return db.transaction(async tx => {
    if (!(await lockStaffMember(tx, staffId))) return 'gone'
    const all = await readPasskeys(tx, staffId)
    if (!all.some(one => one.id === id)) return 'gone'
    const { isPasskeyRequired } = await readSignInRules(tx)
    if (isPasskeyRequired && isAtLeast(role, guardedFrom) && all.length === 1) return 'last'
    await deletePasskey(tx, id, staffId)
    await writeAudit(tx, { at: now, staffId, action: 'remove-passkey', subject: `passkey ${id}` })
    await tellAccountChange(tx, [staffId], { what: 'passkey-removed', personId: staffId, headers, now })
    return 'done'
  })
}
