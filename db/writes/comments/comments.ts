import { and, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import type { Language } from '#lib/rules/languages/language.ts'

/** Waits until this transaction alone writes comments of this address, and holds that until it ends. */
export async function lockAddress(tx: Transaction, email: string): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`comments of ${email}`}, 0))`)
}

export type NewComment = {
  id: string
  postId: string
  parentId: string | null
  authorName: string
  email: string
  body: string
  language: Language | null
}

/** Adds a comment that nobody sees until the owner of the address says that it is theirs. */
export async function insertHeldComment(tx: Transaction, comment: NewComment, now: Date): Promise<void> {
  await tx.insert(comments).values({ ...comment, state: 'held', createdAt: now })
}

export type StaffComment = {
  id: string
  postId: string
  parentId: string | null
  answersId: string
  authorName: string
  body: string
  /** The point of the post beside which it stands too; null: none. */
  clarifies: string | null
}

/** Adds an answer of staff, public at once. Returns false when it is there already: a form that was sent twice. */
export async function insertStaffComment(
  tx: Transaction,
  comment: StaffComment,
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .insert(comments)
    .values({ ...comment, isStaff: true, state: 'published', createdAt: now, publishedAt: now })
    .onConflictDoNothing()
    .returning({ id: comments.id })
  return rows.length > 0
}

/** Takes a public comment from its page, or puts it back. Returns its post, or null when it is not as it was believed. */
export async function moveComment(
  tx: Transaction,
  commentId: string,
  [from, to]: readonly ['published', 'removed'] | readonly ['removed', 'published'],
): Promise<{ postId: string; slug: string } | null> {
  const [row] = await tx
    .update(comments)
    .set({ state: to })
    .from(posts)
    .where(
      and(
        eq(posts.id, comments.postId),
        eq(comments.id, commentId),
        eq(comments.state, from),
        // What its author never confirmed was never public.
        isNotNull(comments.publishedAt),
      ),
    )
    .returning({ postId: comments.postId, slug: posts.slug })
  return row ?? null
}

/**
 * Publishes what waits for its author's word, below a post that readers see and may write to. Returns false when it is
 * public already, was removed, or may not appear any more.
 */
export async function publishComment(tx: Transaction, commentId: string, now: Date): Promise<boolean> {
  const rows = await tx
    .update(comments)
    .set({ state: 'published', publishedAt: now })
    .from(posts)
    .where(
      and(
        eq(posts.id, comments.postId),
        eq(posts.visibility, 'published'),
        isNull(posts.commentsClosedAt),
        eq(comments.id, commentId),
        eq(comments.state, 'held'),
      ),
    )
    .returning({ id: comments.id })
  return rows.length > 0
}

/** Its author gets no more mails about answers to it. Running it twice changes nothing more. */
export async function endReplies(tx: Transaction, commentId: string, now: Date): Promise<void> {
  await tx
    .update(comments)
    .set({ repliesOffAt: now })
    .where(and(eq(comments.id, commentId), isNull(comments.repliesOffAt)))
}

/** Deletes all that somebody wrote. Returns the slugs of the posts below which it stood. */
export async function deleteCommentsBy(tx: Transaction, email: string): Promise<string[]> {
  const rows = await tx
    .delete(comments)
    .where(eq(comments.email, email))
    .returning({ postId: comments.postId })
  const postIds = [...new Set(rows.map(row => row.postId))]
  const found = await tx.select({ slug: posts.slug }).from(posts).where(inArray(posts.id, postIds))
  return found.map(row => row.slug)
}
