import { type Placeholder, type SQL, sql } from 'drizzle-orm'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { timestamp } from './timestamp.ts'

/** Whether readers may know of a post: its maintenance is announced by then, or it has none. For queries that read posts. */
export function isAnnounced(now: Date | Placeholder): SQL {
  return sql`not exists (select from ${maintenance} where ${maintenance.postId} = ${posts.id}
    and ${maintenance.announceAt} > ${timestamp(now)})`
}
