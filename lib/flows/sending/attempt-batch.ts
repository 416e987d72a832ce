import type { Database, Transaction } from '#db/client.ts'
import { type Attempt, extendAttempt, lockAttempt } from '#db/writes/sending/batches.ts'
import {
  dissolveBatch,
  retryLater,
  settleRefused,
  settleSent,
  splitBatch,
} from '#db/writes/sending/settled-batches.ts'
import { suppressAddress } from '#lib/flows/subscribers/suppress-address.ts'
import { suppressRefused } from '#lib/flows/subscribers/suppress-refused.ts'
import type { BatchResult, Mailer } from '#lib/mail/mail.ts'
import { askedPause, isGivenUp, pauseAfter } from '#lib/rules/notices/delivery.ts'
import { later } from '#lib/rules/time/time.ts'
import { heedAnswer } from './heed-answer.ts'
import type { BatchAttempt } from './load-batches.ts'

/** Hands a batch to the provider, outside of any transaction, and saves what became of it. */
export async function attemptBatch(
  db: Database,
  batchAttempt: BatchAttempt,
  mailer: Mailer,
  clock: () => Date,
): Promise<BatchResult> {
  const result = await whileHeld(db, batchAttempt.attempt, mailer.longestSeconds, clock, () =>
    mailer.send(batchAttempt.attempt.batchId, batchAttempt.mails),
  )
  const awaySeconds = await heedAnswer(db, mailer.provider, result, clock())
  if (result.is === 'refused' && result.isGone) {
    const [only, ...others] = batchAttempt.mails
    // Of several mails it would not be known which one is meant.
    if (only && others.length === 0)
      await suppressAddress(db, { address: only.to, reason: `mail was refused: ${result.reason}` }, clock())
  }
  const { attempt, tries, mails } = batchAttempt
  const begun = { attempt, tries, mailIds: mails.map(mail => mail.key), awaySeconds }
  await db.transaction(tx => saveResult(tx, begun, result, clock()))
  const [only, ...others] = mails
  if (result.is === 'refused' && result.isMailbox && only && others.length === 0)
    await suppressRefused(db, { mailId: only.key, address: only.to, reason: result.reason }, clock())
  return result
}

/** A process that for this long after the end of an attempt has not said what became of it was killed. */
export const graceSeconds = 10

/** Says again and again, while an attempt is under way, that it is not lost. */
async function whileHeld<T>(
  db: Database,
  attempt: Attempt,
  longestSeconds: number,
  clock: () => Date,
  run: () => Promise<T>,
): Promise<T> {
  const extend = () => extendAttempt(db, attempt, later(clock(), longestSeconds + graceSeconds))
  // What the database does not hear now it hears the next time, long before the attempt counts as lost.
  const timer = setInterval(() => void extend().catch(() => {}), (longestSeconds * 1000) / 3)
  try {
    return await run()
  } finally {
    clearInterval(timer)
  }
}

/** awaySeconds: how long the provider is away, which is not these mails' doing. Left out or 0: it is there. */
export type Begun = { attempt: Attempt; tries: number; mailIds: string[]; awaySeconds?: number }

/** What found the provider away comes after all that was not tried, so that no mail is in the others' way. */
const behindOthersSeconds = 5

/** Saves what became of an attempt. */
export async function saveResult(
  tx: Transaction,
  { attempt, mailIds, tries, awaySeconds = 0 }: Begun,
  result: BatchResult,
  now: Date,
): Promise<void> {
  const { batchId } = attempt
  if (result.is === 'sent') {
    const taken = mailIds.map((mailId, i) => ({ mailId, providerId: result.providerIds[i] ?? null }))
    return settleSent(tx, batchId, taken, now)
  }
  if (!(await lockAttempt(tx, attempt))) return
  if (result.is === 'refused') {
    if (mailIds.length > 1) return splitBatch(tx, batchId, mailIds, result.reason, now)
    return settleRefused(tx, batchId, result.reason, now)
  }
  const pause = awaySeconds > 0 ? awaySeconds + behindOthersSeconds : pauseOf(tries, result.retryAfterSeconds)
  const nextAt = later(now, pause)
  // What may have been taken before stays as it is, whatever this attempt was told.
  if (result.isUntaken && attempt.number === 1) return dissolveBatch(tx, batchId, nextAt, result.reason, now)
  if (isGivenUp(attempt.createdAt, nextAt)) {
    const reason = `given up after a day, and the provider may have taken it. ${result.reason}`
    return settleRefused(tx, batchId, reason, now)
  }
  return retryLater(tx, batchId, nextAt, result.reason, now)
}

/** The provider's wish, and the jitter on top, so that not all come back at once. */
function pauseOf(tries: number, retryAfterSeconds: number | null): number {
  const asked = retryAfterSeconds === null ? 0 : askedPause(retryAfterSeconds)
  return asked + pauseAfter(tries, Math.random())
}
