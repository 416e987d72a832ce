import { and, asc, eq, gt, inArray, isNotNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { hearingOrder } from '#db/reads/notices/notice.ts'
import { batches } from '#db/schema/batch.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { type SendingPlaces, type SentMail, urgentKinds } from '#lib/rules/notices/delivery.ts'
import { readFairQueue, readFirstDue } from './fair-queue.ts'

const isUrgent = inArray(notices.kind, [...urgentKinds])

/** When the next attempt on this channel is due: a batch that is to be tried again, or deliveries that wait. null: never. */
export async function readNextDue(db: Database, channel: 'mail'): Promise<Date | null> {
  const [batch] = await db
    .select({ at: batches.nextAt })
    .from(batches)
    .where(and(eq(batches.channel, channel), isNotNull(batches.nextAt)))
    .orderBy(asc(batches.nextAt))
    .limit(1)
  const waiting = await readFirstDue(db, sql`own.channel = ${channel}`)
  const moments = [batch?.at, waiting].filter(at => at instanceof Date)
  return moments.length > 0 ? new Date(Math.min(...moments.map(Number))) : null
}

/** Whose turn it is to get what is due: addresses. */
export function readDueAddresses(
  tx: Transaction,
  channel: 'mail',
  places: SendingPlaces,
  now: Date,
): Promise<string[]> {
  return readFairQueue(tx, { key: sql`own.address`, waiting: sql`own.channel = ${channel}` }, places, now)
}

export type WaitingDelivery = Awaited<ReturnType<typeof readWaitingFor>>[number]

/** Everything that is queued for these addresses, due or not, in the order in which it must be heard. */
export function readWaitingFor(tx: Transaction, channel: 'mail', addresses: readonly string[]) {
  return waitingWhere(tx, and(eq(deliveries.channel, channel), isAmong(deliveries.address, addresses)))
}

/** The same for destinations. */
export function readWaitingAt(tx: Transaction, destinationIds: readonly string[]) {
  return waitingWhere(
    tx,
    and(ne(deliveries.channel, 'mail'), isAmong(deliveries.destinationId, destinationIds)),
  )
}

function waitingWhere(tx: Transaction, condition: SQL | undefined) {
  return tx
    .select({
      id: deliveries.id,
      noticeId: deliveries.noticeId,
      address: deliveries.address,
      channel: deliveries.channel,
      /** null for mail. */
      destinationId: deliveries.destinationId,
      attempts: deliveries.attempts,
      createdAt: deliveries.createdAt,
      error: deliveries.error,
      /** null for staff. */
      subscriberId: deliveries.subscriberId,
      subscriberState: subscribers.state,
      /** Whose reader it is; null: the hoster's, or staff. */
      brandId: subscribers.brandId,
      /** null for staff, and for who has told none. */
      zone: subscribers.zone,
      /** In which they read; null for staff, and for who has told none. */
      language: subscribers.language,
      /** The same of staff. */
      staffLanguage: staff.language,
      /** null for customers, and for who is no longer staff. */
      staffId: staff.id,
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .leftJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .leftJoin(staff, eq(staff.email, deliveries.address))
    .where(and(eq(deliveries.state, 'queued'), condition))
    .orderBy(asc(notices.createdAt), hearingOrder, asc(notices.id))
}

/**
 * The mails that went out, or began to, to each of these addresses since then. One that is under way counts from its
 * first attempt.
 */
export async function readMailsTo(
  tx: Transaction,
  channel: 'mail',
  addresses: readonly string[],
  since: Date,
): Promise<Map<string, (SentMail & { address: string })[]>> {
  const { address, mailId, triedAt, state, noticeId, batchId } = deliveries
  const isUnderWay = sql<boolean>`bool_or(${state} = 'sending')`
  const rows = await tx
    .select({
      address,
      at: sql`case when ${isUnderWay} then coalesce(min(${batches.createdAt}), max(${triedAt})) else max(${triedAt}) end`.mapWith(
        triedAt,
      ),
      isUnderWay,
      isUrgent: sql<boolean>`bool_or(${isUrgent})`,
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, noticeId))
    .leftJoin(batches, eq(batches.id, batchId))
    .where(
      and(
        eq(deliveries.channel, channel),
        isAmong(address, addresses),
        isNotNull(mailId),
        sql`(${gt(triedAt, since)} or ${state} = 'sending')`,
      ),
    )
    .groupBy(address, mailId)
  return Map.groupBy(rows, row => row.address)
}

/** Those of these addresses for which something waits that is urgent, or that staff want to go out now. */
export async function readPressing(
  tx: Transaction,
  addresses: readonly string[],
): Promise<Map<string, { isHastened: boolean }>> {
  const isHastened = isNotNull(deliveries.hastenedAt)
  const rows = await tx
    .select({ address: deliveries.address, isHastened: sql<boolean>`bool_or(${isHastened})` })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .where(
      and(
        eq(deliveries.state, 'queued'),
        eq(deliveries.channel, 'mail'),
        isAmong(deliveries.address, addresses),
        or(isUrgent, isHastened),
      ),
    )
    .groupBy(deliveries.address)
  return new Map(rows.map(({ address, ...row }) => [address, row]))
}
