import { eq, sql } from 'drizzle-orm'
import { integer, pgTable, text } from 'drizzle-orm/pg-core'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { readPublic, readSnapshot } from '#db/reads/snapshot.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { type TestDatabase, testDatabase } from '#tests/support/database.ts'

const things = pgTable('things', { id: text().primaryKey(), size: integer().notNull() })
const askThing = keptQuestion((db, { id }: AskedWith<{ id: string }>) =>
  db.select().from(things).where(eq(things.id, id)),
)

let stored: TestDatabase

beforeEach(async () => {
  stored = await testDatabase()
  await stored.db.execute(sql`create table things (id text primary key, size int not null)`)
  await stored.db.execute(sql`insert into things values ('a', 1)`)
}, 60_000)

type Planned = { statement: string; generic: string }

/** What the connection of a transaction has planned to keep, where its questions keep their plans. */
async function planned(): Promise<Planned[]> {
  const { rows } = await readPublic(stored.db, tx =>
    tx.execute<Planned>(sql`select statement, generic_plans::text as generic from pg_prepared_statements`),
  )
  return rows
}

const ask = (id = 'a') => readPublic(stored.db, tx => askThing(tx, { id }))

describe('a question whose plan is kept', () => {
  it('is planned once, and answered by that plan for whatever it is asked with', async () => {
    expect(await ask()).toEqual([{ id: 'a', size: 1 }])
    expect(await ask('b')).toEqual([])
    expect(await planned()).toMatchObject([{ generic: '2', statement: expect.stringContaining('"things"') }])
  })

  it('goes by the index though the table was nearly empty when it was planned', async () => {
    await ask()
    const name = await readPublic(stored.db, tx =>
      tx.execute<{ name: string }>(sql`select name from pg_prepared_statements`),
    )
    const plan = await readPublic(stored.db, tx =>
      tx.execute(sql.raw(`explain execute "${name.rows[0]?.name}" ('a')`)),
    )
    expect(JSON.stringify(plan.rows)).toContain('things_pkey')
  })

  it('keeps none in any other transaction, and leaves the connection as it was', async () => {
    await ask()
    const elsewhere = await readSnapshot(stored.db, async tx => {
      await askThing(tx, { id: 'a' })
      return tx.execute(sql`select generic_plans::text as generic from pg_prepared_statements`)
    })
    expect(elsewhere.rows).toEqual([{ generic: '1' }])
    const { rows } = await stored.db.execute(
      sql`select current_setting('plan_cache_mode') as mode, current_setting('enable_seqscan') as scan`,
    )
    expect(rows).toEqual([{ mode: 'auto', scan: 'on' }])
  })

  it('fails once when a table has changed since, and is planned anew', async () => {
    await ask()
    await stored.db.execute(sql`alter table things alter column size type bigint`)
    await expect(ask()).rejects.toThrow()
    expect((await ask()).map(row => Number(row.size))).toEqual([1])
    expect(await planned()).toHaveLength(1)
  })

  it('is kept no more behind a pooler that mixes up statements, and fails once', async () => {
    vi.resetModules()
    const { createPool, database, readsByPlan } = await import('#db/client.ts')
    const { keptQuestion: keep } = await import('#db/questions/kept-question.ts')
    const askAgain = keep((db, { id }: AskedWith<{ id: string }>) =>
      db.select().from(things).where(eq(things.id, id)),
    )
    const pool = createPool(stored.connectionString, 1)
    const read = () => database(pool).transaction(tx => askAgain(tx, { id: 'a' }), readsByPlan)
    try {
      await read()
      // What a pooler does when it gives the next transaction another connection.
      await pool.query('deallocate all')
      expectErrorLine(/plans are not kept any more/)
      await expect(read()).rejects.toThrow()
      expect(await read()).toEqual([{ id: 'a', size: 1 }])
      const { rows } = await pool.query('select count(*)::int as kept from pg_prepared_statements')
      expect(rows).toEqual([{ kept: 0 }])
    } finally {
      await pool.end()
      // What comes after in this process is behind no pooler.
      vi.resetModules()
    }
  })
})
