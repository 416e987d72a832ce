import { and, eq, inArray, lte, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { advanceMails, postProgress } from '#db/schema/advance.ts'
import { posts } from '#db/schema/post.ts'
import type { PublishPlan } from '#lib/rules/posts/advisory.ts'

/** From when on an advisory is published by itself, and how; null: it is not. What a colleague has seen counts no more. */
export async function setPublication(
  tx: Transaction,
  { id, version }: { id: string; version: number },
  planned: { at: Date; plan: PublishPlan } | null,
): Promise<void> {
  await tx
    .update(posts)
    .set({ publishAt: planned?.at ?? null, publishPlan: planned?.plan ?? null, version: version + 1 })
    .where(eq(posts.id, id))
}

/** Gives an advisory a private link, or takes it. */
export async function setAdvanceToken(
  tx: Transaction,
  { id, version }: { id: string; version: number },
  advanceToken: string | null,
): Promise<void> {
  await tx
    .update(posts)
    .set({ advanceToken, version: version + 1 })
    .where(eq(posts.id, id))
}

/** Notes who is to be mailed the private link. Returns those who were not noted before. */
export async function noteAdvanceMails(
  tx: Transaction,
  postId: string,
  subscriberIds: readonly string[],
  now: Date,
): Promise<string[]> {
  if (subscriberIds.length === 0) return []
  const rows = await tx
    .insert(advanceMails)
    .values(subscriberIds.map(subscriberId => ({ postId, subscriberId, createdAt: now })))
    .onConflictDoNothing()
    .returning({ subscriberId: advanceMails.subscriberId })
  return rows.map(row => row.subscriberId)
}

/** Forgets who was mailed an older link, so that a new one reaches everybody. */
export async function dropAdvanceMails(tx: Transaction, postId: string): Promise<void> {
  await tx.delete(advanceMails).where(eq(advanceMails.postId, postId))
}

/** Puts a post that readers see first until a moment, or back. Returns its slug, or null when they do not see it. */
export async function setPin(
  tx: Transaction,
  postId: string,
  pinnedUntil: Date | null,
): Promise<string | null> {
  const [row] = await tx
    .update(posts)
    .set({ pinnedUntil })
    .where(and(eq(posts.id, postId), eq(posts.visibility, 'published')))
    .returning({ slug: posts.slug })
  return row?.slug ?? null
}

/** Puts back what is first for long enough. Returns the slugs. */
export async function dropPins(tx: Transaction, now: Date): Promise<string[]> {
  const rows = await tx
    .update(posts)
    .set({ pinnedUntil: null })
    .where(lte(posts.pinnedUntil, now))
    .returning({ slug: posts.slug })
  return rows.map(row => row.slug)
}

/** How staff call the work on an advisory's servers; null: readers see no progress. */
export async function setProgressWord(tx: Transaction, postId: string, word: string | null): Promise<void> {
  await tx.update(posts).set({ progressWord: word }).where(eq(posts.id, postId))
}

/** Notes servers on which the work is done, and those on which it is not after all. Twice is as good as once. */
export async function writeProgress(
  tx: Transaction,
  postId: string,
  { done, undone }: { done: readonly string[]; undone: readonly string[] },
  now: Date,
): Promise<void> {
  if (undone.length > 0)
    await tx
      .delete(postProgress)
      .where(and(eq(postProgress.postId, postId), inArray(postProgress.serverId, [...undone])))
  if (done.length > 0)
    await tx.execute(sql`
      insert into post_progress (post_id, server_id, done_at)
      select ${postId}, id, ${now.toISOString()}::timestamptz from unnest(${sql.param([...done])}::text[]) as given (id)
      on conflict do nothing`)
}
