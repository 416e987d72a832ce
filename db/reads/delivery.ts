import { and, asc, eq, inArray, lt } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { deliveries, notices, people, posts, servers, subscribers } from '#db/schema.ts'
import type { NoticeFacts } from '#lib/rules/notice.ts'
import { type Reader, readReaders } from './readers.ts'

type Row = NonNullable<Awaited<ReturnType<typeof readRow>>>

/** A delivery with all that its words and its conditions rest on, as of now. */
export type Delivery = Row & {
  /** What the subscriber watches and wants; undefined for staff. */
  reader: Reader | undefined
  /** Where each server of the notice is, by id. */
  places: ReadonlyMap<string, { hostname: string; groupId: string | null }>
  /** What the same post told before. */
  earlier: { kind: string; facts: NoticeFacts }[]
}

/** Returns undefined when there is no such delivery: its post or its subscriber was deleted. */
export async function readDelivery(db: Database, deliveryId: string): Promise<Delivery | undefined> {
  const row = await readRow(db, deliveryId)
  if (!row) return undefined
  const { notice, delivery, post } = row
  const named = [...notice.facts.servers, ...notice.facts.endedBefore].map(server => server.id)
  return {
    ...row,
    reader: delivery.subscriberId
      ? (await readReaders(db, [delivery.subscriberId], post.id)).get(delivery.subscriberId)
      : undefined,
    places: await readPlaces(db, named),
    earlier: await readEarlier(db, post.id, notice.createdAt),
  }
}

async function readRow(db: Database, deliveryId: string) {
  const [row] = await db
    .select({
      delivery: deliveries,
      notice: { id: notices.id, kind: notices.kind, facts: notices.facts, createdAt: notices.createdAt },
      post: {
        id: posts.id,
        slug: posts.slug,
        visibility: posts.visibility,
        nextUpdateAt: posts.nextUpdateAt,
      },
      /** null for staff. */
      subscriberState: subscribers.state,
      /** null for customers, and for who is no longer staff. */
      personId: people.id,
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .innerJoin(posts, eq(posts.id, notices.postId))
    .leftJoin(subscribers, eq(subscribers.id, deliveries.subscriberId))
    .leftJoin(people, eq(people.email, deliveries.address))
    .where(eq(deliveries.id, deliveryId))
  return row
}

async function readPlaces(db: Database, serverIds: string[]): Promise<Delivery['places']> {
  const { id, hostname, groupId } = servers
  const rows = await db.select({ id, hostname, groupId }).from(servers).where(inArray(id, serverIds))
  return new Map(rows.map(row => [row.id, row]))
}

function readEarlier(db: Database, postId: string, before: Date): Promise<Delivery['earlier']> {
  return db
    .select({ kind: notices.kind, facts: notices.facts })
    .from(notices)
    .where(and(eq(notices.postId, postId), lt(notices.createdAt, before)))
    .orderBy(asc(notices.createdAt))
}
