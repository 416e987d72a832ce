import { type SQL, sql } from 'drizzle-orm'
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

/** The same of a public post: such a comment waits on Now, and staff are reminded of it. For queries that read posts too. */
export const waitsForStaff: SQL<boolean> = sql<boolean>`(${isUnanswered} and posts.visibility = 'published')`

/** How many comments wait for an answer. */
export async function countUnanswered(db: Database | Transaction): Promise<number> {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int as count from ${comments} inner join ${posts} on ${posts.id} = ${comments.postId}
      where ${waitsForStaff}`,
  )
  return rows[0]?.count ?? 0
}

/** Comments of one post that wait for an answer. */
export type UnansweredPost = {
  postId: string
  title: string
  count: number
  /** When the first of them was published. */
  since: Date
  /** The first of them. */
  commentId: string
}

const mostPosts = 100

/** By post, the longest waiting first. */
export async function readUnansweredPosts(db: Database): Promise<UnansweredPost[]> {
  const { rows } = await db.execute<{
    post_id: string
    title: string
    count: number
    since: number
    comment_id: string
  }>(sql`
    select posts.id as post_id, posts.title, count(*)::int as count,
      extract(epoch from min(comments.published_at))::float8 as since,
      (array_agg(comments.id order by comments.published_at, comments.id))[1] as comment_id
    from comments join posts on posts.id = comments.post_id
    where ${waitsForStaff}
    group by posts.id order by since limit ${mostPosts}`)
  return rows.map(({ post_id, comment_id, since, ...rest }) => {
    return { ...rest, postId: post_id, commentId: comment_id, since: new Date(since * 1000) }
  })
}
