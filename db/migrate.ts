import { resolve } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { Client } from 'pg'

/** The advisory lock of the migrator: "migr" as a number. */
const migrationKey = 0x6d_69_67_72

/**
 * Brings the schema up to date. Several processes may call it at once: one migrates, the others wait for it.
 * Throws when a migration fails; that migration then has changed nothing.
 */
export async function migrateDatabase(connectionString: string, log: (line: string) => void): Promise<void> {
  const client = new Client({ connectionString, application_name: 'allclear migration' })
  // A connection that breaks fails the query, which is told by its promise.
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationKey])
    const before = await countMigrations(client)
    await migrate(drizzle(client), {
      migrationsFolder: resolve(/*turbopackIgnore: true*/ process.cwd(), 'db/migrations'),
    })
    const ran = (await countMigrations(client)) - before
    const count = ran === 1 ? '1 migration' : `${ran} migrations`
    log(ran > 0 ? `The database was brought up to date (${count}).` : 'The database is up to date.')
  } finally {
    await client.end().catch(() => {})
  }
}

async function countMigrations(client: Client): Promise<number> {
  const { rows } = await client.query(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as is_there",
  )
  if (!rows[0].is_there) return 0
  const { rows: counted } = await client.query(
    'select count(*)::int as count from drizzle.__drizzle_migrations',
  )
  return counted[0].count
}
