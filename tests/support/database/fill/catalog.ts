import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'

export type Column = {
  name: string
  /** As PostgreSQL calls it: text, int4, timestamptz, _text … */
  type: string
  isNullable: boolean
  /** The table that it refers to. */
  refersTo: string | null
}

export type Table = { name: string; columns: Column[]; key: string[] }

/** The tables of the product, each after those that it refers to. Columns that PostgreSQL itself fills are left out. */
export async function readTables(db: Database): Promise<Table[]> {
  const { rows } = await db.execute<{ name: string; columns: Column[]; key: string[] }>(sql`
    select c.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', t.typname, 'isNullable', not a.attnotnull,
          'refersTo', (select f.confrelid::regclass::text from pg_constraint f
            where f.conrelid = c.oid and f.contype = 'f' and f.conkey = array[a.attnum] limit 1)) order by a.attnum)
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attidentity = '' and a.attgenerated = '') as columns,
      (select json_agg(a.attname) from pg_constraint k join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
        where k.conrelid = c.oid and k.contype = 'p') as key
    from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace order by c.relname`)
  return inOrder(rows)
}

function inOrder(tables: readonly Table[]): Table[] {
  const ordered: Table[] = []
  const left = [...tables]
  while (left.length > 0) {
    const next = left.findIndex(table => table.columns.every(column => isThere(column, table, ordered)))
    if (next < 0) throw new Error(`Tables refer to each other: ${left.map(table => table.name).join(', ')}`)
    ordered.push(...left.splice(next, 1))
  }
  return ordered
}

function isThere({ refersTo }: Column, table: Table, ordered: readonly Table[]): boolean {
  return refersTo === null || refersTo === table.name || ordered.some(each => each.name === refersTo)
}
