import { and, asc, eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'

export type ShownComment = {
  id: string
  parentId: string | null
  authorName: string
  isStaff: boolean
  body: string
  publishedAt: Date
  /** When its author last changed it; null: never. */
  editedAt: Date | null
  /** Of staff only: the point beside which it stands too, by its name or its number. */
  clarifies: string | null
}

/** The comments on a post that readers see, the first written one first. */
export async function readComments(tx: Transaction, postId: string): Promise<ShownComment[]> {
  const { id, parentId, authorName, isStaff, body, publishedAt, createdAt, editedAt, clarifies } = comments
  const rows = await tx
    .select({ id, parentId, authorName, isStaff, body, publishedAt, createdAt, editedAt, clarifies })
    .from(comments)
    .where(and(eq(comments.postId, postId), eq(comments.state, 'published')))
    .orderBy(asc(createdAt), asc(id))
  return rows.map(({ createdAt: written, ...row }) => ({ ...row, publishedAt: row.publishedAt ?? written }))
}
