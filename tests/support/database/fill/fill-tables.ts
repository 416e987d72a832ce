import { type SQL, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { awkwardTexts } from '#tests/support/awkward.ts'
import { type Column, readTables, type Table } from './catalog.ts'
import { meanings } from './values.ts'

/** As many as the meanings of a column take turns. */
const rowsPerTable = 3

/** Row n of a step, and the keys of the rows that it may refer to. */
type Place = { n: number; step: number; keys: ReadonlyMap<string, unknown[]> }

export type Row = Record<string, unknown>

/**
 * Puts rows into every table that there is, whatever the version of the schema: by the catalog, with the words of meanings,
 * and each row of a step referring to the rows of that step. Rows of different steps never meet in a unique column.
 * Returns them as they stand there, by table.
 */
export async function fillTables(db: Database, step: number): Promise<Map<string, Row[]>> {
  const keys = new Map<string, unknown[]>()
  const filled = new Map<string, Row[]>()
  for (const table of await readTables(db)) {
    const rows = await insertRows(db, table, step, keys)
    filled.set(table.name, rows)
    keys.set(
      table.name,
      rows.map(row => row[table.key[0] ?? '']),
    )
  }
  return filled
}

async function insertRows(
  db: Database,
  table: Table,
  step: number,
  keys: ReadonlyMap<string, unknown[]>,
): Promise<Row[]> {
  const columns = table.columns.map(column => sql.identifier(column.name))
  const made = Array.from({ length: rowsPerTable }, (_, n) => {
    const values = table.columns.map(column => literal(column, filledWith(table, column, { n, step, keys })))
    return sql`(${sql.join(values, sql`, `)})`
  })
  const { rows } = await db.execute<{ row: Row }>(sql`
    insert into ${sql.identifier(table.name)} as filled (${sql.join(columns, sql`, `)})
    values ${sql.join(made, sql`, `)} returning to_jsonb(filled) as row`)
  return rows.map(({ row }) => row)
}

function literal({ type }: Column, value: unknown): SQL {
  const ofPostgres = sql.raw(type.replace(/^_(.*)/, '$1[]'))
  return Array.isArray(value)
    ? sql`${sql.param(value)}::text[]::${ofPostgres}`
    : sql`${sql.param(value)}::${ofPostgres}`
}

function filledWith(table: Table, column: Column, { n, step, keys }: Place): unknown {
  const meaning = meanings[`${table.name}.${column.name}`] ?? meanings[column.name]
  const meant = meaning?.(n, step)
  const isMeant = meant === null ? column.isNullable : meant !== undefined
  if (isMeant) return meant
  // What it refers to in its own table would have to be there before it.
  if (column.refersTo === table.name) return null
  if (column.refersTo) return keys.get(column.refersTo)?.[n]
  return byType(table, column, n, step)
}

function byType(table: Table, column: Column, n: number, step: number): unknown {
  const own = `${table.name}.${step}.${n}`
  const [, awkward] = awkwardTexts[(step * rowsPerTable + n) % awkwardTexts.length] ?? []
  switch (column.type) {
    case 'text':
      return isCode(table, column) ? own : `${awkward} ${own}`
    case '_text':
      return [`${column.name}.${own}`, `it's "${step}", {${n}} \\`]
    case 'timestamptz':
      return new Date(Date.UTC(2026, 2, 1 + n, step % 24, step, 2, 345)).toISOString()
    case 'bool':
      return n === 1
    case 'jsonb':
      return '{}'
    case 'bytea':
      return Buffer.from([0, 255, step, n])
    case '_int4':
      return [n, step]
    default:
      return step * rowsPerTable + n
  }
}

/** What is a name among programs, and never words. */
function isCode({ key }: Table, { name }: Column): boolean {
  return (
    key.includes(name) ||
    /(^|_)(id|key|hash|slug|token|host|hostname|domain|label|address|value|identifier|start|sha256)$/.test(
      name,
    )
  )
}
