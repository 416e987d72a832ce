import type { Client } from 'pg'

/** The setting that stands in a database while what was exported elsewhere is put into it: nobody works on half of it. */
const unfinishedImport = 'import-unfinished'

/** No site starts on this database until the import is at its end. */
export async function markUnfinished(client: Client): Promise<void> {
  await client.query(`insert into settings (key, value) values ($1, '{}')`, [unfinishedImport])
}

export async function markFinished(client: Client): Promise<void> {
  await client.query('delete from settings where key = $1', [unfinishedImport])
}

/** Whether an import is under way, or was cut off. Also of a database without tables. */
export async function isHalfImported(client: Client): Promise<boolean> {
  const { rows } = await client.query("select to_regclass('public.settings') is not null as is_there")
  if (!rows[0].is_there) return false
  const { rowCount } = await client.query('select from settings where key = $1', [unfinishedImport])
  return rowCount === 1
}
