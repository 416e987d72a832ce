import { and, asc, eq, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'

/**
 * Whether a comment waits for an answer of staff: it is public, a reader's, nobody said that it needs none, and no answer
 * of staff is to it. What staff wrote before answers were kept to one comment counts for all above it in its thread. For
 * queries that read comments; by name, since what is inside reads them too.
 */
export const isUnanswered: SQL<boolean> = sql<boolean>`(comments.state = 'published' and not comments.is_staff
  and comments.settled_at is null and not exists (
    select from comments answer where answer.post_id = comments.post_id and answer.is_staff
      and answer.state = 'published' and (answer.answers_id = comments.id
        or (answer.answers_id is null and answer.created_at > comments.created_at
          and answer.parent_id = coalesce(comments.parent_id, comments.id)))))`

/** How many comments wait for an answer. */
export async function countUnanswered(db: Database | Transaction): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${comments} inner join ${posts} on ${posts.id} = ${comments.postId}
      where ${isUnanswered} and ${posts.visibility} = 'published'`,
  )
  return rows[0]?.count ?? 0
}

/** A comment that waits for an answer. */
export type UnansweredComment = {
  id: string
  postId: string
  postTitle: string
  authorName: string
  body: string
  publishedAt: Date
}

/** Those that have waited longest. */
export async function readUnanswered(db: Database | Transaction, most: number): Promise<UnansweredComment[]> {
  const { id, postId, authorName, body, publishedAt, createdAt } = comments
  const rows = await db
    .select({ id, postId, postTitle: posts.title, authorName, body, publishedAt, createdAt })
    .from(comments)
    .innerJoin(posts, eq(posts.id, postId))
    .where(and(isUnanswered, eq(posts.visibility, 'published')))
    .orderBy(asc(publishedAt), asc(id))
    .limit(most)
  return rows.map(({ createdAt: written, ...row }) => ({ ...row, publishedAt: row.publishedAt ?? written }))
}
