import type { Database, Transaction } from '#db/client.ts'
import {
  type Attempt,
  dissolveBatch,
  lockAttempt,
  retryLater,
  settleRefused,
  settleSent,
  splitBatch,
} from '#db/writes/batches.ts'
import { pausePace } from '#db/writes/paces.ts'
import type { BatchResult, Mailer } from '#lib/mail/letter.ts'
import { askedPause, isGivenUp, pauseAfter } from '#lib/rules/delivery.ts'
import { later } from '#lib/rules/time.ts'
import type { Parcel } from './open-batches.ts'
import { suppressAddress } from './suppress-address.ts'

/** Hands a batch to the provider, outside of any transaction, and saves what became of it. */
export async function attemptBatch(
  db: Database,
  parcel: Parcel,
  mailer: Mailer,
  clock: () => Date,
): Promise<BatchResult> {
  const result = await mailer.send(parcel.attempt.batchId, parcel.letters)
  if (result.is === 'retry' && result.retryAfterSeconds !== null)
    await pausePace(db, mailer.provider, askedPause(result.retryAfterSeconds))
  if (result.is === 'refused' && result.isGone) {
    const [only, ...others] = parcel.letters
    // Of several letters it would not be known which one is meant.
    if (only && others.length === 0)
      await suppressAddress(db, { address: only.to, reason: `mail was refused: ${result.reason}` }, clock())
  }
  const { attempt, tries, letters } = parcel
  const begun = { attempt, tries, letterIds: letters.map(letter => letter.key) }
  await db.transaction(tx => saveResult(tx, begun, result, clock()))
  return result
}

export type Begun = { attempt: Attempt; tries: number; letterIds: string[] }

/** Saves what became of an attempt. */
export async function saveResult(
  tx: Transaction,
  { attempt, letterIds, tries }: Begun,
  result: BatchResult,
  now: Date,
): Promise<void> {
  const { batchId } = attempt
  if (result.is === 'sent') {
    const taken = letterIds.map((letterId, i) => ({ letterId, providerId: result.providerIds[i] ?? null }))
    return settleSent(tx, batchId, taken, now)
  }
  if (!(await lockAttempt(tx, attempt))) return
  if (result.is === 'refused') {
    if (letterIds.length > 1) return splitBatch(tx, batchId, letterIds, result.reason, now)
    return settleRefused(tx, batchId, result.reason, now)
  }
  const nextAt = later(now, pauseOf(tries, result.retryAfterSeconds))
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
