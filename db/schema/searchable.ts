import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'

/** The words of these columns as PostgreSQL finds them; an index and the queries that use it have to say the same. */
export function searchable(...columns: readonly AnyPgColumn[]): SQL {
  const texts = columns.map(column => sql`coalesce(${column}, '')`)
  return sql`to_tsvector('english', ${sql.join(texts, sql` || ' ' || `)})`
}
