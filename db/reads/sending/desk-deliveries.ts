import {
  and,
  asc,
  count,
  countDistinct,
  desc,
  eq,
  ilike,
  inArray,
  isNotNull,
  isNull,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { likeText } from '#db/reads/like-text.ts'
import { batches, mailTexts } from '#db/schema/batch.ts'
import { type DeliveryState, deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { destinations, subscribers } from '#db/schema/subscriber.ts'

const shown = 100

export const deliveryStates = [
  'queued',
  'sending',
  'sent',
  'doubtful',
  'refused',
  'skipped',
] as const satisfies readonly DeliveryState[]

/** What staff look for among the deliveries. */
export type DeliveryFilter = { state: DeliveryState | null; text: string | null }

export type DeskDelivery = Awaited<ReturnType<typeof readDeskDeliveries>>[number]

/** One page of the deliveries that fit the filter, the latest first, 100 on each; and whether there is another one. */
export async function readDeliveryPage(db: Database, filter: DeliveryFilter, page: number) {
  const rows = await readDeskDeliveries(db, filter, (page - 1) * shown)
  return { rows: rows.slice(0, shown), hasMore: rows.length > shown }
}

function readDeskDeliveries(db: Database, { state, text }: DeliveryFilter, offset: number) {
  return select(db)
    .where(
      and(
        state ? eq(deliveries.state, state) : undefined,
        text
          ? or(ilike(deliveries.address, likeText(text)), ilike(subscribers.email, likeText(text)))
          : undefined,
      ),
    )
    .orderBy(desc(deliveries.createdAt), asc(deliveries.id))
    .limit(shown + 1)
    .offset(offset)
}

/** Deliveries in this state, of this post, before that one, the latest first; null: any. */
export function readDeliverySlice(
  db: Database,
  { state, postId, before }: { state: DeliveryState | null; postId: string | null; before: string | null },
  most: number,
): Promise<DeskDelivery[]> {
  const isBefore = sql`(${deliveries.createdAt}, ${deliveries.id})
    < (select known.created_at, known.id from deliveries known where known.id = ${before})`
  return select(db)
    .where(
      and(
        state ? eq(deliveries.state, state) : undefined,
        postId === null ? undefined : eq(posts.id, postId),
        before === null ? undefined : isBefore,
      ),
    )
    .orderBy(desc(deliveries.createdAt), desc(deliveries.id))
    .limit(most)
}

/** One delivery with its whole life; undefined: there is none. */
export async function readDeskDelivery(db: Database, id: string): Promise<DeskDelivery | undefined> {
  const [row] = await select(db).where(eq(deliveries.id, id))
  return row
}

/** How many people those of these deliveries are for that were refused. */
export async function countRecipients(db: Database, ids: readonly string[]): Promise<number> {
  const who = sql`coalesce(${deliveries.subscriberId}, ${deliveries.address})`
  const [row] = await db
    .select({ people: countDistinct(who) })
    .from(deliveries)
    .where(and(inArray(deliveries.id, [...ids]), eq(deliveries.state, 'refused')))
  return row?.people ?? 0
}

function select(db: Database) {
  return db
    .select({
      id: deliveries.id,
      channel: deliveries.channel,
      address: deliveries.address,
      state: deliveries.state,
      createdAt: deliveries.createdAt,
      dueAt: deliveries.dueAt,
      attempts: deliveries.attempts,
      triedAt: deliveries.triedAt,
      answers: deliveries.answers,
      sentAt: deliveries.sentAt,
      providerId: deliveries.providerId,
      error: deliveries.error,
      mailId: deliveries.mailId,
      batchId: deliveries.batchId,
      kind: notices.kind,
      decidedAt: notices.createdAt,
      postId: posts.id,
      title: posts.title,
      subject: sql<string | null>`coalesce(${mailTexts.subject}, ${batches.message}->>'headline')`,
      /** null for staff. */
      subscriber: subscribers.email,
      /** What its owner calls the destination; null for mail, and for one that was removed. */
      label: destinations.label,
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .innerJoin(posts, eq(posts.id, notices.postId))
    .leftJoin(mailTexts, eq(mailTexts.id, deliveries.textId))
    .leftJoin(batches, eq(batches.id, deliveries.batchId))
    .leftJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .leftJoin(destinations, eq(destinations.id, deliveries.destinationId))
}

/** A post with notices that are held for being too many mails. */
export type HeldPostLine = { postId: string; title: string; heldAt: Date; heldFor: number; waiting: number }

/** The longest held first. waiting: how many of its notices wait. */
export async function readHeldPosts(db: Database): Promise<HeldPostLine[]> {
  const isHeld: SQL = sql`bool_or(${isNotNull(notices.heldAt)} and ${isNull(notices.releasedAt)})`
  const rows = await db
    .select({
      postId: posts.id,
      title: posts.title,
      waiting: count(),
      heldAt: sql`min(${notices.heldAt})`.mapWith(notices.heldAt),
      heldFor: sql`max(${notices.heldFor})`.mapWith(Number),
    })
    .from(notices)
    .innerJoin(posts, eq(posts.id, notices.postId))
    .where(isNull(notices.plannedAt))
    .groupBy(posts.id)
    .having(isHeld)
    .orderBy(sql`min(${notices.heldAt})`)
  return rows
}
