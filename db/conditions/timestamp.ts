import { type SQL, sql } from 'drizzle-orm'

/** A moment as a parameter of plain SQL. */
export function timestamp(moment: Date): SQL {
  return sql`${moment.toISOString()}::timestamptz`
}
