import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readWaitingAt, type WaitingDelivery } from '#db/reads/sending/due.ts'
import { readDueDestinations, readIdle, readNextMessage } from '#db/reads/sending/due-messages.ts'
import {
  type Attempt,
  type BatchDraft,
  freezeBatches,
  lockSender,
  reclaimBatches,
} from '#db/writes/sending/batches.ts'
import { mailInstead, skipDeliveries, skipRemoved } from '#db/writes/sending/settled-deliveries.ts'
import { keptMessage } from '#lib/channels/notice-message.ts'
import { factsOf } from '#lib/rules/destinations/destination.ts'
import { retryPlaces, sharePlaces } from '#lib/rules/notices/delivery.ts'
import { later } from '#lib/rules/time/time.ts'
import { spokenTitle } from '#lib/words/spoken-posts.ts'
import { isoTimes, shortTimes } from '#lib/words/time.ts'
import { wordsIn } from '#lib/words/words.ts'
import { loadMessages, type MessageAttempt } from './load-messages.ts'
import { type MailInput, readMailInput } from './mail-input.ts'
import { saveEnds } from './save-ends.ts'
import { writeMail } from './write-mail.ts'

/** A channel gives the other side 40 seconds at most. A process that says nothing for longer was killed. */
const lostSeconds = 50

/**
 * Begins at most this many messages of what is due, and says when to look again. What each says is decided here and
 * frozen with its first attempt, one process at a time. A destination has one attempt under way at most, so that it
 * hears everything in order.
 */
export async function claimMessages(
  db: Database,
  most: number,
  clock: () => Date,
): Promise<{ claimed: MessageAttempt[]; wakeAt: Date | null }> {
  const now = clock()
  const { claimed, isDone } = await db.transaction(async tx => {
    await lockSender(tx, 'messages')
    const lostAt = later(now, lostSeconds)
    const removed = await skipRemoved(tx)
    await mailInstead(tx, removed, now)
    const again = await reclaimBatches(tx, 'messages', retryPlaces(most, Math.random()), lostAt, now)
    const places = sharePlaces(most - again.length, Math.random())
    const due = await readDueDestinations(tx, places, now)
    const begun = [...again, ...(await freezeNew(tx, due, lostAt, now))]
    // What is new leaves room for more old failures.
    const rest = await reclaimBatches(tx, 'messages', most - begun.length, lostAt, now)
    const attempts = [...begun, ...rest]
    const claimed = await loadMessages(tx, attempts, now)
    return { claimed, isDone: attempts.length === 0 && due.length === 0 }
  })
  return { claimed, wakeAt: isDone ? await readNextMessage(db, now) : now }
}

/** Freezes what is told to these destinations first. */
async function freezeNew(
  tx: Transaction,
  due: readonly string[],
  lostAt: Date,
  now: Date,
): Promise<Attempt[]> {
  if (due.length === 0) return []
  const waiting = await readWaitingAt(tx, due)
  const states = new Map((await readIdle(tx, due)).map(({ id, state }) => [id, state]))
  const input = await readMailInput(tx, waiting)
  const drafts: BatchDraft[] = []
  for (const [destinationId, own] of Map.groupBy(waiting, row => row.destinationId ?? '')) {
    const state = states.get(destinationId)
    if (state) await giveUp(tx, own, `the destination is ${state}`, now)
    else drafts.push(...(await writeFirst(tx, own, input, now)))
  }
  return freezeBatches(tx, drafts, lostAt, now)
}

async function giveUp(
  tx: Transaction,
  own: readonly WaitingDelivery[],
  reason: string,
  now: Date,
): Promise<void> {
  const ids = own.map(row => row.id)
  await skipDeliveries(tx, ids, 'skipped', reason)
  await mailInstead(tx, ids, now)
}

/** All that one destination is told of the first post that there is something to say of. */
async function writeFirst(
  tx: Transaction,
  own: readonly WaitingDelivery[],
  input: MailInput,
  now: Date,
): Promise<BatchDraft[]> {
  const postOf = ({ noticeId }: WaitingDelivery) => input.notices.get(noticeId)?.postId
  for (const ofPost of Map.groupBy(own, postOf).values()) {
    const { facts, zone, carried, ends } = writeMail(ofPost, input, now)
    await saveEnds(tx, ends)
    const notice = input.notices.get(carried.at(-1)?.noticeId ?? '')
    const [{ channel } = { channel: 'mail' as const }] = ofPost
    if (!facts || !notice || channel === 'mail') continue
    const { id: noticeId, postId, phase, createdAt } = notice
    const { language, sections, site } = facts
    const words = wordsIn(language)
    const { isForPrograms } = factsOf(channel)
    const postTitle = isForPrograms ? notice.title : spokenTitle(words, language, notice).text
    const about = { noticeId, language, postId, postTitle, phase, at: createdAt.toISOString() }
    const times = isForPrograms ? isoTimes : shortTimes(words, zone, now)
    const message = keptMessage(words, sections, about, site, times)
    const mail = { id: newId(), textId: null, zone, deliveryIds: carried.map(row => row.id) }
    return [{ says: { channel, message }, mails: [mail] }]
  }
  return []
}
