import { type Database, getDatabase } from '#db/client.ts'
import { findPasskey, readPasskeys } from '#db/reads/sign-in/own-account.ts'
import { notePasskeyUse } from '#db/writes/sign-in/own-account.ts'
import { makeSignInToken } from '#lib/identity/links.ts'
import { checkPasskey, requestPasskey } from '#lib/identity/passkeys.ts'
import { enterDesk, findSeat, type SessionCookie } from '#lib/identity/session.ts'
import { createRateLimit, type RateLimit } from '#lib/limits/rate-limit.ts'
import { readPasskeyAnswer } from '#lib/rules/staff/passkey-answer.ts'
import { doorLimit, senderOf } from './door-limit.ts'
import { askBrowser, type Ceremony, claimChallenge } from './passkey-ask.ts'
import { refuseSignIn } from './refuse-sign-in.ts'
import { settleSignIn } from './settle-sign-in.ts'

const askLimit = createRateLimit({
  name: 'passkey-questions',
  address: { burst: 30, perMinute: 10 },
  network: { burst: 100, perMinute: 30 },
})
const enterLimit = doorLimit('passkey')

/** Asks a browser for a passkey: who has come by a mailed link, for one of theirs. often: its sender has asked too often. */
export async function startPasskey(
  headers: Headers,
  now: Date,
  db: Database = getDatabase(),
  limit: RateLimit = askLimit,
): Promise<Ceremony | 'often'> {
  if (!limit.take(senderOf(headers), now)) return 'often'
  const seat = await findSeat(headers, now, { db })
  const own = seat ? await readPasskeys(db, seat.staffMember.id) : []
  return askBrowser(db, await requestPasskey(own), { use: 'enter' }, now)
}

/**
 * Signs in by what a browser answered. Returns the cookies that sign it in; unknown: no passkey of the staff has answered
 * that, or it was not asked for, or too late; often: too many such answers came from there.
 */
export async function enterByPasskey(
  text: string,
  headers: Headers,
  now: Date,
  db: Database = getDatabase(),
  limit: RateLimit = enterLimit,
): Promise<SessionCookie[] | 'unknown' | 'often'> {
  const sender = senderOf(headers)
  if (!limit.take(sender, now)) return 'often'
  const email = await whoseAnswer(db, text, headers, now)
  const entered = email && (await enterDesk(await makeSignInToken(db, email), headers, db))
  const cookies = entered && (await settleSignIn(db, entered, { proof: 'passkey', headers, now }))
  if (!cookies) {
    await refuseSignIn(db, { why: 'passkey-wrong', headers }, now)
    return 'unknown'
  }
  limit.giveBack(sender)
  return cookies
}

/** The address of whose passkey has answered; null: nobody's, or not what was asked. */
async function whoseAnswer(db: Database, text: string, headers: Headers, now: Date): Promise<string | null> {
  const challenge = await claimChallenge(db, headers, { use: 'enter' }, now)
  const answer = readPasskeyAnswer(text)
  if (challenge === null || !answer) return null
  const found = await findPasskey(db, answer.id)
  if (!found) return null
  const { passkey, email } = found
  const counter = await checkPasskey(answer, challenge, passkey)
  if (counter === null) return null
  await db.transaction(tx => notePasskeyUse(tx, { id: passkey.id, counter, now }))
  return email
}
