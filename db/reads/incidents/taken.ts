import { sql } from 'drizzle-orm'
import { posts } from '#db/schema/post.ts'

/** Whether a person has taken an incident: said so, or written on it. */
export function isTaken() {
  return sql<boolean>`(${posts.acknowledgedAt} is not null or ${posts.touchedAt} is not null)`
}
