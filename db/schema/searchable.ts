import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgTable } from 'drizzle-orm/pg-core'

/**
 * The words of a row of posts, updates or reviews as PostgreSQL finds them. It makes and keeps them itself: to take each text
 * apart again when words have to stand side by side takes fifty times as long. No table here has the column, so that nobody
 * reads it by the way.
 */
export function wordsOf(table: AnyPgTable): SQL {
  return sql`${table}.words`
}
