import { makeSignInToken } from '#lib/identity/links.ts'
import { enterDesk, type Seat, type SessionCookie } from '#lib/identity/session.ts'
import { type SigningIn, settleSignIn } from './settle-sign-in.ts'

/** Gives who has shown more than before a new session in the place of theirs. gone: they are no longer of the staff. */
export async function renewSession(
  { db, staffMember }: Seat,
  signingIn: SigningIn,
): Promise<SessionCookie[] | 'gone'> {
  const entered = await enterDesk(await makeSignInToken(db, staffMember.email), signingIn.headers, db)
  return (entered && (await settleSignIn(db, entered, signingIn))) ?? 'gone'
}
