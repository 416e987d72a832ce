import { randomUUID } from 'node:crypto'
import type { Pool } from 'pg'
import { inject } from 'vitest'
import { createPool, type Database, database } from '#db/client.ts'
import { query, templateName, withDatabase } from './cluster.ts'

export type TestDatabase = { pool: Pool; db: Database; connectionString: string; drop(): Promise<void> }

/** A fresh database with the whole schema, for one test file. */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject('server')
  const name = `test_${randomUUID().replaceAll('-', '')}`
  await query(server, `create database ${name} template ${templateName}`)
  const connectionString = withDatabase(server, name)
  const pool = createPool(connectionString)
  return {
    ...{ pool, db: database(pool), connectionString },
    async drop() {
      await pool.end()
      await query(server, `drop database if exists ${name} with (force)`)
    },
  }
}
