import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readBatchLetters, readKeptTexts } from '#db/reads/batch.ts'
import { readDueAddresses, readLettersTo, readWaiting } from '#db/reads/due.ts'
import { readPolicy, readSecret } from '#db/reads/settings.ts'
import {
  type Attempt,
  addTexts,
  type FixedLetter,
  fixBatch,
  lockSender,
  retakeBatches,
  settleSent,
} from '#db/writes/batches.ts'
import { postpone, skipDeliveries } from '#db/writes/deliveries.ts'
import { filler, renderText, type TextFacts, type Tokens, textIdOf } from '#lib/channels/mail.ts'
import { signLink } from '#lib/links.ts'
import type { Letter, Mailer } from '#lib/mail/letter.ts'
import { mayWriteFrom } from '#lib/rules/delivery.ts'
import { noticeLinkHours } from '#lib/rules/subscription.ts'
import { later, latest } from '#lib/rules/time.ts'
import { readWorld, writeLetter } from './write-letter.ts'

/** An attempt that has begun and that must be made now, for it counts as made. tries: of its deliveries so far. */
export type Parcel = { attempt: Attempt; tries: number; letters: Letter[] }

/** A process that has not said for so long after the end of an attempt what became of it was killed. */
const graceSeconds = 10
/** Who is being written to is looked at again after so long. */
const lookAgainSeconds = 5

/**
 * Takes what is due now: batches to be tried again, else new ones. What a new one carries is decided here and fixed
 * with its first attempt, one process at a time, so that who has left by now is not in it, nobody is written to twice
 * at once, and every later attempt hands over the same bytes under the same key. An attempt begins when this commits.
 */
export async function takeBatches(db: Database, mailer: Mailer, most: number, now: Date): Promise<Parcel[]> {
  return db.transaction(async tx => {
    await lockSender(tx, 'mail')
    const lostAt = later(now, mailer.longestSeconds + graceSeconds)
    const again = await retakeBatches(tx, 'mail', most, lostAt, now)
    const attempts = again.length > 0 ? again : await fixNew(tx, mailer.lettersPerBatch, most, lostAt, now)
    const secret = await readSecret(tx)
    const parcels: Parcel[] = []
    for (const attempt of attempts) parcels.push(await parcelOf(tx, attempt, secret))
    return parcels.filter(parcel => parcel.letters.length > 0)
  })
}

async function parcelOf(tx: Transaction, attempt: Attempt, secret: string): Promise<Parcel> {
  const rows = await readBatchLetters(tx, attempt.batchId)
  // All of its readers have left, or their post was deleted.
  if (rows.length === 0) await settleSent(tx, attempt.batchId, [], attempt.createdAt)
  const letters = [...Map.groupBy(rows, row => row.text)].flatMap(([text, own]) => {
    const fill = filler(text, attempt.createdAt)
    return own.map(({ letterId, address, subscriberId, zone }) => {
      const tokens = subscriberId ? tokensOf(subscriberId, attempt.createdAt, secret) : null
      return { ...fill({ letterId, address, zone, tokens }), writtenAt: attempt.createdAt }
    })
  })
  return { attempt, letters, tries: Math.max(...rows.map(row => row.attempts)) }
}

/** They follow from the batch alone, so that each attempt has the same. */
function tokensOf(subscriberId: string, fixedAt: Date, secret: string): Tokens {
  return {
    unsubscribe: signLink(secret, 'unsubscribe', subscriberId, null),
    preferences: signLink(secret, 'preferences', subscriberId, later(fixedAt, noticeLinkHours * 3600)),
  }
}

async function fixNew(
  tx: Transaction,
  lettersPerBatch: number,
  most: number,
  lostAt: Date,
  now: Date,
): Promise<Attempt[]> {
  const letters = await newLetters(tx, await readDueAddresses(tx, 'mail', most * lettersPerBatch, now), now)
  const attempts: Attempt[] = []
  for (let start = 0; start < letters.length; start += lettersPerBatch)
    attempts.push(
      await fixBatch(tx, { channel: 'mail' }, letters.slice(start, start + lettersPerBatch), lostAt, now),
    )
  return attempts
}

/** The letters of these readers, as far as they may be written to now; the others are put off. */
async function newLetters(tx: Transaction, addresses: string[], now: Date): Promise<FixedLetter[]> {
  if (addresses.length === 0) return []
  const waiting = await readWaiting(tx, 'mail', await mayBeWritten(tx, addresses, now))
  const world = await readWorld(tx, waiting)
  const texts = new Map<string, TextFacts>()
  const letters: FixedLetter[] = []
  for (const own of Map.groupBy(waiting, row => row.address).values()) {
    const { facts, zone, carried, ends } = writeLetter(own, world, now)
    for (const { delivery, is, reason } of ends) await skipDeliveries(tx, [delivery.id], is, reason)
    if (!facts) continue
    const textId = textIdOf(facts)
    texts.set(textId, facts)
    letters.push({ id: newId(), textId, zone, deliveryIds: carried.map(row => row.id) })
  }
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
