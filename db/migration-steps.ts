import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { readMigrationFiles } from 'drizzle-orm/migrator'
import { type Client, DatabaseError } from 'pg'

/** The advisory lock of the migrator: "migr" as a number. */
const migrationKey = 0x6d_69_67_72

/** One step from version to version, as `drizzle-kit generate` writes it. at: its mark in the table of those that ran. */
type Migration = { name: string; at: number; hash: string; statements: string[] }

/**
 * Waits until this session alone may change the schema, and holds that until it ends: a site that starts meanwhile waits. What
 * an operator set for the role or the database is meant for requests: a migration takes as long as its tables are large.
 */
export async function lockMigrations(client: Client): Promise<void> {
  // By itself and first: what looks into the view of settings may take longer on a busy machine than is allowed.
  await client.query('set statement_timeout = 0')
  await client.query(
    `select set_config(name, '0', false) from pg_settings
     where name in ('lock_timeout', 'transaction_timeout', 'idle_in_transaction_session_timeout')`,
  )
  await client.query('select pg_advisory_lock($1)', [migrationKey])
}

/** The name of the last migration that a database has; null: it has none, or one that this version does not know. */
export async function readMigration(client: Client): Promise<{ name: string | null; count: number }> {
  const ran = await readRan(client)
  const last = Math.max(...ran)
  return { name: readMigrations().find(({ at }) => at === last)?.name ?? null, count: ran.length }
}

/** The names of all migrations of this version, the first one first. */
export function readMigrationNames(): string[] {
  return readJournal().map(({ tag }) => tag)
}

/** Those of ours that have not run, in their order, up to the one of this name where one is given. Throws a sentence where others have. */
export async function findPending(client: Client, upTo?: string): Promise<Migration[]> {
  const known = readMigrations()
  const ran = await readRan(client)
  const stranger = ran.find(at => !known.some(migration => migration.at === at))
  if (stranger !== undefined) throw new Error(strangerSentence(stranger, known))
  if (ran.length === 0) await refuseForeign(client)
  const end = upTo === undefined ? known.length : known.findIndex(({ name }) => name === upTo) + 1
  return known.slice(0, end).filter(migration => !ran.includes(migration.at))
}

function readMigrations(): Migration[] {
  const journal = readJournal()
  return readMigrationFiles({ migrationsFolder: folder() }).map((file, i) => ({
    name: journal[i]?.tag ?? '',
    at: file.folderMillis,
    hash: file.hash,
    statements: file.sql,
  }))
}

function readJournal(): { tag: string }[] {
  return JSON.parse(readFileSync(`${folder()}/meta/_journal.json`, 'utf8')).entries
}

function folder(): string {
  return resolve(/*turbopackIgnore: true*/ process.cwd(), 'db/migrations')
}

/** The marks of those that have run. */
async function readRan(client: Client): Promise<number[]> {
  const { rows } = await client.query(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as is_there",
  )
  if (!rows[0].is_there) return []
  const { rows: ran } = await client.query('select created_at as at from drizzle.__drizzle_migrations')
  return ran.map(({ at }) => Number(at))
}

function strangerSentence(stranger: number, known: readonly Migration[]): string {
  const oldest = known[0]?.at ?? 0
  const newest = known.at(-1)?.at ?? 0
  const made = new Date(stranger).toISOString().slice(0, 10)
  const back = 'or restore the backup that you made before the upgrade (docs/upgrading.md)'
  if (stranger > newest)
    return `The database was brought up to date by a newer Allclear (its step of ${made} is unknown here): start that version, ${back}.`
  if (stranger < oldest)
    return `The database is of an Allclear that is too old for this one (its step of ${made} is unknown here): upgrade to a version between them first (docs/upgrading.md).`
  return `The database was made by another line of Allclear (its step of ${made} is unknown here): start the version that made it, ${back}.`
}

/** A database of something else has tables where ours would be; those of PostgreSQL's extensions are nobody's. */
async function refuseForeign(client: Client): Promise<void> {
  const { rows } = await client.query(
    `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
     and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e') limit 1`,
  )
  if (rows.length > 0)
    throw new Error(
      `The database is not Allclear’s, and not empty (it has a table "${rows[0].name}"): give Allclear a database of its own.`,
    )
}

/** Runs what findPending has found: all or nothing. Throws a sentence for a person where one fails. */
export async function runMigrations(client: Client, pending: readonly Migration[]): Promise<void> {
  let doing = 'making the list of what has run'
  try {
    await client.query('begin')
    await client.query('create schema if not exists drizzle')
    await client.query(
      'create table if not exists drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
    )
    for (const migration of pending) {
      doing = migration.name
      await runOne(client, migration)
    }
    await client.query('commit')
  } catch (cause) {
    // Anything else is an outage, which the start says.
    if (!(cause instanceof DatabaseError)) throw cause
    throw new Error(
      `The database could not be brought up to date, and is as it was: ${doing} failed (${cause.message}). The version before still runs on it; see docs/upgrading.md.`,
      { cause },
    )
  }
}

async function runOne(client: Client, { at, hash, statements }: Migration): Promise<void> {
  for (const statement of statements) await client.query(statement)
  await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
    hash,
    at,
  ])
}
