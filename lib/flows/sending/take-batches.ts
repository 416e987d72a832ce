import type { Database, Transaction } from '#db/client.ts'
import { readDueAddresses, readLettersTo, readPressing } from '#db/reads/sending/due.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import {
  type Attempt,
  type Draft,
  fixBatches,
  lockSender,
  retakeBatches,
} from '#db/writes/sending/batches.ts'
import { postpone } from '#db/writes/sending/waiting.ts'
import type { Mailer } from '#lib/mail/letter.ts'
import { mayAlarmFrom, mayWriteFrom, retryPlaces, sharePlaces } from '#lib/rules/notices/delivery.ts'
import { later } from '#lib/rules/time/time.ts'
import { graceSeconds } from './attempt-batch.ts'
import { openBatches, type Parcel } from './open-batches.ts'
import { writeLetters } from './write-letters.ts'

/**
 * Takes what is due now: batches to be tried again, and new ones. What a new one carries is decided here and fixed
 * with its first attempt, one process at a time, so that who has left by now is not in it, nobody is written to twice
 * at once, and every later attempt hands over the same bytes under the same key. An attempt begins when this commits.
 */
export async function takeBatches(db: Database, mailer: Mailer, most: number, now: Date): Promise<Parcel[]> {
  return db.transaction(async tx => {
    await lockSender(tx, 'mail')
    const lostAt = later(now, mailer.longestSeconds + graceSeconds)
    const attempts = await beginAttempts(tx, mailer.lettersPerBatch, most, lostAt, now)
    return openBatches(tx, attempts)
  })
}

async function beginAttempts(
  tx: Transaction,
  lettersPerBatch: number,
  most: number,
  lostAt: Date,
  now: Date,
): Promise<Attempt[]> {
  const again = await retakeBatches(tx, 'mail', retryPlaces(most, Math.random()), lostAt, now)
  const fresh = await fixNew(tx, lettersPerBatch, most - again.length, lostAt, now)
  const begun = [...again, ...fresh]
  return [...begun, ...(await retakeBatches(tx, 'mail', most - begun.length, lostAt, now))]
}

async function fixNew(
  tx: Transaction,
  lettersPerBatch: number,
  most: number,
  lostAt: Date,
  now: Date,
): Promise<Attempt[]> {
  if (most === 0) return []
  const places = sharePlaces(most * lettersPerBatch, Math.random())
  const due = await readDueAddresses(tx, 'mail', places, now)
  if (due.length === 0) return []
  const letters = await writeLetters(tx, await mayBeWritten(tx, due, now), now)
  const drafts = Array.from(
    { length: Math.ceil(letters.length / lettersPerBatch) },
    (_, place): Draft => ({
      says: { channel: 'mail' },
      letters: letters.slice(place * lettersPerBatch, (place + 1) * lettersPerBatch),
    }),
  )
  return fixBatches(tx, drafts, lostAt, now)
}

/** Those who may be written to now; the others are put off. */
async function mayBeWritten(tx: Transaction, addresses: readonly string[], now: Date): Promise<string[]> {
  const policy = await readPolicy(tx)
  const letters = await readLettersTo(tx, 'mail', addresses, later(now, -3600))
  const pressing = await readPressing(tx, addresses)
  const turns = addresses.map(address => {
    const own = letters.get(address) ?? []
    const writeAt = mayWriteFrom(own, policy, now)
    const alarmAt = mayAlarmFrom(own, policy, now)
    const press = pressing.get(address)
    const isDue = writeAt <= now || press?.isHastened || (press && alarmAt <= now)
    return { address, writeAt, alarmAt, isDue }
  })
  await postpone(
    tx,
    turns.filter(turn => !turn.isDue),
  )
  return turns.filter(turn => turn.isDue).map(turn => turn.address)
}
