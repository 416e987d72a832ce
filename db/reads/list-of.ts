import { type SQL, sql } from 'drizzle-orm'

/** One parameter for the whole list, however long it is. */
export function listOf(values: readonly string[], type: 'text' | 'timestamptz'): SQL {
  return sql`${sql.param([...values])}::${sql.raw(type)}[]`
}
