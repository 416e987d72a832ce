import { parseSetCookieHeader, toCookieOptions } from 'better-auth/cookies'
import type { Database } from '#db/client.ts'
import { getAuth } from './auth.ts'

export type Person = { id: string; name: string; email: string }

export type SessionCookie = { name: string; value: string; options: ReturnType<typeof toCookieOptions> }

/** Uses up a sign-in link. Returns the cookies that sign this browser in, or null when the link is used, old or unknown. */
export async function enterDesk(
  db: Database,
  token: string,
  headers: Headers,
): Promise<SessionCookie[] | null> {
  const auth = await getAuth(db)
  const response = await auth.api.magicLinkVerify({ query: { token }, headers, asResponse: true })
  return response.ok ? cookiesOf(response) : null
}

/** Who sends these headers, or null when nobody is signed in. */
export async function readPerson(db: Database, headers: Headers): Promise<Person | null> {
  const auth = await getAuth(db)
  const found = await auth.api.getSession({ headers })
  return found ? { id: found.user.id, name: found.user.name, email: found.user.email } : null
}

/** Ends the session of these headers. Returns the cookies that say so. */
export async function leaveDesk(db: Database, headers: Headers): Promise<SessionCookie[]> {
  const auth = await getAuth(db)
  return cookiesOf(await auth.api.signOut({ headers, asResponse: true }))
}

function cookiesOf(response: Response): SessionCookie[] {
  const given = response.headers.getSetCookie().flatMap(line => [...parseSetCookieHeader(line)])
  return given.map(([name, attributes]) => ({
    name,
    value: attributes.value,
    options: toCookieOptions(attributes),
  }))
}
