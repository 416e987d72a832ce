import { and, asc, eq, isNotNull, isNull, lte, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { notices } from '#db/schema.ts'
import type { AudienceOf } from './audience.ts'

/**
 * The notices of the same post that wait for their deliveries, up to and including this one, in the order in which
 * readers must hear them: ends first, then what got worse, then what began. Locks them until the transaction ends.
 */
export async function readUnplanned(tx: Transaction, noticeId: string): Promise<AudienceOf[]> {
  const [notice] = await tx.select().from(notices).where(eq(notices.id, noticeId))
  if (!notice) return []
  const { id, postId, kind, facts, createdAt } = notices
  return tx
    .select({ id, postId, kind, facts, createdAt })
    .from(notices)
    .where(and(eq(postId, notice.postId), isNull(notices.plannedAt), lte(createdAt, notice.createdAt)))
    .orderBy(
      asc(createdAt),
      sql`array_position(array['held', 'ended', 'worsened', 'began'], ${kind})`,
      asc(id),
    )
    .for('update')
}

/** A notice whose deliveries were queued, locked until the transaction ends; undefined: it is gone, or waits still. */
export async function readPlanned(tx: Transaction, noticeId: string): Promise<AudienceOf | undefined> {
  const { id, postId, kind, facts, createdAt } = notices
  const [row] = await tx
    .select({ id, postId, kind, facts, createdAt })
    .from(notices)
    .where(and(eq(id, noticeId), isNotNull(notices.plannedAt)))
    .for('update')
  return row
}
