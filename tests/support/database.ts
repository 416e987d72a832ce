import type { Pool } from 'pg'
import { inject } from 'vitest'
import { createPool, type Database, database } from '#db/client.ts'
import { copyDatabase } from '#tests/support/database/copy-database.ts'
import { holdTestKey } from '#tests/support/database/test-key.ts'

export type TestDatabase = { pool: Pool; db: Database; connectionString: string; drop(): Promise<void> }

const opened: TestDatabase[] = []

/** A fresh database with the whole schema and no rows. It is dropped after the test file, or earlier by drop(). */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('server')
  if (!server)
    throw new Error(
      'This folder of tests has no database: see the projects "rules" and "flows" in vitest.config.ts.',
    )
  holdTestKey()
  const { connectionString, drop } = await copyDatabase(server.address, server.template)
  const pool = createPool(connectionString)
  const opening: TestDatabase = {
    pool,
    db: database(pool),
    connectionString,
    async drop() {
      if (!pool.ended) await pool.end()
      await drop()
    },
  }
  opened.push(opening)
  return opening
}

/** Drops what a test file has not dropped itself. */
export async function dropDatabases(): Promise<void> {
  for (const each of opened.splice(0)) await each.drop()
}
