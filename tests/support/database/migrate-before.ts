import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/node-postgres'
import { migrate } from 'drizzle-orm/node-postgres/migrator'
import { expect } from 'vitest'
import type { TestDatabase } from '#tests/support/database.ts'

/** Empties a database, and runs the migrations of a version that did not have this one. */
export async function migrateBefore({ pool, db }: TestDatabase, name: string): Promise<void> {
  await db.execute(sql`drop schema public cascade`)
  await db.execute(sql`create schema public`)
  await db.execute(sql`truncate drizzle.__drizzle_migrations`)
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'))
  await cp('db/migrations', folder, { recursive: true })
  const path = join(folder, 'meta/_journal.json')
  const journal: { entries: { tag: string }[] } = JSON.parse(await readFile(path, 'utf8'))
  const place = journal.entries.findIndex(entry => entry.tag.endsWith(`_${name}`))
  expect(place).toBeGreaterThan(0)
  await writeFile(path, JSON.stringify({ ...journal, entries: journal.entries.slice(0, place) }))
  await migrate(drizzle(pool), { migrationsFolder: folder })
  await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
}
