import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { migrateDatabase } from '#db/migrate.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { testDatabase } from '#tests/support/database.ts'
import { until } from '#tests/support/until.ts'

const journal = JSON.parse(readFileSync('db/migrations/meta/_journal.json', 'utf8'))
const all = journal.entries.length

/** A database in which no migration has run. */
async function emptyDatabase() {
  const { db, connectionString } = await testDatabase()
  await db.execute(sql`drop schema public cascade`)
  await db.execute(sql`create schema public`)
  await emptyTables(db, 'drizzle.__drizzle_migrations')
  return { db, connectionString }
}

it('runs each migration once when two processes migrate together', async () => {
  const { db, connectionString } = await emptyDatabase()
  const lines: string[] = []
  const migrateOnce = () => migrateDatabase(connectionString, line => lines.push(line))
  await Promise.all([migrateOnce(), migrateOnce()])
  expect(lines.sort()).toEqual([
    'The database is up to date.',
    `The database was brought up to date (${all} ${all === 1 ? 'migration' : 'migrations'}).`,
  ])
  const { rows } = await db.execute(sql`select count(*)::int as count from drizzle.__drizzle_migrations`)
  expect(rows).toEqual([{ count: all }])
})

it('changes nothing when a migration fails', async () => {
  const { db, connectionString } = await emptyDatabase()
  await db.execute(sql`create table settings (key text)`)
  await expect(migrateDatabase(connectionString, () => {})).rejects.toThrow()
  const { rows } = await db.execute(sql`select tablename from pg_tables where schemaname = 'public'`)
  expect(rows).toEqual([{ tablename: 'settings' }])
})

it('lets the next process migrate when one was cut off in between', async () => {
  const { db, connectionString } = await emptyDatabase()
  await db.transaction(async tx => {
    // The first migration runs, and then cannot be noted.
    await tx.execute(sql`lock table drizzle.__drizzle_migrations in share mode`)
    const cut = migrateDatabase(connectionString, () => {}).catch((error: Error) => error)
    const cutOff = sql`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'allclear migration' and datname = current_database() and wait_event_type = 'Lock'`
    await until(async () => (await db.execute(cutOff)).rowCount, 'the migration waits and is cut off')
    expect(await cut).toBeInstanceOf(Error)
  })
  await migrateDatabase(connectionString, () => {})
  const { rows } = await db.execute(sql`select count(*)::int as count from drizzle.__drizzle_migrations`)
  expect(rows).toEqual([{ count: all }])
})
