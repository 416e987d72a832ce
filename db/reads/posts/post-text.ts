import { and, eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'

/** The text of an advisory that readers see, or the file that it is kept as; null: there is none. */
export async function readShownText(
  db: Database,
  postId: string,
): Promise<{ body: string | null; filePath: string | null } | null> {
  const { id, body, filePath, kind, visibility } = posts
  const [row] = await db
    .select({ body, filePath })
    .from(posts)
    .where(and(eq(id, postId), eq(kind, 'advisory'), eq(visibility, 'published')))
  return row ?? null
}

/** What staff can set of a post that readers see. */
export type ShownPost = {
  id: string
  pinnedUntil: Date | null
  areCommentsClosed: boolean
  /** advisory only. */
  progressWord: string | null
  namedServerIds: string[]
}

/** Null: readers see no such post. */
export async function readShownPost(db: Database, postId: string): Promise<ShownPost | null> {
  const { id, pinnedUntil, commentsClosedAt, progressWord, namedServerIds, visibility } = posts
  const [row] = await db
    .select({ id, pinnedUntil, commentsClosedAt, progressWord, namedServerIds })
    .from(posts)
    .where(and(eq(id, postId), eq(visibility, 'published')))
  if (!row) return null
  const { commentsClosedAt: closedAt, ...rest } = row
  return { ...rest, areCommentsClosed: closedAt !== null }
}
