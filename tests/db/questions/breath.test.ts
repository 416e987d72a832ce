import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { decidesByPlan, onlyReads } from '#db/client.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { packetsOf } from '#tests/support/database/packets.ts'
import { type TestDatabase, testDatabase } from '#tests/support/database.ts'

let stored: TestDatabase

beforeEach(async () => {
  stored = await testDatabase()
  await stored.db.execute(sql`create table kept (n int primary key)`)
}, 60_000)

const count = () =>
  stored.db.execute<{ n: number }>(sql`select count(*)::int as n from kept`).then(({ rows }) => rows[0]?.n)

describe('what is asked in one breath', () => {
  it('goes out as one packet, the beginning of what only reads with it', async () => {
    const packets = await packetsOf(stored.pool, () =>
      readSnapshot(stored.db, async tx => {
        const one = tx.execute(sql`select 1`)
        const two = tx.execute(sql`select 2`)
        await Promise.all([one, two])
        await tx.execute(sql`select 3`)
      }),
    )
    expect(packets).toEqual([3, 1, 1])
  })

  it('sees one moment where it only reads', async () => {
    const seen = await readSnapshot(stored.db, async tx => {
      const before = await tx.execute(sql`select count(*)::int as n from kept`)
      await stored.db.execute(sql`insert into kept values (1)`)
      const after = await tx.execute(sql`select count(*)::int as n from kept`)
      return [before.rows[0]?.n, after.rows[0]?.n]
    })
    expect(seen).toEqual([0, 0])
    expect(await count()).toBe(1)
  })
})

describe('a transaction that begins with its first questions', () => {
  it('writes nothing of what only reads, and the connection is as good as before', async () => {
    const write = stored.db.transaction(tx => tx.execute(sql`insert into kept values (1)`), onlyReads)
    await expect(write).rejects.toThrow()
    expect(await count()).toBe(0)
    expect(await readSnapshot(stored.db, () => count())).toBe(0)
  })

  it('is undone as a whole where it fails', async () => {
    const failed = stored.db.transaction(async tx => {
      await tx.execute(sql`select 1`)
      await tx.execute(sql`insert into kept values (1)`)
      throw new Error('no')
    }, decidesByPlan)
    await expect(failed).rejects.toThrow('no')
    expect(await count()).toBe(0)
  })

  it('writes nothing where it could not begin', async () => {
    const client = await stored.pool.connect()
    const { stream } = client.connection
    const written = stream._writev?.bind(stream)
    // As if PostgreSQL had refused to begin: the words are other ones of the same length.
    stream._writev = (chunks, done) => {
      const broken = chunks.map(each => ({
        ...each,
        chunk: Buffer.from(
          each.chunk.toString('latin1').replace('begin read write', 'bogin read write'),
          'latin1',
        ),
      }))
      written?.(broken, done)
    }
    stream._write = (chunk, encoding, done) => stream._writev?.([{ chunk, encoding }], done)
    client.release()
    const failed = stored.db.transaction(async tx => {
      await tx.execute(sql`select 1`)
      await tx.execute(sql`insert into kept values (1)`)
    }, decidesByPlan)
    await expect(failed).rejects.toThrow()
    expect(await count()).toBe(0)
  })
})
