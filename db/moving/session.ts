import type { Client } from 'pg'
import { type Database, openSession } from '#db/client.ts'

/** One session that copies whole tables: client for the copies, db for all else, over the same connection. */
export type MovingSession = { client: Client; db: Database; close(): Promise<void> }

/** So that a value is the same text on every server, whatever its administrator has set. A copy takes as long as it takes. */
const settings = {
  TimeZone: 'UTC',
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  bytea_output: 'hex',
  extra_float_digits: '1',
  client_encoding: 'UTF8',
  statement_timeout: '0',
  lock_timeout: '0',
  idle_in_transaction_session_timeout: '0',
}

/** Throws when the database does not answer. */
export async function openMoving(connectionString: string): Promise<MovingSession> {
  const session = await openSession(connectionString, 'allclear moving')
  for (const [name, value] of Object.entries(settings))
    await session.client.query('select set_config($1, $2, false)', [name, value])
  return session
}

/** Everything that run asks sees the database as it was at one moment, while others go on to change it. */
export async function* withSnapshot<T>(client: Client, run: () => AsyncIterable<T>): AsyncGenerator<T> {
  await client.query('begin isolation level repeatable read, read only')
  try {
    yield* run()
  } finally {
    await client.query('rollback')
  }
}

/** Everything that run does happens, or nothing when it throws. */
export async function atOnce<T>(client: Client, run: () => Promise<T>): Promise<T> {
  await client.query('begin')
  try {
    const result = await run()
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  }
}
