import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { later } from '#lib/rules/time/time.ts'

/** Comments of one post that nobody of the staff has answered. */
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
/** What nobody has answered for so long does not wait any more. */
const waitingDays = 14

/** By post, what readers wrote and no later answer of the staff in the same thread, the longest waiting first. */
export async function readUnanswered(db: Database, now: Date): Promise<UnansweredPost[]> {
  const since = later(now, -waitingDays * 86_400).toISOString()
  const { rows } = await db.execute<{
    post_id: string
    title: string
    count: number
    since: number
    comment_id: string
  }>(sql`
    select posts.id as post_id, posts.title, count(*)::int as count,
      extract(epoch from min(c.published_at))::float8 as since,
      (array_agg(c.id order by c.published_at, c.id))[1] as comment_id
    from comments c join posts on posts.id = c.post_id
    where c.state = 'published' and not c.is_staff and c.published_at > ${since}::timestamptz
      and not exists (select from comments answer
        where answer.post_id = c.post_id and answer.is_staff and answer.state = 'published'
          and coalesce(answer.parent_id, answer.id) = coalesce(c.parent_id, c.id)
          and answer.created_at >= c.created_at)
    group by posts.id order by since limit ${mostPosts}`)
  return rows.map(({ post_id, comment_id, since, ...rest }) => {
    return { ...rest, postId: post_id, commentId: comment_id, since: new Date(since * 1000) }
  })
}
