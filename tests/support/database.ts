import { Client, type Pool } from 'pg'
import { afterAll, inject } from 'vitest'
import { createPool, type Database, database } from '#db/client.ts'
import { holdKey, readKey } from '#db/keys/key.ts'
import { withDatabase } from './address.ts'
import { until } from './until.ts'

/** The key of the tests' installation: always the same, so that a test may write down what follows from it. */
const testKeyText = 'k'.repeat(43)

export type TestDatabase = { pool: Pool; db: Database; connectionString: string; drop(): Promise<void> }

const opened: TestDatabase[] = []

// Registered first, so it runs last: what a test file does not drop itself is dropped here.
afterAll(async () => {
  for (const each of opened) await each.drop()
})

/** A fresh database with the whole schema and no rows. It is dropped after the test file, or earlier by drop(). */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('server')
  if (!server)
    throw new Error(
      'This folder of tests has no database: see the projects "rules" and "flows" in vitest.config.ts.',
    )
  const key = readKey(testKeyText)
  if (key) holdKey(key)
  const { address, template } = server
  const name = `${template}_${process.pid}_${process.hrtime.bigint()}`
  await query(address, `create database ${name} template ${template}`)
  const connectionString = withDatabase(address, name)
  const pool = createPool(connectionString)
  const opening: TestDatabase = {
    pool,
    db: database(pool),
    connectionString,
    async drop() {
      if (!pool.ended) await pool.end()
      await drop(address, name)
    },
  }
  opened.push(opening)
  return opening
}

/**
 * A pool has ended a moment before the server has closed its connections; one that is cut off then fails after its test.
 * Connections that a test left open are cut off.
 */
async function drop(address: string, name: string): Promise<void> {
  const others = `select 1 from pg_stat_activity where datname = '${name}'`
  await until(async () => (await query(address, others)) === 0, 'the connections close', 1_000).catch(
    () => {},
  )
  await query(address, `drop database if exists ${name} with (force)`)
}

/** Returns the number of rows. */
async function query(address: string, text: string): Promise<number> {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    return (await client.query(text)).rowCount ?? 0
  } finally {
    await client.end()
  }
}
