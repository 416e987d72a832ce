import { type Client, escapeIdentifier } from 'pg'

/** A table as the database itself describes it. numbers: the column whose values the database counts, or null. */
export type MovedTable = { name: string; columns: string[]; numbers: string | null }

/**
 * What does not move: what opens the desk, since a link or a session that was ended meanwhile would open it again, and staff
 * sign in once more; and which pages changed in the last minutes, which is counted by the transactions of one cluster.
 */
export const stayingTables: readonly string[] = ['page_changes', 'sessions', 'verifications']

type Row = { name: string; columns: string[]; numbers: string | null; needs: string[] }

/**
 * All tables of the site that move, each behind those that it refers to. They are read from the database and kept in no list,
 * so a new one cannot be forgotten.
 */
export async function readTables(client: Client): Promise<MovedTable[]> {
  const { rows } = await client.query<Row>(`
    select t.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select a.attname::text from pg_attribute a where a.attrelid = t.oid and a.attidentity <> '') as numbers,
      array(select distinct f.relname::text from pg_constraint c join pg_class f on f.oid = c.confrelid
        where c.conrelid = t.oid and c.contype = 'f' and c.confrelid <> t.oid) as needs
    from pg_class t
    where t.relnamespace = 'public'::regnamespace and t.relkind in ('r', 'p')
    order by t.relname`)
  return inOrder(rows).filter(({ name }) => !stayingTables.includes(name))
}

function inOrder(rows: readonly Row[]): MovedTable[] {
  const ordered = new Map<string, MovedTable>()
  let left = [...rows]
  while (left.length > 0) {
    const ready = left.filter(({ needs }) => needs.every(name => ordered.has(name)))
    if (ready.length === 0)
      throw new Error(
        `These tables refer to each other in a circle: ${left.map(row => row.name).join(', ')}.`,
      )
    for (const { name, columns, numbers } of ready) ordered.set(name, { name, columns, numbers })
    left = left.filter(({ name }) => !ordered.has(name))
  }
  return [...ordered.values()]
}

/** Nobody changes the form of these tables until the transaction ends; rows are written as ever. */
export async function lockTables(client: Client, tables: readonly MovedTable[]): Promise<void> {
  const names = tables.map(({ name }) => escapeIdentifier(name)).join(', ')
  await client.query(`lock table ${names} in access share mode`)
}

/** Has rows as soon as a site has started once, or only its migrations ran, and nothing that anybody would miss. */
const settingsTable = 'settings'

/** A table that has rows, and how many; null: all are empty but for settings, or there are none yet. */
export async function findRows(client: Client): Promise<{ table: string; count: number } | null> {
  for (const { name } of await readTables(client)) {
    if (name === settingsTable) continue
    const { rows } = await client.query(`select count(*)::int as count from ${escapeIdentifier(name)}`)
    if (rows[0].count > 0) return { table: name, count: rows[0].count }
  }
  return null
}

/** Of a database where findRows found none. */
export async function dropSettings(client: Client): Promise<void> {
  await client.query(`delete from ${settingsTable}`)
}

/** The number that was given last in this column; null: none was. */
export async function readLastNumber(client: Client, { name, numbers }: MovedTable): Promise<string | null> {
  if (numbers === null) return null
  const { rows } = await client.query('select pg_get_serial_sequence($1, $2) as name', [
    escapeIdentifier(name),
    numbers,
  ])
  const { rows: found } = await client.query(
    `select last_value::text as last, is_called from ${rows[0].name}`,
  )
  return found[0].is_called ? found[0].last : null
}

/** The database gives higher numbers than this from now on. */
export async function writeLastNumber(client: Client, table: MovedTable, last: string): Promise<void> {
  const name = escapeIdentifier(table.name)
  await client.query('select setval(pg_get_serial_sequence($1, $2)::regclass, $3::bigint)', [
    name,
    table.numbers,
    last,
  ])
}

/** Of the whole database, in bytes. */
export async function readSize(client: Client): Promise<number> {
  const { rows } = await client.query('select pg_database_size(current_database())::text as size')
  return Number(rows[0].size)
}
