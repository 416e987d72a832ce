import { z } from 'zod'
import type { Database } from '#db/client.ts'
import { claimAsk, keepAsk } from '#db/writes/sign-in/asks.ts'
import { browserCookie, hashCookieToken, newCookieToken, sentCookie } from '#lib/identity/browser-cookie.ts'
import type { PasskeyRequest } from '#lib/identity/passkeys.ts'
import type { SessionCookie } from '#lib/identity/session.ts'
import { later } from '#lib/rules/time/time.ts'

const cookieName = 'allclear.passkey'
/** For this long a person may take to unlock their device. */
const askSeconds = 300

/** use: a passkey is asked for; make: a new one, for this person. */
type Purpose = { use: 'enter' } | { use: 'make'; staffId: string }

const Kept = z.object({ challenge: z.string(), purpose: z.string() })

/** A question for a browser, and the cookie that knows it again. */
export type Ceremony = { options: Record<string, unknown>; cookies: SessionCookie[] }

/** Keeps a question until it is answered, once, by the browser that gets the cookie. */
export async function askBrowser(
  db: Database,
  { options, challenge }: PasskeyRequest,
  purpose: Purpose,
  now: Date,
): Promise<Ceremony> {
  const token = newCookieToken()
  const value = JSON.stringify({ challenge, purpose: nameOf(purpose) })
  const kept = {
    kind: 'passkey' as const,
    hash: hashCookieToken(token),
    value,
    expiresAt: later(now, askSeconds),
  }
  await db.transaction(tx => keepAsk(tx, kept, now))
  return { options, cookies: [browserCookie(cookieName, token, { maxAge: askSeconds })] }
}

/** The random part of the question that this browser answers, for this purpose; null: none was asked, or it is too old. */
export async function claimChallenge(
  db: Database,
  headers: Headers,
  purpose: Purpose,
  now: Date,
): Promise<string | null> {
  const hash = hashCookieToken(sentCookie(headers, cookieName) ?? '')
  const kept = await db.transaction(tx => claimAsk(tx, { kind: 'passkey', hash }, now))
  if (kept === null) return null
  const { challenge, purpose: askedFor } = Kept.parse(JSON.parse(kept))
  return askedFor === nameOf(purpose) ? challenge : null
}

function nameOf(purpose: Purpose): string {
  return purpose.use === 'make' ? `make ${purpose.staffId}` : purpose.use
}
