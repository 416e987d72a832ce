import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import type { Client } from 'pg'

/** The advisory lock of the migrator: "migr" as a number. */
const migrationKey = 0x6d_69_67_72

/** Waits until this session alone may change the schema, and holds that until it ends: a site that starts meanwhile waits. */
export async function lockMigrations(client: Client): Promise<void> {
  await client.query('select pg_advisory_lock($1)', [migrationKey])
}

/** Runs what is missing, up to the migration of this name where one is given. Returns how many ran. */
export async function runMigrations(client: Client, upTo?: string): Promise<number> {
  const before = await countMigrations(client)
  const { folder, remove } = upTo === undefined ? wholeFolder() : await folderUpTo(upTo)
  try {
    await migrate(drizzle(client), { migrationsFolder: folder })
  } finally {
    await remove()
  }
  return (await countMigrations(client)) - before
}

/** The name of the last migration that a database has; null: it has none, or one that this version does not know. */
export async function readMigration(client: Client): Promise<{ name: string | null; count: number }> {
  const count = await countMigrations(client)
  if (count === 0) return { name: null, count }
  const { rows } = await client.query(
    'select created_at::text as at from drizzle.__drizzle_migrations order by created_at desc limit 1',
  )
  const known = (await readJournal(migrations())).entries.find(({ when }) => String(when) === rows[0].at)
  return { name: known?.tag ?? null, count }
}

/** The names of all migrations of this version, the first one first. */
export async function readMigrationNames(): Promise<string[]> {
  return (await readJournal(migrations())).entries.map(({ tag }) => tag)
}

function migrations(): string {
  return resolve(/*turbopackIgnore: true*/ process.cwd(), 'db/migrations')
}

function wholeFolder() {
  return { folder: migrations(), remove: async () => {} }
}

/** A copy whose list of migrations ends with this one. */
async function folderUpTo(name: string) {
  const folder = await mkdtemp(join(tmpdir(), 'allclear-migrations-'))
  const remove = () => rm(folder, { recursive: true, force: true })
  await cp(migrations(), folder, { recursive: true })
  const journal = await readJournal(folder)
  const end = journal.entries.findIndex(({ tag }) => tag === name)
  const entries = journal.entries.slice(0, end + 1)
  await writeFile(journalOf(folder), JSON.stringify({ ...journal, entries }))
  return { folder, remove }
}

type Journal = { entries: { tag: string; when: number }[] }

async function readJournal(folder: string): Promise<Journal> {
  return JSON.parse(await readFile(journalOf(folder), 'utf8'))
}

function journalOf(folder: string): string {
  return join(folder, 'meta/_journal.json')
}

async function countMigrations(client: Client): Promise<number> {
  const { rows } = await client.query(
    "select to_regclass('drizzle.__drizzle_migrations') is not null as is_there",
  )
  if (!rows[0].is_there) return 0
  const { rows: counted } = await client.query(
    'select count(*)::int as count from drizzle.__drizzle_migrations',
  )
  return counted[0].count
}
