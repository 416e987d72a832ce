import { and, countDistinct, eq, inArray, isNotNull, isNull, max, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'

/** How many customers were told, and when the last of them was. */
export type ToldCustomers = { customers: number; lastAt: Date }

export type ToldNotice = ToldCustomers & { noticeId: string; kind: NoticeKind }

/** Deliveries that reached a customer. Staff are not counted. */
const reached = and(
  eq(deliveries.state, 'sent'),
  isNotNull(deliveries.subscriberId),
  ne(notices.kind, 'held'),
)

const askTold = keptQuestion((db, { postIds }: AskedWith<{ postIds: readonly string[] }>) =>
  db
    .select({
      postId: notices.postId,
      customers: countDistinct(deliveries.subscriberId),
      lastAt: max(deliveries.sentAt),
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .where(and(sql`${notices.postId} = any(${postIds}::text[])`, reached))
    .groupBy(notices.postId),
)

/** Per post: customers who were told anything of it. Posts of which nobody was told are left out. */
export async function readTold(
  tx: Transaction,
  postIds: readonly string[],
): Promise<Map<string, ToldCustomers>> {
  if (postIds.length === 0) return new Map()
  const rows = await askTold(tx, { postIds })
  return new Map(
    rows.flatMap(({ postId, customers, lastAt }) => (lastAt ? [[postId, { customers, lastAt }]] : [])),
  )
}

/** How many customers were told of a post, by notices of these kinds. */
export async function countTold(db: Database, postId: string, kinds: readonly NoticeKind[]): Promise<number> {
  const [row] = await db
    .select({ customers: countDistinct(deliveries.subscriberId) })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .where(and(eq(notices.postId, postId), inArray(notices.kind, [...kinds]), reached))
  return row?.customers ?? 0
}

/** The notices of a post that reached customers. */
export async function readToldNotices(tx: Transaction, postId: string): Promise<ToldNotice[]> {
  const rows = await tx
    .select({
      noticeId: notices.id,
      kind: notices.kind,
      customers: countDistinct(deliveries.subscriberId),
      lastAt: max(deliveries.sentAt),
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .where(and(eq(notices.postId, postId), reached))
    .groupBy(notices.id)
  return rows.flatMap(({ lastAt, ...row }) => (lastAt ? [{ ...row, lastAt }] : []))
}

/** Whether anything of a post went out to customers, or is about to. */
export async function hasBeenTold(tx: Transaction, postId: string): Promise<boolean> {
  const count = await tx.$count(
    notices,
    and(eq(notices.postId, postId), ne(notices.kind, 'held'), isNull(notices.droppedAt)),
  )
  return count > 0
}
