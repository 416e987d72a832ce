import { type Placeholder, type SQL, sql } from 'drizzle-orm'

/** A moment as a parameter of plain SQL; or where it will stand, of a question that is written once. */
export function timestamp(moment: Date | Placeholder): SQL {
  return sql`${moment instanceof Date ? moment.toISOString() : moment}::timestamptz`
}
