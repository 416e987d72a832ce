import { sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { readQuestions } from '#db/reads/alerts/questions.ts'
import { readDeskPosts } from '#db/reads/posts/desk-posts.ts'
import { readLatestHistory } from '#db/reads/posts/history.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { searchPosts } from '#db/reads/posts/search.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { readListedSources } from '#db/reads/sources/desk-sources.ts'
import { readUnsealed } from '#db/reads/staff/audit-chain.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { servers } from '#db/schema/server.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { later } from '#lib/rules/time/time.ts'
import { setShared } from '#lib/shared.ts'
import { fillTables, type Row } from '#tests/support/database/fill/fill-tables.ts'
import { emptySchema, migrateUpTo, readJournal } from '#tests/support/database/migrate-before.ts'
import { testDatabase } from '#tests/support/database.ts'

/**
 * Each version leaves rows in every table that it has; the next migrates them, adds its own, and so on. So rows of each
 * version have gone through every migration after it, as they do where somebody comes from that version.
 */
const now = new Date('2026-03-05T12:00:00Z')

/** Some thousand statements, on however busy a machine. */
const longestMs = 300_000

/** What migrations change on purpose, and why. */
const changed: Record<string, string> = {
  'maintenance.completed_at': 'what was called off had said that it was completed',
  'posts.phase': 'the same',
  'posts.resolution_proposed_at': 'staff were never told since when, so they are told as of the upgrade',
}

let db: Database
const left: { step: number; table: string; row: Row }[] = []

beforeAll(async () => {
  const opened = await testDatabase()
  db = opened.db
  const { pool, connectionString } = opened
  setShared({ pool, connectionString, pages: { refresh: async () => {} } })
  const { entries } = await readJournal()
  await emptySchema(opened)
  for (let step = 1; step <= entries.length; step++) {
    await migrateUpTo(opened, step)
    for (const [table, rows] of await fillTables(db, step))
      for (const row of rows) left.push({ step, table, row })
  }
  await migrateDatabase(connectionString, () => {})
}, longestMs)

it('keeps every row of every version, with what it says', async () => {
  const { rows: tables } = await db.execute<{ name: string; key: string[] }>(sql`
    select c.relname as name, array_agg(a.attname::text) as key
    from pg_class c join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    join pg_attribute a on a.attrelid = c.oid and a.attnum = any(k.conkey)
    where c.relnamespace = 'public'::regnamespace group by c.relname`)
  const differences = new Set<string>()
  for (const { name, key } of tables) {
    const keyOf = (row: Row) => JSON.stringify(key.map(column => row[column]))
    const { rows } = await db.execute<{ row: Row }>(
      sql`select to_jsonb(t) as row from ${sql.identifier(name)} t`,
    )
    const found = new Map(rows.map(({ row }) => [keyOf(row), row]))
    for (const { table, row } of left)
      if (table === name)
        for (const each of differencesOf(name, row, found.get(keyOf(row)))) differences.add(each)
  }
  expect([...differences].sort()).toEqual(Object.keys(changed).sort())
})

/** In columns that still are there. */
function differencesOf(table: string, before: Row, after: Row | undefined): string[] {
  if (!after) return [`${table} is gone`]
  return Object.keys(before)
    .filter(column => column in after && JSON.stringify(before[column]) !== JSON.stringify(after[column]))
    .map(column => `${table}.${column}`)
}

it(
  'is read by the product, of each version',
  async () => {
    const board = await readBoard(now, db)
    const all = await db.select().from(servers)
    expect(board.servers).toHaveLength(all.length)
    for (let step = 1; step <= all.length / 3; step++) {
      expect(await readServerPage(`servers.${step}.0`, now, db)).not.toBeNull()
      expect(await readPostPage(`posts.${step}.${step % 3}`, now, db)).not.toBeNull()
    }
    expect((await readLatestHistory('UTC', now, db)).months.length).toBeGreaterThan(0)
    expect((await searchPosts({ text: 'disks', server: '', kind: null, page: 1 }, now, db)).is).toBe('found')
  },
  longestMs,
)

it('is read by the desk', async () => {
  expect((await readDeskPosts(db, 1, null, now))?.live.length).toBeGreaterThan(0)
  expect((await readStaff(db)).length).toBeGreaterThan(0)
  expect((await readListedSources(db, now)).length).toBeGreaterThan(0)
  expect((await readQuestions(db, later(now, 30 * 86_400))).length).toBeGreaterThan(0)
  expect((await readUnsealed(db)).waiting).toBeGreaterThan(0)
})

it('is decided upon', async () => {
  await decideAlerts(db, () => now)
})
