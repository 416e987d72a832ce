import { type SQL, sql } from 'drizzle-orm'
import { posts } from '#db/schema/post.ts'

/** Whether a person has taken an incident: said so, or written on it. A program that writes takes nothing. */
export function isTaken(): SQL<boolean> {
  return sql<boolean>`(${posts.acknowledgedAt} is not null or coalesce(${posts.touchedAt} > coalesce(${posts.programTouchedAt}, '-infinity'), false))`
}
