import { AsyncLocalStorage } from 'node:async_hooks'
import { randomBytes } from 'node:crypto'
import { drizzleAdapter } from 'better-auth/adapters/drizzle'
import { betterAuth } from 'better-auth/minimal'
import { magicLink } from 'better-auth/plugins/magic-link'
import { type Database, getDatabase } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { accounts, sessions, staff, verifications } from '#db/schema/staff.ts'
import { env } from '#lib/env.ts'
import { mostSessionDays } from '#lib/rules/staff/sign-in-rules.ts'
import { ourSite } from '#lib/site.ts'
import { boundName, isEncryptedSite } from './bound-name.ts'
import { withHashedSessions } from './hashed-sessions.ts'
import { authLogger, withCause } from './with-cause.ts'

/** A sign-in link is as good as a password while it lives, so it lives short. */
export const linkMinutes = 15

export type Auth = ReturnType<typeof createAuth>

const known = new WeakMap<Database, Promise<Auth>>()

/** The identity library on this database. Throws where the installation's secret cannot be read. */
export function getAuth(db: Database = getDatabase()): Promise<Auth> {
  const existing = known.get(db)
  if (existing) return existing
  const made = readSecret(db).then(({ present }) => createAuth(db, present))
  known.set(db, made)
  made.catch(() => known.delete(db))
  return made
}

/**
 * Who a link is for: mail, for whoever reads a mailbox; server, for who runs the server, who needs no passkey. As the
 * token is random and kept as a hash, none of the one kind can be made of one of the other.
 */
export type LinkKind = 'mail' | 'server'

const serverPrefix = 'server-'

/** For whom a link with this token was made, if it was. */
export function kindOfToken(token: string): LinkKind {
  return token.startsWith(serverPrefix) ? 'server' : 'mail'
}

/** Where the library puts the token of a link that it makes, so that the link's maker gets it back. */
const handover = new AsyncLocalStorage<{ token: string | null; kind: LinkKind }>()

/** Runs what makes a link. Returns the link's token, or null when none was made. */
export async function catchToken(makeLink: () => Promise<unknown>, kind: LinkKind): Promise<string | null> {
  const caught: { token: string | null; kind: LinkKind } = { token: null, kind }
  await handover.run(caught, () => withCause(makeLink))
  return caught.token
}

/** As many random bits as the library's own tokens have, in letters alone. */
function newToken(): string {
  const letters = randomBytes(24)
    .toString('hex')
    .replace(/\d/g, digit => 'ghijklmnop'.charAt(Number(digit)))
  return handover.getStore()?.kind === 'server' ? `${serverPrefix}${letters}` : letters
}

/** Magic links only, for people who are known: no password exists that could be guessed or stolen. */
function createAuth(db: Database, secret: string) {
  return betterAuth({
    appName: ourSite().name,
    baseURL: env.SITE_URL,
    secret,
    trustedOrigins: [env.SITE_URL],
    database: withHashedSessions(
      drizzleAdapter(db, {
        provider: 'pg',
        transaction: true,
        schema: { user: staff, session: sessions, account: accounts, verification: verifications },
      }),
    ),
    plugins: [
      magicLink({
        expiresIn: linkMinutes * 60,
        disableSignUp: true,
        storeToken: 'hashed',
        generateToken: newToken,
        sendMagicLink: ({ token }) => {
          const caught = handover.getStore()
          if (caught) caught.token = token
        },
      }),
    ],
    user: { additionalFields: { role: { type: 'string', input: false } } },
    // Pages cannot set cookies, so a session that grew with use would outlive its cookie. What the site allows of this
    // time, and how long a session may rest, is asked with each request: see session.ts.
    session: {
      expiresIn: mostSessionDays * 86_400,
      disableSessionRefresh: true,
      additionalFields: { proof: { type: 'string', input: false, required: false } },
    },
    rateLimit: { enabled: true },
    telemetry: { enabled: false },
    logger: authLogger,
    advanced: {
      cookiePrefix: boundName('allclear'),
      // The library's own prefix, __Secure-, lets a neighbour below the same domain put another cookie in its place.
      useSecureCookies: false,
      defaultCookieAttributes: {
        httpOnly: true,
        sameSite: 'lax',
        path: '/',
        secure: isEncryptedSite,
      },
      database: { generateId: () => newId() },
    },
  })
}
