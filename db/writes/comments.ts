import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import type { Parent } from '#lib/rules/comment.ts'

/** Waits until this transaction alone writes comments of this address, and holds that until it ends. */
export async function lockAddress(tx: Transaction, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`comments of ${email}`}, 0))`)
}

export async function isPublishedPost(tx: Transaction, postId: string): Promise<boolean> {
  return (await tx.$count(posts, and(eq(posts.id, postId), eq(posts.visibility, 'published')))) > 0
}

export async function readParent(tx: Transaction, commentId: string): Promise<Parent | undefined> {
  const { id, postId, parentId, state } = comments
  const [row] = await tx.select({ id, postId, parentId, state }).from(comments).where(eq(id, commentId))
  return row
}

export type NewComment = {
  id: string
  postId: string
  parentId: string | null
  authorName: string
  email: string
  body: string
}

/** How many comments of this address wait for their owner since then, and whether this very one is among what came. */
export async function readRecent(
  tx: Transaction,
  { email, postId, body }: NewComment,
  since: Date,
): Promise<{ waiting: number; isThere: boolean }> {
  const rows = await tx
    .select({ postId: comments.postId, body: comments.body, state: comments.state })
    .from(comments)
    .where(
      and(
        eq(comments.email, email),
        gt(comments.createdAt, since),
        inArray(comments.state, ['held', 'published']),
      ),
    )
  return {
    waiting: rows.filter(row => row.state === 'held').length,
    isThere: rows.some(row => row.postId === postId && row.body === body),
  }
}

/** Adds a comment that nobody sees until the owner of the address says that it is his. */
export async function insertHeldComment(tx: Transaction, comment: NewComment, now: Date): Promise<void> {
  await tx.insert(comments).values({ ...comment, state: 'held', createdAt: now })
}

/** Returns false when it is published already, or was removed. */
export async function publishComment(tx: Transaction, commentId: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(comments)
    .set({ state: 'published', publishedAt: now })
    .where(and(eq(comments.id, commentId), eq(comments.state, 'held')))
    .returning({ id: comments.id })
  return rows.length > 0
}

/** Its author gets no more letters about answers to it. Running it twice changes nothing more. */
export async function endReplies(tx: Transaction, commentId: string, now: Date): Promise<void> {
  await tx
    .update(comments)
    .set({ repliesOffAt: now })
    .where(and(eq(comments.id, commentId), isNull(comments.repliesOffAt)))
}
