import type { Database, Transaction } from '#db/client.ts'
import { countDevices } from '#db/reads/sign-in/devices.ts'
import { addDevice, deleteSession, markSession, seeDevice } from '#db/writes/sign-in/own-account.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { lockStaffMember } from '#db/writes/staff/staff.ts'
import { deviceOfBrowser } from '#lib/identity/devices.ts'
import { findSeat, findSeatOf, type Seat, type SessionCookie } from '#lib/identity/session.ts'
import { networkOf } from '#lib/limits/rate-limit.ts'
import { logSecurity } from '#lib/log/security.ts'
import type { Proof } from '#lib/rules/staff/proof.ts'
import { later } from '#lib/rules/time/time.ts'
import { senderOf } from './door-limit.ts'
import { tellAccountChange } from './tell-account-change.ts'

/** A device that nobody has signed in with for so long is new again. */
const deviceDays = 400
const mostDevices = 50
/** Whose browser keeps no cookies is mailed so often in a day, not at each sign-in. */
const mostMailsADay = 5

export type SigningIn = { proof: Proof; headers: Headers; now: Date }

/**
 * What belongs to each sign-in, once the identity library has made its session: it is written down, says how it was
 * proven, ends the one that this browser had before, and its person is mailed where the device is new. Returns all cookies
 * that the browser gets; null: the person is no longer of the staff, and nothing is signed in.
 */
export async function settleSignIn(
  db: Database,
  cookies: readonly SessionCookie[],
  { proof, headers, now }: SigningIn,
): Promise<SessionCookie[] | null> {
  const seat = await findSeatOf(cookies, db, now)
  if (!seat) return null
  const former = await findSeat(headers, now, { db })
  const device = deviceOfBrowser(headers)
  const isSettled = await db.transaction(async tx => {
    const { id: staffId } = seat.staffMember
    if (!(await lockStaffMember(tx, staffId))) {
      await deleteSession(tx, seat.session.id, staffId)
      return false
    }
    const ipAddress = senderOf(headers).slice(0, 64)
    const userAgent = (headers.get('user-agent') ?? '').slice(0, 512)
    await markSession(tx, seat.session.id, { proof, ipAddress, userAgent })
    if (former && former.session.id !== seat.session.id)
      await deleteSession(tx, former.session.id, former.staffMember.id)
    const facts = { by: proof, from: ipAddress }
    await writeAudit(tx, { at: now, staffId, action: 'sign-in', subject: `person ${staffId}`, facts })
    await noteDevice(tx, seat, { tokenHash: device.tokenHash, headers, now })
    return true
  })
  if (isSettled) {
    const { id: staffId } = seat.staffMember
    logSecurity('signed-in', { staffId, by: proof, network: networkOf(senderOf(headers)) })
  }
  return isSettled ? [...cookies, device.cookie] : null
}

type Noted = { tokenHash: string; headers: Headers; now: Date }

async function noteDevice(tx: Transaction, { staffMember }: Seat, noted: Noted): Promise<void> {
  const { tokenHash, headers, now } = noted
  const seen = { staffId: staffMember.id, tokenHash }
  if (await seeDevice(tx, seen, now)) return
  const counts = await countDevices(tx, staffMember.id, later(now, -86_400))
  await addDevice(tx, seen, { now, unusedSince: later(now, -deviceDays * 86_400), most: mostDevices })
  // Whoever signs in for the first time was mailed, a moment ago, how to.
  if (counts.all === 0 || counts.lately >= mostMailsADay) return
  const personId = staffMember.id
  await tellAccountChange(tx, [personId], { what: 'new-device', personId, headers, now })
}
