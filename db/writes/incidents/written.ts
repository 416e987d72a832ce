import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import { beforeBoth, type StateBefore, type TakenOut } from '#lib/rules/incidents/written-update.ts'

/** What an incident is before an entry changes it, locked until the transaction ends; null: there is none. */
export async function rememberBefore(tx: Transaction, postId: string): Promise<StateBefore | null> {
  const { phase, nextUpdateAt, touchedAt } = posts
  const [post] = await tx
    .select({ phase, nextUpdateAt, touchedAt })
    .from(posts)
    .where(eq(posts.id, postId))
    .for('update')
  if (!post) return null
  return {
    phase: post.phase,
    nextUpdateAt: post.nextUpdateAt?.toISOString() ?? null,
    touchedAt: post.touchedAt?.toISOString() ?? null,
  }
}

/** An entry that was taken out. isLast: no person has written on its incident since. */
export type TakenBack = { before: StateBefore; writtenAt: Date; isLast: boolean }

/**
 * Takes out an entry that was written after since, and its notice, of which nothing may have gone out. Returns what its incident
 * was before it, or null when it is too late.
 */
export async function removeUpdate(
  tx: Transaction,
  { id, postId }: { id: string; postId: string },
  since: Date,
  now: Date,
): Promise<TakenBack | null> {
  const told = await tx
    .select({ id: notices.id, waitsUntil: notices.waitsUntil, plannedAt: notices.plannedAt })
    .from(notices)
    .where(eq(notices.updateId, id))
    .for('update')
  const hasLeft = told.some(
    ({ plannedAt, waitsUntil }) => plannedAt !== null || !waitsUntil || waitsUntil <= now,
  )
  if (hasLeft) return null
  const [last] = await tx
    .select({ id: updates.id })
    .from(updates)
    .where(and(eq(updates.postId, postId), isNotNull(updates.staffId)))
    .orderBy(desc(updates.createdAt), desc(updates.id))
    .limit(1)
  const [taken] = await tx
    .delete(updates)
    .where(
      and(
        eq(updates.id, id),
        eq(updates.postId, postId),
        isNotNull(updates.before),
        isNull(updates.correctedAt),
        gt(updates.createdAt, since),
      ),
    )
    .returning({ before: updates.before, phase: updates.phase, writtenAt: updates.createdAt })
  if (!taken?.before) return null
  const { before, phase, writtenAt } = taken
  if (last?.id !== id) await handOn(tx, postId, { before, phase, writtenAt: writtenAt.toISOString() })
  await tx.delete(notices).where(
    inArray(
      notices.id,
      told.map(notice => notice.id),
    ),
  )
  return { before, writtenAt, isLast: last?.id === id }
}

/** The next entry, when it is taken out too, puts back what was before both. */
async function handOn(tx: Transaction, postId: string, taken: TakenOut): Promise<void> {
  const [next] = await tx
    .select({ id: updates.id, before: updates.before })
    .from(updates)
    .where(
      and(
        eq(updates.postId, postId),
        isNotNull(updates.staffId),
        gte(updates.createdAt, new Date(taken.writtenAt)),
      ),
    )
    .orderBy(asc(updates.createdAt), asc(updates.id))
    .limit(1)
  if (!next?.before) return
  await tx
    .update(updates)
    .set({ before: beforeBoth(next.before, taken) })
    .where(eq(updates.id, next.id))
}

/** An open incident is again as it was before an entry. What a person did to it since still counts as done. */
export async function restoreBefore(
  tx: Transaction,
  postId: string,
  { before, writtenAt }: Pick<TakenBack, 'before' | 'writtenAt'>,
  now: Date,
): Promise<void> {
  const moment = (at: string | null) => (at === null ? null : new Date(at))
  const { touchedAt } = posts
  await tx
    .update(posts)
    .set({
      phase: before.phase,
      nextUpdateAt: moment(before.nextUpdateAt),
      touchedAt: sql`case when ${touchedAt} > ${timestamp(writtenAt)} then ${touchedAt}
        else ${before.touchedAt}::timestamptz end`,
      updatedAt: now,
    })
    .where(and(eq(posts.id, postId), isNull(posts.resolvedAt)))
}
