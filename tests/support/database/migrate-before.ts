import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { expect } from 'vitest'
import type { TestDatabase } from '#tests/support/database.ts'

export type Journal = { entries: { tag: string; when: number }[] }

export async function readJournal(): Promise<Journal> {
  return JSON.parse(await readFile('db/migrations/meta/_journal.json', 'utf8'))
}

/** Empties a database, and runs the migrations of a version that did not have this one. */
export async function migrateBefore(opened: TestDatabase, name: string): Promise<void> {
  const { entries } = await readJournal()
  const place = entries.findIndex(entry => entry.tag.endsWith(`_${name}`))
  expect(place).toBeGreaterThan(0)
  await emptySchema(opened)
  await migrateUpTo(opened, place)
}

/** As if no migration had ever run. */
export async function emptySchema({ db }: Pick<TestDatabase, 'db'>): Promise<void> {
  await db.execute(sql`drop schema public cascade`)
  await db.execute(sql`create schema public`)
  await db.execute(sql`truncate drizzle.__drizzle_migrations`)
}

/** Runs those of the first count migrations that have not run. */
export async function migrateUpTo({ pool }: Pick<TestDatabase, 'pool'>, count: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  await cp('db/migrations', folder, { recursive: true, filter: path => !path.endsWith('_snapshot.json') })
  const { entries, ...rest } = await readJournal()
  const some = JSON.stringify({ ...rest, entries: entries.slice(0, count) })
  await writeFile(join(folder, 'meta/_journal.json'), some)
  await migrate(drizzle(pool), { migrationsFolder: folder })
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
