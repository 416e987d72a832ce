import { type AnyColumn, type SQL, sql } from 'drizzle-orm'

/** One parameter for the whole list, however long it is. */
export function listOf(values: readonly string[], type: 'text' | 'timestamptz'): SQL {
  return sql`${sql.param([...values])}::${sql.raw(type)}[]`
}

/** Whether a column has one of these values. Hundreds of them are one parameter: one for each is slow to write and to read. */
export function isAmong(column: AnyColumn, values: readonly string[]): SQL {
  return sql`${column} = any(${listOf(values, 'text')})`
}
