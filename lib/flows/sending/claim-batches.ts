import type { Database, Transaction } from '#db/client.ts'
import { readDueAddresses, readMailsTo, readPressing } from '#db/reads/sending/due.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import {
  type Attempt,
  type BatchDraft,
  type FrozenMail,
  freezeBatches,
  lockSender,
  reclaimBatches,
} from '#db/writes/sending/batches.ts'
import { postpone } from '#db/writes/sending/waiting.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import { mayAlarmFrom, mayWriteFrom, retryPlaces, sharePlaces } from '#lib/rules/notices/delivery.ts'
import { later } from '#lib/rules/time/time.ts'
import { graceSeconds } from './attempt-batch.ts'
import { type BatchAttempt, loadBatches } from './load-batches.ts'
import { writeMails } from './write-mails.ts'

/**
 * Takes what is due now: batches to be tried again, and new ones. What a new one carries is decided here and frozen
 * with its first attempt, one process at a time, so that who has left by now is not in it, nobody is written to twice
 * at once, and every later attempt hands over the same bytes under the same key. An attempt begins when this commits.
 */
export async function claimBatches(
  db: Database,
  mailer: Mailer,
  most: number,
  now: Date,
): Promise<BatchAttempt[]> {
  return db.transaction(async tx => {
    await lockSender(tx, 'mail')
    const lostAt = later(now, mailer.longestSeconds + graceSeconds)
    const attempts = await beginAttempts(tx, mailer.mailsPerBatch, most, lostAt, now)
    return loadBatches(tx, attempts)
  })
}

async function beginAttempts(
  tx: Transaction,
  mailsPerBatch: number,
  most: number,
  lostAt: Date,
  now: Date,
): Promise<Attempt[]> {
  const again = await reclaimBatches(tx, 'mail', retryPlaces(most, Math.random()), lostAt, now)
  const fresh = await freezeNew(tx, mailsPerBatch, most - again.length, lostAt, now)
  const begun = [...again, ...fresh]
  return [...begun, ...(await reclaimBatches(tx, 'mail', most - begun.length, lostAt, now))]
}

async function freezeNew(
  tx: Transaction,
  mailsPerBatch: number,
  most: number,
  lostAt: Date,
  now: Date,
): Promise<Attempt[]> {
  if (most === 0) return []
  const places = sharePlaces(most * mailsPerBatch, Math.random())
  const due = await readDueAddresses(tx, 'mail', places, now)
  if (due.length === 0) return []
  const mails = await writeMails(tx, await mayBeWritten(tx, due, now), now)
  // What finds no place now is due still, and is written anew the next time.
  return freezeBatches(tx, draftsOf(mails, mailsPerBatch).slice(0, most), lostAt, now)
}

function draftsOf(mails: readonly FrozenMail[], mailsPerBatch: number): BatchDraft[] {
  const together = mails.filter(mail => !mail.isAlone)
  const batches = Array.from({ length: Math.ceil(together.length / mailsPerBatch) }, (_, place) =>
    together.slice(place * mailsPerBatch, (place + 1) * mailsPerBatch),
  )
  const alone = mails.filter(mail => mail.isAlone).map(mail => [mail])
  return [...batches, ...alone].map(own => ({ says: { channel: 'mail' }, mails: own }))
}

/** Those who may be written to now; the others are put off. */
async function mayBeWritten(tx: Transaction, addresses: readonly string[], now: Date): Promise<string[]> {
  const policy = await readPolicy(tx)
  const mails = await readMailsTo(tx, 'mail', addresses, later(now, -3600))
  const pressing = await readPressing(tx, addresses)
  const schedules = addresses.map(address => {
    const own = mails.get(address) ?? []
    const writeAt = mayWriteFrom(own, policy, now)
    const alarmAt = mayAlarmFrom(own, policy, now)
    const press = pressing.get(address)
    const isDue = writeAt <= now || press?.isHastened || (press && alarmAt <= now)
    return { address, writeAt, alarmAt, isDue }
  })
  await postpone(
    tx,
    schedules.filter(schedule => !schedule.isDue),
  )
  return schedules.filter(schedule => schedule.isDue).map(schedule => schedule.address)
}
