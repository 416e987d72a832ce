import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'

/** Keeps a notice back until staff decide. heldFor: how many it is for. */
export async function holdNotice(tx: Transaction, noticeId: string, heldFor: number, now: Date) {
  await tx.update(notices).set({ heldAt: now, heldFor }).where(eq(notices.id, noticeId))
}

/** Nobody hears of these notices; what is planned already stays planned. */
export async function dropNotices(tx: Transaction, noticeIds: readonly string[], now: Date): Promise<void> {
  await tx
    .update(notices)
    .set({ droppedAt: now, plannedAt: now })
    .where(and(inArray(notices.id, [...noticeIds]), isNull(notices.plannedAt)))
}

/** These notices go out although they are much. */
export async function releaseNotices(
  tx: Transaction,
  noticeIds: readonly string[],
  now: Date,
): Promise<void> {
  await tx
    .update(notices)
    .set({ releasedAt: now })
    .where(inArray(notices.id, [...noticeIds]))
}

/** The notices of a post that are held or wait behind one, the oldest first; none when none is held. */
export async function lockWaiting(tx: Transaction, postId: string): Promise<string[]> {
  const { id, heldAt, releasedAt, createdAt } = notices
  const rows = await tx
    .select({ id, heldAt, releasedAt })
    .from(notices)
    .where(and(eq(notices.postId, postId), isNull(notices.plannedAt)))
    .orderBy(createdAt, id)
    .for('update')
  return rows.some(row => row.heldAt && !row.releasedAt) ? rows.map(row => row.id) : []
}

/** Nobody hears of the reviews of a post any more who has not heard yet. */
export async function dropReviewNotices(tx: Transaction, postId: string, now: Date): Promise<void> {
  const { id, kind, plannedAt } = notices
  const told = await tx
    .update(notices)
    .set({ droppedAt: now, plannedAt: sql`coalesce(${plannedAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(notices.postId, postId), eq(kind, 'review')))
    .returning({ id })
  await tx
    .update(deliveries)
    .set({ state: 'skipped', error: 'the review was withdrawn' })
    .where(
      and(
        inArray(
          deliveries.noticeId,
          told.map(notice => notice.id),
        ),
        eq(deliveries.state, 'queued'),
      ),
    )
}
