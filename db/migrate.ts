import { Client } from 'pg'
import { lockMigrations, runMigrations } from './moving/migrations.ts'
import { isHalfImported } from './moving/unfinished.ts'

/**
 * Brings the schema up to date. Several processes may call it at once: one migrates, the others wait for it.
 * Throws when a migration fails; that migration then has changed nothing. Throws a sentence where an import was cut off.
 */
export async function migrateDatabase(connectionString: string, log: (line: string) => void): Promise<void> {
  const client = new Client({ connectionString, application_name: 'allclear migration' })
  // A connection that breaks fails the query, which is told by its promise.
  client.on('error', () => {})
  await client.connect()
  try {
    await lockMigrations(client)
    await refuseHalf(client)
    const ran = await runMigrations(client)
    const count = ran === 1 ? '1 migration' : `${ran} migrations`
    log(ran > 0 ? `The database was brought up to date (${count}).` : 'The database is up to date.')
  } finally {
    await client.end().catch(() => {})
  }
}

async function refuseHalf(client: Client): Promise<void> {
  if (!(await isHalfImported(client))) return
  throw new Error(
    'An import into this database was cut off before its end: make an empty database, and import into that.',
  )
}
