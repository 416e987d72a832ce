import { and, eq, inArray, isNotNull, max } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { mailTexts } from '#db/schema/batch.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers } from '#db/schema/subscriber.ts'

/** A mail of a batch: to whom, and what it says before it is filled in. subscriberId null: staff. */
export type BatchMail = {
  mailId: string
  address: string
  subscriberId: string | null
  /** Whose reader it is; null: the hoster's, or staff. */
  brandId: string | null
  zone: string
  /** Attempts so far at the oldest of its deliveries, with this one. */
  attempts: number
  text: typeof mailTexts.$inferSelect
}

/** The mails of these batches, as far as they are not settled, always in the same order. */
export async function readBatchMails(
  tx: Transaction,
  batchIds: readonly string[],
): Promise<Map<string, BatchMail[]>> {
  const { batchId, mailId, address, subscriberId, zone, textId, attempts } = deliveries
  const { brandId } = subscribers
  const rows = await tx
    .select({ batchId, mailId, address, subscriberId, brandId, zone, textId, attempts: max(attempts) })
    .from(deliveries)
    .leftJoin(subscribers, eq(subscribers.id, subscriberId))
    .where(and(inArray(batchId, [...batchIds]), eq(deliveries.state, 'sending')))
    .groupBy(batchId, mailId, address, subscriberId, brandId, zone, textId)
  const texts = await readTexts(tx, [...new Set(rows.map(row => row.textId ?? ''))])
  const mails = rows.map(row => {
    const { batchId, mailId, attempts, ...to } = row
    const text = texts.get(row.textId ?? '')
    if (!batchId || !mailId || !text) throw new Error(`Batch ${batchId} has a mail without a text.`)
    return { ...to, batchId, mailId, text, attempts: attempts ?? 1 }
  })
  mails.sort((a, b) => (a.mailId < b.mailId ? -1 : 1))
  return Map.groupBy(mails, mail => mail.batchId)
}

async function readTexts(tx: Transaction, ids: readonly string[]): Promise<Map<string, BatchMail['text']>> {
  const rows = await tx
    .select()
    .from(mailTexts)
    .where(inArray(mailTexts.id, [...ids]))
  return new Map(rows.map(row => [row.id, row]))
}

/** Which of these texts are kept already. */
export async function readKeptTexts(tx: Transaction, ids: readonly string[]): Promise<Set<string>> {
  const { id } = mailTexts
  const rows = await tx
    .select({ id })
    .from(mailTexts)
    .where(inArray(id, [...ids]))
  return new Set(rows.map(row => row.id))
}

/** The posts that mails of these batches speak of. */
export async function readSlugsOf(db: Database, batchIds: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectDistinct({ slug: posts.slug })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .innerJoin(posts, eq(posts.id, notices.postId))
    .where(and(inArray(deliveries.batchId, [...batchIds]), isNotNull(deliveries.subscriberId)))
  return rows.map(row => row.slug)
}
