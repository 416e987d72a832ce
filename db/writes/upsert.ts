import { getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type { Transaction } from '#db/client.ts'
import { askKept } from '#db/questions/kept-question.ts'

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
  columns: Columns<T>,
): Promise<void> {
  await sendInOrder(upserts(tx, table, rows, columns))
}

/** A write that is not sent yet. */
export type Write = { execute: () => Promise<unknown> }

/**
 * Sends writes in one breath, and waits for all. The database takes them in this order, so a later one may refer to what an earlier one
 * has written. Where one fails, all that come after it in the transaction do.
 */
export async function sendInOrder(writes: readonly Write[]): Promise<void> {
  await Promise.all(writes.map(write => write.execute()))
}

/** The same as a write for sendInOrder; none where there are no rows. */
export function upserts<T extends Row>(
  tx: Transaction,
  table: PgTable,
  rows: readonly T[],
  { key, kept, changed }: Columns<T>,
): Write[] {
  const changes = changed.map(column => `${quoted(column)} = excluded.${quoted(column)}`).join(', ')
  const conflict = `on conflict (${key.map(quoted).join(', ')}) do update set ${changes}`
  return writes(tx, table, rows, [...key, ...kept, ...changed], conflict)
}

/** New rows, as a write for sendInOrder; none where there are none. What is not among the columns has what the table puts in by itself. */
export function inserts<T extends Row>(
  tx: Transaction,
  table: PgTable,
  rows: readonly T[],
  columns: readonly (keyof T & string)[],
): Write[] {
  return writes(tx, table, rows, columns, '')
}

/** The names are those of our own columns, so the text is the same each time. */
function writes(
  tx: Transaction,
  table: PgTable,
  rows: readonly Row[],
  names: readonly string[],
  conflict: string,
): Write[] {
  if (rows.length === 0) return []
  const columns = names.map(quoted).join(', ')
  const name = `"${getTableName(table)}"`
  const text = `insert into ${name} (${columns}) select ${columns} from json_populate_recordset(null::${name}, $1::json) ${conflict}`
  return [{ execute: () => askKept(tx, text, [asJson(rows)]) }]
}

/** Rows as JSON, by the names that their columns have in the database. */
export function asJson(rows: readonly Row[]): string {
  return JSON.stringify(
    rows.map(row => Object.fromEntries(Object.entries(row).map(([key, value]) => [snakeCase(key), value]))),
  )
}

function quoted(column: string): string {
  return `"${snakeCase(column)}"`
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
