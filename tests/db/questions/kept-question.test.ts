import { eq, sql } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { groups, servers } from '#db/schema/server.ts'
import { type TestDatabase, testDatabase } from '#tests/support/database.ts'

let stored: TestDatabase
let written = 0

const askNamed = keptQuestion((db, { names, since }: AskedWith<{ names: string[]; since: Date }>) => {
  written += 1
  return db
    .select({ server: { hostname: servers.hostname, at: servers.createdAt }, group: groups })
    .from(servers)
    .leftJoin(groups, eq(groups.id, servers.groupId))
    .where(sql`${servers.hostname} = any(${names}::text[]) and ${servers.createdAt} >= ${since}`)
    .orderBy(servers.hostname)
})

const long = new Date('2020-01-01T00:00:00.123Z')
const insert = (hostname: string, createdAt: Date) => ({ id: hostname, hostname, label: hostname, createdAt })

beforeAll(async () => {
  stored = await testDatabase()
  await stored.db.insert(servers).values([insert('a', long), insert('b', new Date('2021-01-01'))])
}, 60_000)

describe('a question whose SQL is written once', () => {
  it('is answered for what it is asked with, each time', async () => {
    const ask = (names: string[], since = long) =>
      askNamed(stored.db, { names, since }).then(rows => rows.map(row => row.server.hostname))
    expect(await Promise.all([ask(['a']), ask(['a', 'b']), ask([])])).toEqual([['a'], ['a', 'b'], []])
    expect(await ask(['a', 'b'], new Date('2020-01-01T00:00:00.124Z'))).toEqual(['b'])
    expect(written).toBe(1)
  })

  it('gives rows as the library does: moments as such, and null for what is not joined', async () => {
    expect(await askNamed(stored.db, { names: ['a'], since: long })).toEqual([
      { server: { hostname: 'a', at: long }, group: null },
    ])
  })

  it('is asked in the transaction that it is given', async () => {
    const roll = stored.db.transaction(async tx => {
      await tx.insert(servers).values(insert('c', long))
      const [inside, outside] = await Promise.all([
        askNamed(tx, { names: ['c'], since: long }),
        askNamed(stored.db, { names: ['c'], since: long }),
      ])
      expect([inside.length, outside.length]).toEqual([1, 0])
      tx.rollback()
    })
    await expect(roll).rejects.toThrow()
    expect(await askNamed(stored.db, { names: ['c'], since: long })).toEqual([])
  })

  it('fails alone, and is answered again', async () => {
    const ask = keptQuestion((db, { by }: AskedWith<{ by: number }>) =>
      db
        .select({ part: sql<number>`6 / ${by}::int` })
        .from(servers)
        .limit(1),
    )
    await expect(ask(stored.db, { by: 0 })).rejects.toThrow()
    expect(await ask(stored.db, { by: 2 })).toEqual([{ part: 3 }])
  })
})
