import { getTableName, type Name, type SQL, sql } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Transaction } from '#db/client.ts'

type Row = Record<string, string | number | boolean | Date | object | null>

/** The columns that are written: those that identify a row, those that stay as they were inserted, and the rest. */
type Columns<T> = {
  key: readonly (keyof T & string)[]
  kept: readonly (keyof T & string)[]
  changed: readonly (keyof T & string)[]
}

/**
 * Inserts rows, or changes them where the key is there already.
 * All rows travel as one parameter: thousands of them cost little more than one.
 */
export async function upsert<T extends Row>(
  tx: Transaction,
  table: PgTable,
  rows: readonly T[],
  { key, kept, changed }: Columns<T>,
): Promise<void> {
  if (rows.length === 0) return
  const columns = list([...key, ...kept, ...changed].map(quoted))
  const name = sql.identifier(getTableName(table))
  await tx.execute(sql`
    insert into ${name} (${columns})
    select ${columns} from json_populate_recordset(null::${name}, ${asJson(rows)}::json)
    on conflict (${list(key.map(quoted))})
    do update set ${list(changed.map(column => sql`${quoted(column)} = excluded.${quoted(column)}`))}`)
}

function list(parts: readonly (SQL | Name)[]): SQL {
  return sql.join([...parts], sql`, `)
}

/** Rows as JSON, by the names that their columns have in the database. */
export function asJson(rows: readonly Row[]): string {
  return JSON.stringify(
    rows.map(row => Object.fromEntries(Object.entries(row).map(([key, value]) => [snakeCase(key), value]))),
  )
}

function quoted(column: string) {
  return sql.identifier(snakeCase(column))
}

/** There are a few hundred names of columns, which are asked for with every row. */
const snakeNames = new Map<string, string>()

function snakeCase(name: string): string {
  const known = snakeNames.get(name)
  if (known !== undefined) return known
  const made = name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
  snakeNames.set(name, made)
  return made
}
