import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'

/** Staff say that a reader's comment needs no answer, or that it does. Returns false when that is so already, or it is not public. */
export async function markSettled(
  tx: Transaction,
  commentId: string,
  settledAt: Date | null,
): Promise<boolean> {
  const isOther = settledAt ? isNull(comments.settledAt) : isNotNull(comments.settledAt)
  const { rowCount } = await tx
    .update(comments)
    .set({ settledAt })
    .where(
      and(eq(comments.id, commentId), eq(comments.isStaff, false), eq(comments.state, 'published'), isOther),
    )
  return (rowCount ?? 0) > 0
}

/** Puts an answer of staff beside a point of its post, or beside none. Returns the post's slug, or null: there is no such answer. */
export async function placeBesidePoint(
  tx: Transaction,
  commentId: string,
  clarifies: string | null,
): Promise<string | null> {
  const [row] = await tx
    .update(comments)
    .set({ clarifies })
    .from(posts)
    .where(
      and(
        eq(posts.id, comments.postId),
        eq(comments.id, commentId),
        eq(comments.isStaff, true),
        eq(comments.state, 'published'),
      ),
    )
    .returning({ slug: posts.slug })
  return row?.slug ?? null
}

/** Ends the comments below a public post, or lets them go on. Returns its slug, or null when that is so already. */
export async function setCommentsClosed(
  tx: Transaction,
  postId: string,
  closedAt: Date | null,
): Promise<string | null> {
  const isOther = closedAt ? isNull(posts.commentsClosedAt) : isNotNull(posts.commentsClosedAt)
  const [row] = await tx
    .update(posts)
    .set({ commentsClosedAt: closedAt })
    .where(and(eq(posts.id, postId), eq(posts.visibility, 'published'), isOther))
    .returning({ slug: posts.slug })
  return row?.slug ?? null
}

/** A comment for this transaction alone until it ends. Returns false when it is gone. */
export async function lockComment(tx: Transaction, commentId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: comments.id })
    .from(comments)
    .where(eq(comments.id, commentId))
    .for('update')
  return rows.length > 0
}

/** Gives a comment other words; one that is gone is left alone. */
export async function rewriteComment(
  tx: Transaction,
  commentId: string,
  change: { body: string; editedAt: Date | null },
): Promise<void> {
  await tx.update(comments).set(change).where(eq(comments.id, commentId))
}

/** Answers to it stay, and stand alone. */
export async function deleteComment(tx: Transaction, commentId: string): Promise<void> {
  await tx.delete(comments).where(eq(comments.id, commentId))
}
