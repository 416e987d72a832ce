import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readWaitingAt, type Waiting } from '#db/reads/due.ts'
import { readSecret } from '#db/reads/settings.ts'
import {
  type OpenTelling,
  readDueDestinations,
  readIdle,
  readNextTelling,
  readOpenTelling,
} from '#db/reads/tellings.ts'
import { type Attempt, fixBatch, lockSender, retakeBatches, settleSkipped } from '#db/writes/batches.ts'
import { mailInstead, skipDeliveries, skipRemoved } from '#db/writes/deliveries.ts'
import type { Target, Telling } from '#lib/channels/channel.ts'
import { keptTelling, openTelling } from '#lib/channels/notice-telling.ts'
import { env } from '#lib/env.ts'
import { signLink } from '#lib/links.ts'
import { noticeLinkHours } from '#lib/rules/subscription.ts'
import { later } from '#lib/rules/time.ts'
import { readWorld, type World, writeLetter } from './write-letter.ts'

/** An attempt that has begun: one telling to one destination. tries: of its deliveries so far. */
export type TellingParcel = {
  attempt: Attempt
  tries: number
  letterId: string
  destinationId: string
  target: Target
  telling: Telling
}

/** A channel gives the other side 40 seconds at most. A process that says nothing for longer was killed. */
const lostSeconds = 50

/**
 * Begins at most so many tellings of what is due, and says when to look again. What each says is decided here and fixed
 * with its first attempt, one process at a time. A destination has one attempt under way at most, so that it hears
 * everything in order.
 */
export async function takeTellings(
  db: Database,
  most: number,
  clock: () => Date,
): Promise<{ parcels: TellingParcel[]; wakeAt: Date | null }> {
  const now = clock()
  const { parcels, isDone } = await db.transaction(async tx => {
    await lockSender(tx, 'tellings')
    const lostAt = later(now, lostSeconds)
    const removed = await skipRemoved(tx)
    await mailInstead(tx, removed, now)
    // Old failures leave room for what is new.
    const again = await retakeBatches(tx, 'tellings', Math.ceil(most / 2), lostAt, now)
    const due = await readDueDestinations(tx, most - again.length, now)
    const attempts = [...again, ...(await fixNew(tx, due, lostAt, now))]
    const secret = await readSecret(tx)
    const parcels: TellingParcel[] = []
    for (const attempt of attempts) parcels.push(...(await parcelsOf(tx, attempt, secret, now)))
    return { parcels, isDone: again.length === 0 && due.length === 0 }
  })
  return { parcels, wakeAt: isDone ? await readNextTelling(db, now) : now }
}

/** Fixes what is told to these destinations first. */
async function fixNew(tx: Transaction, due: readonly string[], lostAt: Date, now: Date): Promise<Attempt[]> {
  if (due.length === 0) return []
  const waiting = await readWaitingAt(tx, due)
  const states = new Map((await readIdle(tx, due)).map(({ id, state }) => [id, state]))
  const world = await readWorld(tx, waiting)
  const attempts: Attempt[] = []
  for (const [destinationId, own] of Map.groupBy(waiting, row => row.destinationId ?? '')) {
    const state = states.get(destinationId)
    if (state) await giveUp(tx, own, `the destination is ${state}`, now)
    else attempts.push(...(await fixFirst(tx, own, world, lostAt, now)))
  }
  return attempts
}

async function giveUp(tx: Transaction, own: readonly Waiting[], reason: string, now: Date): Promise<void> {
  const ids = own.map(row => row.id)
  await skipDeliveries(tx, ids, 'skipped', reason)
  await mailInstead(tx, ids, now)
}

/** Fixes all that one destination is told of the first post that there is something to say of. */
async function fixFirst(
  tx: Transaction,
  own: readonly Waiting[],
  world: World,
  lostAt: Date,
  now: Date,
): Promise<Attempt[]> {
  const postOf = ({ noticeId }: Waiting) => world.notices.get(noticeId)?.postId
  for (const ofPost of Map.groupBy(own, postOf).values()) {
    const { facts, carried, ends } = writeLetter(ofPost, world, now)
    for (const { delivery, is, reason } of ends) await skipDeliveries(tx, [delivery.id], is, reason)
    const notice = world.notices.get(carried.at(-1)?.noticeId ?? '')
    const [{ channel } = { channel: 'mail' as const }] = ofPost
    if (!facts || !notice || channel === 'mail') continue
    const { id: noticeId, postId, title: postTitle, phase, createdAt } = notice
    const about = { noticeId, postId, postTitle, phase, at: createdAt.toISOString() }
    const telling = keptTelling(facts.sections, about, facts.site)
    const letter = { id: newId(), textId: null, deliveryIds: carried.map(row => row.id) }
    return [await fixBatch(tx, { channel, telling }, [letter], lostAt, now)]
  }
  return []
}

/** None where it is told no more: the reader has left, or the destination was removed or quarantined. */
async function parcelsOf(
  tx: Transaction,
  attempt: Attempt,
  secret: string,
  now: Date,
): Promise<TellingParcel[]> {
  const row = await readOpenTelling(tx, attempt.batchId)
  const end = endOf(row)
  if (end !== null) {
    const skipped = await settleSkipped(tx, attempt.batchId, end)
    await mailInstead(tx, skipped, now)
  }
  if (end !== null || !row?.telling || !row.letterId || !row.subscriberId) return []
  const { letterId, subscriberId, destinationId, channel, address, config } = row
  if (!destinationId || !channel || !address) return []
  const until = later(attempt.createdAt, noticeLinkHours * 3600)
  const token = signLink(secret, 'preferences', subscriberId, until)
  const telling = openTelling(row.telling, letterId, `${env.SITE_URL}/preferences/${token}`)
  const target = { channel, address, config }
  return [{ attempt, letterId, destinationId, target, telling, tries: row.tries ?? 1 }]
}

/** Why nothing is sent any more, or null. */
function endOf(row: OpenTelling | undefined): string | null {
  if (!row) return 'nothing of it is left'
  if (row.subscriberState !== 'confirmed') return `the subscriber is ${row.subscriberState ?? 'gone'}`
  if (row.destinationState === null) return 'the destination was removed'
  return row.destinationState === 'active' ? null : `the destination is ${row.destinationState}`
}
