import { and, asc, eq, gt, inArray, isNotNull, like, max, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { unsealContents } from '#db/keys/destination.ts'
import { batches, rateLimits } from '#db/schema/batch.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'
import type { ChannelName, DestinationConfig } from '#lib/rules/destinations/destination.ts'
import type { SendingPlaces } from '#lib/rules/notices/delivery.ts'
import { readFairQueue, readFirstDue } from './fair-queue.ts'
import { isPaused } from './rate-limits.ts'

/**
 * The destinations whose turn it is to get what is due. One with an attempt under way waits, and one whose last attempt
 * failed waits until it may be tried again, whatever came since: nothing overtakes. All that share a limit wait for the end of
 * its pause.
 */
export function readDueDestinations(tx: Transaction, places: SendingPlaces, now: Date): Promise<string[]> {
  const waiting = sql`own.channel <> 'mail' and own.destination_id is not null
    and not ${isPaused(sql`own.channel`, sql`own.address`)} and not exists (
    select from deliveries other
    where other.destination_id = own.destination_id and other.channel <> 'mail'
      and other.state in ('queued', 'sending')
      and (other.state = 'sending' or (other.attempts > 0 and other.due_at > ${now.toISOString()}::timestamptz)))`
  return readFairQueue(tx, { key: sql`own.destination_id`, waiting }, places, now)
}

/** When time alone will bring a message: an attempt again, a delivery that is not due yet, or the end of a pause. null: never. */
export async function readNextMessage(db: Database, now: Date): Promise<Date | null> {
  const [batch] = await db
    .select({ at: batches.nextAt })
    .from(batches)
    .where(and(ne(batches.channel, 'mail'), isNotNull(batches.nextAt)))
    .orderBy(asc(batches.nextAt))
    .limit(1)
  const waiting = await readFirstDue(
    db,
    sql`own.channel <> 'mail' and own.due_at > ${now.toISOString()}::timestamptz`,
  )
  const [pause] = await db
    .select({ at: rateLimits.pausedUntil })
    .from(rateLimits)
    .where(and(like(rateLimits.provider, '%:%'), gt(rateLimits.pausedUntil, now)))
    .orderBy(asc(rateLimits.pausedUntil))
    .limit(1)
  const moments = [batch?.at, waiting, pause?.at].filter(at => at instanceof Date)
  return moments.length > 0 ? new Date(Math.min(...moments.map(Number))) : null
}

/** Those of these destinations to which nothing may be sent. */
export async function readIdle(tx: Transaction, destinationIds: readonly string[]) {
  const { id, state } = destinations
  return tx
    .select({ id, state })
    .from(destinations)
    .where(and(inArray(id, [...destinationIds]), ne(state, 'active')))
}

export type BegunMessage = Awaited<ReturnType<typeof readBegunMessages>>[number]

/** What these batches say, as far as they are not settled, and where it goes as of now. Each speaks of one post. */
export async function readBegunMessages(tx: Transaction, batchIds: readonly string[]) {
  const { mailId, subscriberId, attempts } = deliveries
  const rows = await tx
    .select({
      batchId: batches.id,
      mailId,
      subscriberId,
      tries: max(attempts),
      message: batches.message,
      subscriberState: subscribers.state,
      destinationId: destinations.id,
      channel: destinations.channel,
      address: destinations.address,
      config: destinations.config,
      destinationState: destinations.state,
      visibility: posts.visibility,
    })
    .from(deliveries)
    .innerJoin(batches, eq(batches.id, deliveries.batchId))
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .innerJoin(posts, eq(posts.id, notices.postId))
    .leftJoin(subscribers, eq(subscribers.id, subscriberId))
    .leftJoin(destinations, eq(destinations.id, deliveries.destinationId))
    .where(and(inArray(deliveries.batchId, [...batchIds]), eq(deliveries.state, 'sending')))
    .groupBy(mailId, subscriberId, batches.id, subscribers.id, destinations.id, posts.id)
  return rows.map(({ address, config, ...row }) => ({ ...row, target: targetOf(row, address, config) }))
}

/** Where it goes, or null: the destination was removed. */
function targetOf(
  { destinationId: id, channel }: { destinationId: string | null; channel: ChannelName | null },
  address: string | null,
  config: string | DestinationConfig | null,
) {
  if (!id || !channel || address === null || config === null) return null
  return { channel, ...unsealContents({ id, address, config }) }
}
