import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import { type Database, getDatabase } from '#db/client.ts'
import { readSignInRules } from '#db/reads/settings/sign-in.ts'
import { hasPasskey } from '#db/reads/sign-in/own-account.ts'
import { logSecurity } from '#lib/log/security.ts'
import { type Missing, missingProof, type Proof } from '#lib/rules/staff/proof.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import { isSessionOver, isToNote } from '#lib/rules/staff/session-life.ts'
import { getAuth } from './auth.ts'
import { withCause } from './with-cause.ts'

type SignedIn = { id: string; name: string; email: string; role: DeskRole }

export type SessionCookie = { name: string; value: string; options: ReturnType<typeof toCookieOptions> }

/** Uses up a sign-in link. Returns the cookies that sign this browser in, or null when the link is used, old or unknown. */
export async function enterDesk(
  token: string,
  headers: Headers,
  db: Database = getDatabase(),
): Promise<SessionCookie[] | null> {
  const auth = await getAuth(db)
  const response = await withCause(() =>
    auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true }),
  )
  if (!response.ok) return null
  const most = (await readSignInRules(db)).sessionDays * 86_400
  // The library makes cookies for the longest sessions that a site may choose.
  const lived = ({ maxAge }: SessionCookie['options']) => Math.min(maxAge ?? most, most)
  return cookiesOf(response).map(({ name, value, options }) => ({
    name,
    value,
    options: { ...options, maxAge: lived(options) },
  }))
}

export type SessionFacts = { id: string; proof: Proof; createdAt: Date }

/** The desk as somebody sits at it: the database comes with a person, or not at all. */
export type Desk = { db: Database; staffMember: SignedIn; session: SessionFacts }

/** Somebody who is signed in. missing: what they still have to show before the desk opens; null: nothing. */
export type Seat = Desk & { missing: Missing | null }

/**
 * Opens the desk for whoever sends these headers, which is no use of their session. Returns null when nobody is signed in,
 * or not by all that it takes.
 */
export async function openDesk(headers: Headers, db: Database = getDatabase()): Promise<Desk | null> {
  const seat = await findSeat(headers, new Date(), { db, isUsed: false })
  return seat?.missing === null ? seat : null
}

/**
 * Who sends these headers. Returns null when nobody is signed in: also where their session was not used for too long, or
 * is too old, which ends it. isUsed: by a person, which is noted once in some minutes.
 */
export async function findSeat(
  headers: Headers,
  now: Date,
  { db = getDatabase(), isUsed = true }: { db?: Database; isUsed?: boolean } = {},
): Promise<Seat | null> {
  const auth = await getAuth(db)
  const found = await withCause(() => auth.api.getSession({ headers }))
  // Who was removed has no address any more.
  if (!found?.user.email.includes('@')) return null
  const { id, token, createdAt, updatedAt: usedAt } = found.session
  const rules = await readSignInRules(db)
  const { internalAdapter } = await auth.$context
  if (isSessionOver({ createdAt, usedAt }, rules, now)) {
    await internalAdapter.deleteSession(token)
    return null
  }
  if (isUsed && isToNote(usedAt, now)) await internalAdapter.updateSession(token, { updatedAt: now })
  const staffMember = {
    id: found.user.id,
    name: found.user.name,
    email: found.user.email,
    role: found.user.role as DeskRole,
  }
  const proof = (found.session.proof ?? 'link') as Proof
  const asked = { proof, role: staffMember.role, isPasskeyRequired: rules.isPasskeyRequired }
  const isAsked = missingProof({ ...asked, hasPasskey: false }) !== null
  const missing = isAsked
    ? missingProof({ ...asked, hasPasskey: await hasPasskey(db, staffMember.id) })
    : null
  return { db, staffMember, session: { id, proof, createdAt }, missing }
}

/** Who these cookies sign in, as soon as they are given. */
export function findSeatOf(cookies: readonly SessionCookie[], db: Database, now: Date): Promise<Seat | null> {
  const pairs = cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`)
  return findSeat(new Headers({ cookie: pairs.join('; ') }), now, { db })
}

/** Ends the session of these headers. Returns the cookies that say so. */
export async function leaveDesk(db: Database, headers: Headers): Promise<SessionCookie[]> {
  const auth = await getAuth(db)
  const response = await withCause(() => auth.api.signOut({ headers, asResponse: true }))
  logSecurity('signed-out', {})
  return cookiesOf(response)
}

/** The cookies that an answer of the identity library gives. */
function cookiesOf(response: Response): SessionCookie[] {
  const given = response.headers.getSetCookie().flatMap(line => [...parseSetCookieHeader(line)])
  return given.map(([name, attributes]) => ({
    name,
    value: attributes.value,
    options: toCookieOptions(attributes),
  }))
}
