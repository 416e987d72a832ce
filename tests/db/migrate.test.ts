import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { migrateDatabase, refuseUnknownSteps } from '#db/migrate.ts'
import { emptySchema, migrateUpTo, readJournal } from '#tests/support/database/migrate-before.ts'
import { testDatabase } from '#tests/support/database.ts'
import { until } from '#tests/support/until.ts'

const { entries } = await readJournal()
const all = entries.length
const count = `${all} ${all === 1 ? 'migration' : 'migrations'}`

/** A database in which no migration has run. */
async function emptyDatabase() {
  const opened = await testDatabase()
  await emptySchema(opened)
  return opened
}

/** What a start says, and how it ends. */
async function startOn(connectionString: string) {
  const lines: string[] = []
  const error = await migrateDatabase(connectionString, line => lines.push(line)).catch((e: Error) => e)
  return { lines, said: error?.message }
}

it('runs each migration once when two processes migrate together', async () => {
  const { db, connectionString } = await emptyDatabase()
  const lines: string[] = []
  const migrateOnce = () => migrateDatabase(connectionString, line => lines.push(line))
  await Promise.all([migrateOnce(), migrateOnce()])
  expect(lines.sort()).toEqual(
    [
      'The database is up to date.',
      `Bringing the database up to date (${count}) …`,
      `The database was brought up to date (${count}).`,
    ].sort(),
  )
  const { rows } = await db.execute(sql`select count(*)::int as count from drizzle.__drizzle_migrations`)
  expect(rows).toEqual([{ count: all }])
})

it('says which migration failed and why, and changes nothing', async () => {
  const opened = await emptyDatabase()
  const { db, connectionString } = opened
  await migrateUpTo(opened, all - 1)
  const before = await catalogOf(db)
  // As a full disk would: in its last moment, when all its changes have been made.
  await db.execute(
    sql`alter table drizzle.__drizzle_migrations add constraint full_disk check (created_at < ${sql.raw(String(entries.at(-1)?.when))})`,
  )
  const { said } = await startOn(connectionString)
  await db.execute(sql`alter table drizzle.__drizzle_migrations drop constraint full_disk`)
  expect(said).toBe(
    `The database could not be brought up to date, and is as it was: ${entries.at(-1)?.tag} failed (new row for relation "__drizzle_migrations" violates check constraint "full_disk"). The version before still runs on it; see docs/upgrading.md.`,
  )
  expect(await catalogOf(db)).toEqual(before)
  expect((await startOn(connectionString)).said).toBeUndefined()
})

/** Its tables and columns, and what has run. */
async function catalogOf(db: Database) {
  const { rows: columns } = await db.execute(sql`select table_name, column_name, data_type
    from information_schema.columns where table_schema = 'public' order by 1, 2`)
  const { rows: ran } = await db.execute(
    sql`select hash, created_at from drizzle.__drizzle_migrations order by id`,
  )
  return { columns, ran }
}

describe('a database that this version did not make', () => {
  const day = (at: number) => new Date(at).toISOString().slice(0, 10)
  const newest = entries.at(-1)?.when ?? 0
  const oldest = entries[0]?.when ?? 0
  it.each([
    ['of a newer version', newest + 1000, 'was brought up to date by a newer Allclear'],
    ['of one that is too old', oldest - 1000, 'is of an Allclear that is too old for this one'],
    ['of another line', oldest + 1, 'was made by another line of Allclear'],
  ])('%s is refused in a sentence, by each that would use it', async (_, at, sentence) => {
    const { db, connectionString } = await testDatabase()
    await db.execute(sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', ${at})`)
    const { said } = await startOn(connectionString)
    expect(said).toContain(`The database ${sentence} (its step of ${day(at)} is unknown here): `)
    await expect(refuseUnknownSteps(connectionString)).rejects.toThrow(sentence)
  })

  it('which something else fills is left alone', async () => {
    const { db, connectionString } = await emptyDatabase()
    await db.execute(sql`create table settings (key text)`)
    expect((await startOn(connectionString)).said).toBe(
      'The database is not Allclear’s, and not empty (it has a table "settings"): give Allclear a database of its own.',
    )
    const { rows } = await db.execute(sql`select tablename from pg_tables where schemaname = 'public'`)
    expect(rows).toEqual([{ tablename: 'settings' }])
  })

  it('is used when it has what this version knows, all of it or less', async () => {
    const opened = await emptyDatabase()
    await migrateUpTo(opened, all - 1)
    await refuseUnknownSteps(opened.connectionString)
  })
})

it('takes as long as it takes, whatever the database allows requests', async () => {
  const { db, connectionString } = await emptyDatabase()
  const name = sql.identifier(new URL(connectionString).pathname.slice(1))
  for (const setting of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'])
    await db.execute(sql`alter database ${name} set ${sql.raw(setting)} = 200`)
  // Another process holds what the first migration needs for longer than that.
  const started = await db.transaction(async tx => {
    await tx.execute(sql`set local idle_in_transaction_session_timeout = 0`)
    await tx.execute(sql`lock table drizzle.__drizzle_migrations in share mode`)
    const starting = startOn(connectionString)
    const waiting = sql`select from pg_stat_activity where application_name = 'allclear migration'
      and datname = current_database() and wait_event_type = 'Lock' and query_start < now() - interval '300 ms'`
    await until(async () => (await db.execute(waiting)).rowCount, 'the migration waits')
    return { end: starting }
  })
  expect((await started.end).said).toBeUndefined()
})

it('has migrations in the order of their times, as what has run is told by the time', () => {
  const times = entries.map(entry => entry.when)
  expect(times).toEqual([...new Set(times)].sort((a, b) => a - b))
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
