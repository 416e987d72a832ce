import type { Client } from 'pg'
import { unfinishedImport } from '#db/migrate.ts'

/** No site starts on this database until the import is at its end. */
export async function markUnfinished(client: Client): Promise<void> {
  await client.query(`insert into settings (key, value) values ($1, '{}')`, [unfinishedImport])
}

export async function markFinished(client: Client): Promise<void> {
  await client.query('delete from settings where key = $1', [unfinishedImport])
}

export async function isUnfinished(client: Client): Promise<boolean> {
  const { rowCount } = await client.query('select from settings where key = $1', [unfinishedImport])
  return rowCount === 1
}
