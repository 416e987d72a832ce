import type { Database } from '#db/client.ts'
import { type Delivery, readDelivery } from '#db/reads/delivery.ts'
import { readSecret } from '#db/reads/settings.ts'
import { type Outcome, queueAttempt, settledStates, writeOutcome } from '#db/writes/deliveries.ts'
import { sendByMail } from '#lib/channels/mail.ts'
import { env } from '#lib/env.ts'
import type { SendLetter, SendResult } from '#lib/mail/letter.ts'
import { inOrder, serversFor } from '#lib/rules/audience.ts'
import type { NoticeServer } from '#lib/rules/notice.ts'
import { later } from '#lib/rules/time.ts'
import { wantedFacts } from '#lib/rules/wants.ts'

export type Delivered = SendResult | { is: 'skipped'; reason: string } | { is: 'settled' }

/** A provider knows an idempotency key for 24 hours: an hour before that, an attempt that may be a second one ends. */
const mostSeconds = 23 * 3600
/** A provider that asks for a longer pause is asked again anyway. */
const longestPauseSeconds = 3600

/**
 * Sends one delivery, if its reader still wants it, and saves what became of it. A delivery that is settled stays so.
 * When the provider said how long to wait, the next attempt is queued for then; otherwise it throws,
 * so that the job runner tries again with growing pauses.
 */
export async function deliver(
  db: Database,
  deliveryId: string,
  send: SendLetter,
  now: Date,
): Promise<Delivered> {
  const delivery = await readDelivery(db, deliveryId)
  if (!delivery || settledStates.includes(delivery.delivery.state)) return { is: 'settled' }
  const servers = serversOf(delivery)
  const end = endOf(delivery, servers, now)
  const site = { name: env.SITE_NAME, url: env.SITE_URL }
  const result = end ?? (await sendByMail(delivery, servers, site, await readSecret(db), send))
  await save(db, deliveryId, result, end === null, now)
  if (result.is === 'retry' && result.retryAfterSeconds === null)
    throw new Error(`Delivery ${deliveryId} is tried again later. ${result.reason}`)
  return result
}

function serversOf({ notice, reader, places }: Delivery): NoticeServer[] {
  if (notice.kind === 'held') return inOrder(notice.facts.servers)
  if (!reader) return []
  const groupOf = new Map([...places].map(([id, place]) => [id, place.groupId]))
  return serversFor(wantedFacts(notice.kind, notice.facts, reader.wants), reader.watches, groupOf)
}

/** Why nothing is sent any more, or null. */
function endOf(
  { delivery, notice, post, subscriberState, personId }: Delivery,
  servers: readonly NoticeServer[],
  now: Date,
): Extract<Delivered, { is: 'skipped' | 'refused' }> | null {
  if (notice.kind === 'held') {
    if (!personId) return { is: 'skipped', reason: 'no longer staff' }
  } else {
    if (subscriberState !== 'confirmed')
      return { is: 'skipped', reason: `the subscriber is ${subscriberState ?? 'gone'}` }
    if (post.visibility !== 'published') return { is: 'skipped', reason: `the post is ${post.visibility}` }
    if (servers.length === 0) return { is: 'skipped', reason: 'watches none of these servers any more' }
  }
  if (delivery.attempts > 0 && later(delivery.createdAt, mostSeconds) <= now)
    return { is: 'refused', reason: `given up after a day. ${delivery.error ?? ''}`.trim() }
  return null
}

async function save(
  db: Database,
  deliveryId: string,
  result: Exclude<Delivered, { is: 'settled' }>,
  isAttempt: boolean,
  now: Date,
): Promise<void> {
  await db.transaction(async tx => {
    const isSaved = await writeOutcome(tx, deliveryId, { ...outcomeOf(result, now), isAttempt })
    if (!isSaved || result.is !== 'retry' || result.retryAfterSeconds === null) return
    await queueAttempt(tx, deliveryId, Math.min(result.retryAfterSeconds, longestPauseSeconds))
  })
}

function outcomeOf(result: Exclude<Delivered, { is: 'settled' }>, now: Date): Omit<Outcome, 'isAttempt'> {
  if (result.is === 'sent') return { state: 'sent', sentAt: now, providerId: result.providerId, error: null }
  return { state: result.is, error: result.reason }
}
