import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PgTransactionConfig } from 'drizzle-orm/pg-core'
import { Client, Pool } from 'pg'
import { log } from '#lib/log/log.ts'
import { getShared } from '#lib/shared.ts'
import { guardPool, isShut } from './absence/guard-pool.ts'
import { sendInBreaths } from './questions/breath.ts'

export type Database = NodePgDatabase
export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0]

/** For a transaction that only reads, as things were at one moment. */
export const onlyReads: PgTransactionConfig = { isolationLevel: 'repeatable read', accessMode: 'read only' }

/** The same with kept plans (see db/questions/breath.ts), for questions whose cost follows what is open and not what the tables hold. */
export const readsByPlan: PgTransactionConfig = { ...onlyReads, deferrable: false }

/** For a transaction with kept plans that sends nothing but questions and locks until the first of them is answered. */
export const decidesByPlan: PgTransactionConfig = { accessMode: 'read write', deferrable: false }

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
    // A kept plan is as old as its connection: what the tables hold changes meanwhile.
    maxLifetimeSeconds: 600,
    // After a long quiet an alert finds connections that know the tables.
    min: Math.min(2, most),
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
  pool.on('connect', client => sendInBreaths(client, log.warn))
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
