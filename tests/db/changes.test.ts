import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { announcePages } from '#db/changes/announce.ts'
import { listenForChanges } from '#db/changes/listen-for-changes.ts'
import { type TestDatabase, testDatabase } from '#tests/support/database.ts'
import { until } from '#tests/support/until.ts'

let stored: TestDatabase
let heard: { id: string; paths: readonly string[] }[]

beforeAll(async () => {
  stored = await testDatabase()
}, 60_000)
beforeEach(() => {
  heard = []
})

const announce = (path: string) => stored.db.transaction(tx => announcePages(tx, [path], new Date()))
const hasHeard = (path: string) => () => heard.some(({ paths }) => paths.includes(path))

/** Listens, and has when it returns. */
async function listen(connectionString = stored.connectionString) {
  const listener = listenForChanges({ connectionString, onChange: change => heard.push(change) })
  await listener.heard
  return listener
}

/** Before the database, where it passes all but notifications: as a pooler does that lends connections by the transaction. */
async function startPooler() {
  const { pathname, searchParams, username } = new URL(stored.connectionString)
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    const behind = connect(`${searchParams.get('host')}/.s.PGSQL.5432`)
    for (const socket of [client, behind]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    let rest = Buffer.alloc(0)
    client.pipe(behind)
    behind.on('data', chunk => {
      rest = Buffer.concat([rest, chunk])
      while (rest.length >= 5) {
        const length = 1 + rest.readUInt32BE(1)
        if (rest.length < length) break
        if (rest[0] !== 'A'.charCodeAt(0)) client.write(rest.subarray(0, length))
        rest = rest.subarray(length)
      }
    })
    behind.on('close', () => client.destroy())
    client.on('close', () => behind.destroy())
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const open = () => new Promise<void>(resolve => server.listen(port, '127.0.0.1', resolve))
  return {
    connectionString: `postgres://${username}@127.0.0.1:${port}${pathname}`,
    open,
    close() {
      for (const socket of sockets) socket.destroy()
      server.close()
    },
  }
}

it('where the database was away at first, anything may have changed', async () => {
  const pooler = await startPooler()
  pooler.close()
  const listener = await listen(pooler.connectionString)
  await pooler.open()
  await until(hasHeard('*'), 'it is known that changes may have been missed')
  await listener.close()
  pooler.close()
})

describe('a change of a public page', () => {
  it('is heard of once where notifications arrive, or found once more', async () => {
    const listener = await listen()
    const change = await announce('/a')
    await until(hasHeard('/a'), 'it is heard of')
    await announce('/b')
    await until(hasHeard('/b'), 'the next one is heard of')
    await listener.close()
    expect(new Set(heard.map(({ id }) => id)).size).toBe(2)
    expect(heard[0]).toEqual(change)
  })

  describe('where no notification arrives', () => {
    let pooler: Awaited<ReturnType<typeof startPooler>>
    beforeAll(async () => {
      pooler = await startPooler()
    })
    afterAll(() => pooler.close())

    it('is found, and once', async () => {
      const listener = await listen(pooler.connectionString)
      const change = await announce('/c')
      await until(hasHeard('/c'), 'it is found')
      await announce('/d')
      await until(hasHeard('/d'), 'the next one is found')
      await listener.close()
      expect(heard.filter(({ id }) => id === change.id)).toEqual([change])
    })

    it('is found when its transaction ends after those that began later', async () => {
      const listener = await listen(pooler.connectionString)
      await stored.db.transaction(async tx => {
        await announcePages(tx, ['/slow'], new Date())
        await announce('/quick')
        await until(hasHeard('/quick'), 'the quick one is found')
        await announce('/next')
        await until(hasHeard('/next'), 'another look was made')
        expect(hasHeard('/slow')()).toBe(false)
      })
      await until(hasHeard('/slow'), 'the slow one is found')
      await listener.close()
      expect(heard.map(({ paths }) => paths[0])).toEqual(['/quick', '/next', '/slow'])
    })
  })

  it('is found when the connection was cut off as it was made', async () => {
    const listener = await listen()
    await stored.db.execute(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'allclear pages'`)
    const change = await announce('/cut')
    await until(hasHeard('/cut'), 'it is found')
    await listener.close()
    // Not everything is made anew for it.
    expect(heard).toContainEqual(change)
    expect(hasHeard('*')()).toBe(false)
  })
})
