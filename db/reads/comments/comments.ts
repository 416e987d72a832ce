import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import type { Parent } from '#lib/rules/comments/comment.ts'

export async function isPublishedPost(tx: Transaction, postId: string): Promise<boolean> {
  return (await tx.$count(posts, and(eq(posts.id, postId), eq(posts.visibility, 'published')))) > 0
}

/** The address of a post that readers see, or null. */
export async function readPublicSlug(tx: Transaction, postId: string): Promise<string | null> {
  const [row] = await tx
    .select({ slug: posts.slug })
    .from(posts)
    .where(and(eq(posts.id, postId), eq(posts.visibility, 'published')))
  return row?.slug ?? null
}

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
