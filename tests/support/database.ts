import { Client, type Pool } from 'pg'
import { afterAll, inject } from 'vitest'
import { createPool, type Database, database } from '#db/client.ts'
import { withDatabase } from './address.ts'

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
  const { address, template } = server
  const name = `${template}_${process.pid}_${process.hrtime.bigint()}`
  await query(address, `create database ${name} template ${template}`)
  const connectionString = withDatabase(address, name)
  const pool = createPool(connectionString)
  const opening: TestDatabase = {
    ...{ pool, db: database(pool), connectionString },
    async drop() {
      if (!pool.ended) await pool.end()
      await query(address, `drop database if exists ${name} with (force)`)
    },
  }
  opened.push(opening)
  return opening
}

async function query(address: string, text: string): Promise<void> {
  const client = new Client({ connectionString: address })
  await client.connect()
  try {
    await client.query(text)
  } finally {
    await client.end()
  }
}
