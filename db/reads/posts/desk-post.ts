import { count, desc, eq, inArray, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { type NoticeWait, readWaitsOf } from '#db/reads/notices/waits.ts'
import { type DeliveryState, deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { staff } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import type { EarlierWords } from '#lib/rules/incidents/written-update.ts'
import type { NoticeFacts, NoticeKind } from '#lib/rules/notices/notice.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import { contentOf, type UpdateContent } from './update-facts.ts'

export type DeskUpdate = UpdateContent & {
  id: string
  phase: PostPhase | null
  createdAt: Date
  /** null: written by Allclear. */
  staffName: string | null
  correctedAt: Date | null
  /** How it read before each correction, the oldest first. */
  earlier: readonly EarlierWords[]
  /** Staff may take it back, unless it is told already. */
  isRevocable: boolean
}

/** The timeline of a post, the newest first. */
export async function readDeskUpdates(db: Database | Transaction, postId: string): Promise<DeskUpdate[]> {
  const { id, phase, body, facts, language, translations, createdAt, correctedAt, earlier } = updates
  const isRevocable = sql<boolean>`${updates.before} is not null and ${correctedAt} is null`
  const rows = await db
    .select({
      id,
      phase,
      body,
      facts,
      language,
      translations,
      createdAt,
      correctedAt,
      earlier,
      isRevocable,
      staffName: staff.name,
    })
    .from(updates)
    .leftJoin(staff, eq(staff.id, updates.staffId))
    .where(eq(updates.postId, postId))
    .orderBy(desc(updates.createdAt), desc(updates.id))
  return rows.map(row => ({ ...row, ...contentOf(row) }))
}

export type DeskNotice = {
  id: string
  kind: NoticeKind
  facts: NoticeFacts
  createdAt: Date
  plannedAt: Date | null
  /** How many of its deliveries are in each state; states with none are left out. */
  deliveries: Partial<Record<DeliveryState, number>>
  /** Those that are queued and cannot go out yet. */
  waits: readonly NoticeWait[]
}

/** The notices of a post with what became of their deliveries, the newest first. */
export async function readDeskNotices(
  db: Database | Transaction,
  postId: string,
  now: Date,
): Promise<DeskNotice[]> {
  const rows = await db
    .select()
    .from(notices)
    .where(eq(notices.postId, postId))
    .orderBy(desc(notices.createdAt), desc(notices.id))
  const ids = rows.map(row => row.id)
  const counts = ids.length > 0 ? await countDeliveries(db, ids) : []
  const byNotice = Map.groupBy(counts, row => row.noticeId)
  const waits = await readWaitsOf(db, postId, now)
  return rows.map(row => ({
    ...row,
    waits: waits.get(row.id) ?? [],
    deliveries: Object.fromEntries((byNotice.get(row.id) ?? []).map(({ state, count }) => [state, count])),
  }))
}

function countDeliveries(db: Database | Transaction, noticeIds: string[]) {
  return db
    .select({ noticeId: deliveries.noticeId, state: deliveries.state, count: count() })
    .from(deliveries)
    .where(inArray(deliveries.noticeId, noticeIds))
    .groupBy(deliveries.noticeId, deliveries.state)
}
