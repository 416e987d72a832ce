import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import { Client, Pool } from 'pg'
import { log } from '#lib/log/log.ts'
import { getShared } from '#lib/shared.ts'
import { guardPool, isShut } from './absence/guard-pool.ts'

export type Database = NodePgDatabase
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** Connections of a process that is alone; PostgreSQL allows 100 in all by default. */
const mostOfOne = 10

/** A pool that survives the loss of its connections: a broken one is said and replaced. */
export function createPool(connectionString: string, most: number = mostOfOne): Pool {
  const pool = new Pool({
    connectionString,
    max: most,
    application_name: 'allclear',
    keepAlive: true,
    connectionTimeoutMillis: 5_000,
    statement_timeout: 30_000,
    // What is asked at once is sent at once, and answered in that order: a page and a decision ask some dozen questions.
    pipeline: true,
  })
  // All of them break with a server that ends, which is said once; each would say it again.
  const sayBroken = sayOnce(error =>
    log.warn(`a database connection broke and is replaced: ${error.message}`),
  )
  pool.on('error', error => isShut(pool) || sayBroken(error))
  // A connection that is cut off while it closes has no listener of the pool any more, and would end the process.
  pool.on('connect', client => client.on('error', () => {}))
  guardPool(pool)
  return pool
}

/** Says the first of what happens within some seconds. */
function sayOnce(say: (error: Error) => void): (error: Error) => void {
  let saidAtMs = Number.NEGATIVE_INFINITY
  return error => {
    const now = performance.now()
    if (now - saidAtMs > quietMs) say(error)
    saidAtMs = now
  }
}

const quietMs = 5_000

const databases = new WeakMap<Pool, Database>()

/** The typed access to a pool; the same object for the same pool. */
export function database(pool: Pool): Database {
  const known = databases.get(pool)
  if (known) return known
  const fresh = drizzle(pool, { casing: 'snake_case' })
  databases.set(pool, fresh)
  return fresh
}

/** The same over one session of its own, by this name, and the session itself. Throws when the database does not answer. */
export async function openSession(
  connectionString: string,
  name: string,
): Promise<{ client: Client; db: Database; close(): Promise<void> }> {
  const client = new Client({ connectionString, application_name: name })
  // A connection that breaks fails the query, which is told by its promise.
  client.on('error', () => {})
  await client.connect()
  return { client, db: drizzle(client, { casing: 'snake_case' }), close: () => client.end() }
}

/** The database of this process. */
export function getDatabase(): Database {
  return database(getShared().pool)
}

/** Asks for nothing but an answer. Rejects when the database gives none. */
export async function askIfThere(pool: Pool): Promise<void> {
  await pool.query('select 1')
}
