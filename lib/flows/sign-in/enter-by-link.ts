import { type Database, getDatabase } from '#db/client.ts'
import { kindOfToken } from '#lib/identity/auth.ts'
import { enterDesk, type SessionCookie } from '#lib/identity/session.ts'
import type { RateLimit } from '#lib/limits/rate-limit.ts'
import { doorLimit, senderOf } from './door-limit.ts'
import { refuseSignIn } from './refuse-sign-in.ts'
import { settleSignIn } from './settle-sign-in.ts'

const ownLimit = doorLimit('link')

/**
 * Uses up a sign-in link for who sends these headers. Returns the cookies that sign this browser in; unknown: the link is
 * used, old or not ours; often: too many such links came from there.
 */
export async function enterByLink(
  token: string,
  headers: Headers,
  now: Date,
  db: Database = getDatabase(),
  limit: RateLimit = ownLimit,
): Promise<SessionCookie[] | 'unknown' | 'often'> {
  const sender = senderOf(headers)
  if (!limit.take(sender, now)) return 'often'
  const proof = kindOfToken(token) === 'server' ? 'server' : 'link'
  const entered = await enterDesk(token, headers, db)
  const cookies = entered && (await settleSignIn(db, entered, { proof, headers, now }))
  if (!cookies) {
    await refuseSignIn(db, { why: 'link-unknown', headers }, now)
    return 'unknown'
  }
  limit.giveBack(sender)
  return cookies
}
