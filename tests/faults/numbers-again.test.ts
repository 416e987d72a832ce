import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { announcePages } from '#db/changes/announce.ts'
import { ChangeReader } from '#db/changes/change-reader.ts'
import { openSession } from '#db/client.ts'
import { type RunningDatabase, startDatabase } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { until } from '#tests/support/until.ts'

const dataDir = mkdtempSync(join(tmpdir(), 'allclear-'))
let server: RunningDatabase

beforeAll(async () => {
  server = await startDatabase({ dataDir, log: () => {} })
  await migrateDatabase(server.connectionString, () => {})
}, 60_000)

afterAll(async () => {
  await server.stop()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

/** A session of its own, once the server answers. */
function connected(): Promise<Client> {
  return until(async () => {
    const client = new Client({ connectionString: server.connectionString })
    client.on('error', () => {})
    return client.connect().then(
      () => client,
      () => null,
    )
  }, 'the database answers')
}

async function nextNumber(client: Client): Promise<number> {
  const { rows } = await client.query('select pg_snapshot_xmax(pg_current_snapshot())::text as next')
  return Number(rows[0].next)
}

/** Uses up so many numbers of transactions, of which nothing is on the disk when this returns. */
async function useNumbers(client: Client, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await client.query('select pg_current_xact_id()')
}

it('a change under a number that PostgreSQL gave out before it broke off, and gives out again, is found', async () => {
  const reader = new ChangeReader()
  const before = await connected()
  await useNumbers(before, 300)
  await reader.look(before)
  const seenUpTo = await nextNumber(before)
  const lock = readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')
  process.kill(Number(lock.split('\n')[0]), 'SIGKILL')
  await until(
    async () =>
      before.query('select 1').then(
        () => false,
        () => true,
      ),
    'it has broken off',
  )
  const after = await connected()
  expect(await nextNumber(after), 'numbers are given out again').toBeLessThan(seenUpTo)
  const { db, close } = await openSession(server.connectionString, 'test')
  const { id } = await db.transaction(tx => announcePages(tx, ['/servers/web07.example.net'], new Date()))
  await close()
  await useNumbers(after, seenUpTo - (await nextNumber(after)) + 1)
  const found = await reader.look(after)
  expect(found.some(change => change.id === id || change.paths.includes('*'))).toBe(true)
  await after.end()
})
