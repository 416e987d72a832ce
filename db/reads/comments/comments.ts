import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import type { Parent } from '#lib/rules/comments/comment.ts'

/** Whether readers may comment on a post: open, closed, or none that they see. */
export async function readThreadState(
  tx: Database | Transaction,
  postId: string,
): Promise<'open' | 'closed' | 'no-post'> {
  const [row] = await tx
    .select({ closedAt: posts.commentsClosedAt })
    .from(posts)
    .where(and(eq(posts.id, postId), eq(posts.visibility, 'published')))
  if (!row) return 'no-post'
  return row.closedAt ? 'closed' : 'open'
}

/** The address of a post that readers see, or null. */
export async function readPublicSlug(tx: Transaction, postId: string): Promise<string | null> {
  const [row] = await tx
    .select({ slug: posts.slug })
    .from(posts)
    .where(and(eq(posts.id, postId), eq(posts.visibility, 'published')))
  return row?.slug ?? null
}

/** The comment that another one answers; undefined: it is gone. */
export async function readParent(tx: Transaction, commentId: string): Promise<Parent | undefined> {
  const { id, postId, parentId, state } = comments
  const [row] = await tx.select({ id, postId, parentId, state }).from(comments).where(eq(id, commentId))
  return row
}

/** How many comments of this address wait for their owner since then, and whether this very one is among what came. */
export async function readRecent(
  tx: Transaction,
  { email, postId, body }: { email: string; postId: string; body: string },
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

/** A comment as its author may change it; hasAnswer: somebody has answered it in public. */
export type AuthoredComment = Pick<
  typeof comments.$inferSelect,
  'id' | 'authorName' | 'body' | 'state' | 'publishedAt'
> & {
  slug: string
  postTitle: string
  isPostPublic: boolean
  hasAnswer: boolean
  isClosed: boolean
}

/** A comment as its author may change it; undefined: it is gone. */
export async function readAuthoredComment(
  db: Database | Transaction,
  commentId: string,
): Promise<AuthoredComment | undefined> {
  const { id, authorName, body, state, publishedAt } = comments
  const hasAnswer = sql<boolean>`exists (select from comments answer where answer.state = 'published'
    and coalesce(answer.answers_id, answer.parent_id) = comments.id)`
  const [row] = await db
    .select({
      id,
      authorName,
      body,
      state,
      publishedAt,
      hasAnswer,
      slug: posts.slug,
      postTitle: posts.title,
      isPostPublic: sql<boolean>`${posts.visibility} = 'published'`,
      isClosed: sql<boolean>`${posts.commentsClosedAt} is not null`,
    })
    .from(comments)
    .innerJoin(posts, eq(posts.id, comments.postId))
    .where(and(eq(id, commentId), eq(comments.isStaff, false)))
  return row
}
