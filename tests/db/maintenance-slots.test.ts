import { asc, sql } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { migrateBefore } from '#tests/support/database/migrate-before.ts'
import { testDatabase } from '#tests/support/database.ts'

const [start, end, told] = ['2026-11-24T22:00Z', '2026-11-24T23:00Z', '2026-11-20T10:00Z']
let db: Database

beforeAll(async () => {
  const opened = await testDatabase()
  db = opened.db
  await migrateBefore(opened, 'maintenance')
  await db.execute(sql`insert into servers (id, hostname, label) values ('web01', 'web01', 'web01')`)
  for (const [id, plannedAt, startedAt, completedAt] of [
    ['cancelled', told, null, told],
    ['done', null, start, '2026-11-24T22:30Z'],
    ['untold', null, null, null],
  ]) {
    await db.execute(sql`insert into posts (id, slug, kind, title, visibility, phase, started_at)
      values (${id}, ${id}, 'maintenance', '', 'held', 'completed', ${start}::timestamptz)`)
    await db.execute(sql`insert into maintenance
      (id, post_id, kind, title, starts_at, ends_at, planned_told_at, start_told_at, completed_at)
      values (${id}, ${id}, 'maintenance', '', ${start}::timestamptz, ${end}::timestamptz, ${plannedAt}::timestamptz,
        ${startedAt}::timestamptz, ${completedAt}::timestamptz)`)
    await db.execute(sql`insert into maintenance_servers values (${id}, 'web01')`)
  }
  await migrateDatabase(opened.connectionString, () => {})
})

it('what a version before cancelled is cancelled, and what it completed is completed', async () => {
  const rows = await db.select().from(maintenance).orderBy(asc(maintenance.id))
  expect(rows.map(({ id, cancelledAt, completedAt }) => [id, cancelledAt, completedAt])).toEqual([
    ['cancelled', new Date(told), null],
    ['done', null, new Date('2026-11-24T22:30Z')],
    ['untold', null, null],
  ])
  const phases = await db.select({ phase: posts.phase }).from(posts).orderBy(asc(posts.id))
  expect(phases.map(({ phase }) => phase)).toEqual(['cancelled', 'completed', 'completed'])
})

it('each server has the times of the whole, and what was told of it', async () => {
  const rows = await db.select().from(maintenanceServers).orderBy(asc(maintenanceServers.maintenanceId))
  const times = { startsAt: new Date(start), endsAt: new Date(end) }
  const known = { toldStartsAt: new Date(start), toldEndsAt: new Date(end) }
  expect(rows).toMatchObject([
    { ...times, ...known, toldAt: new Date(told), startToldAt: null },
    { ...times, ...known, toldAt: new Date(start), startToldAt: new Date(start) },
    { ...times, toldAt: null, toldStartsAt: null, startToldAt: null },
  ])
})
