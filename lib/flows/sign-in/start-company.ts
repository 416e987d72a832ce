import { type Database, getDatabase } from '#db/client.ts'
import { keepAsk } from '#db/writes/sign-in/asks.ts'
import { browserCookie, hashCookieToken } from '#lib/identity/browser-cookie.ts'
import { type Company, companyAddress, newCompanyAsk, ownCompany } from '#lib/identity/company.ts'
import type { SessionCookie } from '#lib/identity/session.ts'
import { createRateLimit, type RateLimit } from '#lib/limits/rate-limit.ts'
import { log } from '#lib/log/log.ts'
import { later } from '#lib/rules/time/time.ts'
import { senderOf } from './door-limit.ts'

/** For this long a person may take to sign in at the company. */
const askSeconds = 600

export const companyCookie = 'allclear.company'

const ownLimit = createRateLimit({
  name: 'company-sign-ins',
  address: { burst: 10, perMinute: 5 },
  network: { burst: 40, perMinute: 20 },
})

/** headers: of the request; path: the page of the desk that was asked for; null: the first. */
type Asked = { headers: Headers; path: string | null }

type Parts = { db?: Database; company?: Company | null; limit?: RateLimit }

/**
 * Begins to sign in at the company: returns where, and the cookie that knows this browser again. none: there is no company;
 * away: its identity provider does not answer as it should, which the log tells.
 */
export async function startCompany(
  { headers, path }: Asked,
  now: Date,
  { db = getDatabase(), company = ownCompany, limit = ownLimit }: Parts = {},
): Promise<{ address: string; cookie: SessionCookie } | 'none' | 'often' | 'away'> {
  if (!company) return 'none'
  if (!limit.take(senderOf(headers), now)) return 'often'
  const ask = newCompanyAsk()
  const address = await companyAddress(company, ask).catch((error: Error) => {
    log.warn(`nobody can sign in by ${company.issuer}: ${error.message}`)
    return null
  })
  if (address === null) return 'away'
  const value = JSON.stringify({ nonce: ask.nonce, verifier: ask.verifier, path })
  const expiresAt = later(now, askSeconds)
  const kept = { kind: 'company' as const, hash: hashCookieToken(ask.state), value, expiresAt }
  await db.transaction(tx => keepAsk(tx, kept, now))
  return { address, cookie: companyCookieOf(ask.state, askSeconds) }
}

/** The cookie that knows again who began to sign in; 0 seconds: it is taken back. */
export function companyCookieOf(state: string, maxAge: number): SessionCookie {
  return browserCookie(companyCookie, state, { maxAge })
}
