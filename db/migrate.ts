import { Client } from 'pg'
import { findPending, lockMigrations, runMigrations } from './migration-steps.ts'
import { isHalfImported } from './moving/unfinished.ts'

/**
 * Brings the schema up to date. Several processes may call it at once: one migrates, the others wait for it.
 * Throws a sentence for a person, and has changed nothing then: the database is of another version, a migration failed,
 * or an import was cut off.
 */
export async function migrateDatabase(connectionString: string, log: (line: string) => void): Promise<void> {
  const client = await open(connectionString)
  try {
    await lockMigrations(client)
    await refuseHalf(client)
    const pending = await findPending(client)
    if (pending.length === 0) return log('The database is up to date.')
    const count = pending.length === 1 ? '1 migration' : `${pending.length} migrations`
    log(`Bringing the database up to date (${count}) …`)
    await runMigrations(client, pending)
    log(`The database was brought up to date (${count}).`)
  } finally {
    await client.end().catch(() => {})
  }
}

/** Throws a sentence where a version of Allclear has used the database that this one does not know. Changes nothing. */
export async function refuseUnknownSteps(connectionString: string): Promise<void> {
  const client = await open(connectionString)
  try {
    await findPending(client)
  } finally {
    await client.end().catch(() => {})
  }
}

async function open(connectionString: string): Promise<Client> {
  const client = new Client({ connectionString, application_name: 'allclear migration' })
  // A connection that breaks fails the query, which is told by its promise.
  client.on('error', () => {})
  await client.connect()
  return client
}

async function refuseHalf(client: Client): Promise<void> {
  if (!(await isHalfImported(client))) return
  throw new Error(
    'An import into this database was cut off before its end: make an empty database, and import into that.',
  )
}
