import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readKeptTexts } from '#db/reads/batch.ts'
import { readDueAddresses, readLettersTo, readWaiting } from '#db/reads/due.ts'
import { readPolicy } from '#db/reads/settings.ts'
import {
  type Attempt,
  addTexts,
  type Draft,
  type FixedLetter,
  fixBatches,
  lockSender,
  retakeBatches,
} from '#db/writes/batches.ts'
import { postpone } from '#db/writes/deliveries.ts'
import { renderText, type TextFacts, textIdOf } from '#lib/channels/mail.ts'
import type { Mailer } from '#lib/mail/letter.ts'
import { mayWriteFrom, retryPlaces, sharePlaces } from '#lib/rules/delivery.ts'
import { later, latest } from '#lib/rules/time.ts'
import { graceSeconds } from './attempt-batch.ts'
import { openBatches, type Parcel } from './open-batches.ts'
import { saveEnds } from './save-ends.ts'
import { readWorld, type Written, writeLetter } from './write-letter.ts'

/** Who is being written to is looked at again after so long. */
const lookAgainSeconds = 5

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
  const letters = await newLetters(tx, await readDueAddresses(tx, 'mail', places, now), now)
  const drafts: Draft[] = []
  for (let start = 0; start < letters.length; start += lettersPerBatch)
    drafts.push({ says: { channel: 'mail' }, letters: letters.slice(start, start + lettersPerBatch) })
  return fixBatches(tx, drafts, lostAt, now)
}

/** The letters of these readers, as far as they may be written to now; the others are put off. */
async function newLetters(tx: Transaction, addresses: string[], now: Date): Promise<FixedLetter[]> {
  if (addresses.length === 0) return []
  const waiting = await readWaiting(tx, 'mail', await mayBeWritten(tx, addresses, now))
  const world = await readWorld(tx, waiting)
  const texts = new Map<string, TextFacts>()
  const letters: FixedLetter[] = []
  const ended: Written['ends'] = []
  for (const own of Map.groupBy(waiting, row => row.address).values()) {
    const { facts, zone, carried, ends } = writeLetter(own, world, now)
    ended.push(...ends)
    if (!facts) continue
    const textId = textIdOf(facts)
    texts.set(textId, facts)
    letters.push({ id: newId(), textId, zone, deliveryIds: carried.map(row => row.id) })
  }
  await saveEnds(tx, ended)
  await keepTexts(tx, texts, now)
  return letters
}

/** Puts off whom we are writing to, whom we have just written to, and who has had as many mails as an hour may bring. */
async function mayBeWritten(tx: Transaction, addresses: readonly string[], now: Date): Promise<string[]> {
  const policy = await readPolicy(tx)
  const letters = await readLettersTo(tx, 'mail', addresses, later(now, -3600))
  const turns = addresses.map(address => {
    const own = letters.get(address) ?? []
    const moments = own.map(letter => letter.at)
    const dueAt = mayWriteFrom(moments, policy, now)
    const isUnderWay = own.some(letter => letter.isUnderWay)
    return { address, dueAt: isUnderWay ? latest([dueAt, later(now, lookAgainSeconds)]) : dueAt }
  })
  await postpone(
    tx,
    'mail',
    turns.filter(turn => turn.dueAt > now),
  )
  return turns.filter(turn => turn.dueAt <= now).map(turn => turn.address)
}

/** Renders what no letter has said yet. */
async function keepTexts(tx: Transaction, texts: ReadonlyMap<string, TextFacts>, now: Date): Promise<void> {
  const kept = await readKeptTexts(tx, [...texts.keys()])
  for (const [id, facts] of texts)
    if (!kept.has(id)) await addTexts(tx, [{ id, createdAt: now, ...(await renderText(facts)) }])
}
