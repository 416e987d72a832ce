import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { openPool, shutPool } from '#db/absence/guard-pool.ts'
import { createPool, database } from '#db/client.ts'
import { isDatabaseAway } from '#db/is-away.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { testDatabase } from '#tests/support/database.ts'
import { until } from '#tests/support/until.ts'

describe('the pool', () => {
  it('says that a connection broke, and goes on with another', async () => {
    const { db, pool, connectionString } = await testDatabase()
    await db.execute(sql`select 1`)
    expect(pool.idleCount).toBe(1)
    expectErrorLine(/a database connection broke and is replaced/)
    const other = createPool(connectionString)
    await database(other).execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
    )
    await other.end()
    await until(() => pool.totalCount === 0, 'the pool has noticed')
    expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }])
  })

  it('lets nobody wait while it is shut, neither who had a connection nor who comes, and all again afterwards', async () => {
    const { db, pool } = await testDatabase()
    const busy = Array.from({ length: 12 }, () => db.execute(sql`select pg_sleep(600)`))
    const ends = Promise.allSettled(busy)
    await until(() => pool.waitingCount === 2, 'two wait for a connection')
    shutPool(pool)
    const reasons = (await ends).map(end => end.status === 'rejected' && isDatabaseAway(end.reason))
    expect(new Set(reasons)).toEqual(new Set([true]))
    const late = await db.execute(sql`select 1`).then(
      () => false,
      error => isDatabaseAway(error),
    )
    expect(late).toBe(true)
    openPool(pool)
    expect((await db.execute(sql`select 1 as one`)).rows).toEqual([{ one: 1 }])
  })

  it('gives one typed database per pool', async () => {
    const { db, pool } = await testDatabase()
    expect(database(pool)).toBe(db)
  })
})
