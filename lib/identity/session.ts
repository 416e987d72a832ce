import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import { type Database, getDatabase } from '#db/client.ts'
import { logSecurity } from '#lib/log/security.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
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
  return response.ok ? cookiesOf(response) : null
}

/** The desk as somebody sits at it: the database comes with a person, or not at all. */
export type Desk = { db: Database; staffMember: SignedIn }

/** Opens the desk for whoever sends these headers. Returns null when nobody is signed in. */
export async function openDesk(headers: Headers, db: Database = getDatabase()): Promise<Desk | null> {
  const auth = await getAuth(db)
  const found = await withCause(() => auth.api.getSession({ headers }))
  if (!found) return null
  const { id, name, email } = found.user
  return { db, staffMember: { id, name, email, role: found.user.role as DeskRole } }
}

/** Ends the session of these headers. Returns the cookies that say so. */
export async function leaveDesk(db: Database, headers: Headers): Promise<SessionCookie[]> {
  const auth = await getAuth(db)
  const response = await withCause(() => auth.api.signOut({ headers, asResponse: true }))
  logSecurity('signed-out', {})
  return cookiesOf(response)
}

function cookiesOf(response: Response): SessionCookie[] {
  const given = response.headers.getSetCookie().flatMap(line => [...parseSetCookieHeader(line)])
  return given.map(([name, attributes]) => ({
    name,
    value: attributes.value,
    options: toCookieOptions(attributes),
  }))
}
