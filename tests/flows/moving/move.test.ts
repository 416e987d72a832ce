import { randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { getTableName, is, sql } from 'drizzle-orm'
import { PgTable } from 'drizzle-orm/pg-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { putKeyFile } from '#db/keys/file.ts'
import { holdKey, newKeyText, readKey } from '#db/keys/key.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { lockMigrations, readMigrationNames } from '#db/migration-steps.ts'
import { readTables, stayingTables } from '#db/moving/catalog.ts'
import { openMoving } from '#db/moving/session.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { readSource } from '#db/reads/sources/sources.ts'
import { checkExport } from '#lib/flows/moving/check-export.ts'
import { exportSite } from '#lib/flows/moving/export-site.ts'
import { checkAudit } from '#lib/flows/staff/check-audit.ts'
import { sealAudit } from '#lib/flows/staff/seal-audit.ts'
import { readMoved, writeMoved } from '#lib/moving/files.ts'
import { formatVersion } from '#lib/moving/format.ts'
import { migrateBefore } from '#tests/support/database/migrate-before.ts'
import { testKeyText } from '#tests/support/database/test-key.ts'
import { testDatabase } from '#tests/support/database.ts'
import {
  contentsOf,
  exportTo,
  filledDatabase,
  importFrom,
  jobsOf,
  movingFolder,
  now,
  pendingJobs,
} from './moving-fixture.ts'

const secret = randomBytes(32)
const folder = await movingFolder()
const from = await filledDatabase()
const plain = folder.path('plain.jsonl')
const sealed = folder.path('sealed.jsonl.zst')
const running = folder.path('running.jsonl.gz')

function keyOf(text: string) {
  const key = readKey(text)
  if (!key) throw new Error('The key is none.')
  return key
}

const ours = keyOf(testKeyText)

beforeAll(async () => {
  await sealAudit(from.db, () => now)
  await exportTo(plain, from.connectionString)
  await exportTo(sealed, from.connectionString, { secret, keyText: testKeyText })
  await exportTo(running, from.connectionString, { isRunning: true })
})
beforeEach(() => holdKey(ours))
afterAll(() => folder.remove())

/** Of an installation that has this key. */
async function dataDirWith(keyText: string | null): Promise<string> {
  const dataDir = folder.path(`data-${randomBytes(4).toString('hex')}`)
  if (keyText === null) return dataDir
  await putKeyFile(`${dataDir}/key`, keyText)
  return dataDir
}

/** A test's change of a file. */
async function changed(change: (text: string) => string): Promise<string> {
  const path = folder.path(`changed-${randomBytes(4).toString('hex')}`)
  await writeFile(path, change(await readFile(plain, 'utf8')))
  return path
}

it('moves every table of the schema, but what opens the desk', async () => {
  const files = (await readdir('db/schema', { recursive: true })).filter(file => file.endsWith('.ts'))
  const modules = await Promise.all(files.map(file => import(/* @vite-ignore */ resolve('db/schema', file))))
  const named = modules
    .flatMap(each => Object.values(each))
    .filter(each => is(each, PgTable))
    .map(getTableName)
  const session = await openMoving(from.connectionString)
  const moved = (await readTables(session.client)).map(({ name }) => name)
  await session.close()
  expect([...moved, ...stayingTables].sort()).toEqual([...new Set(named)].sort())
})

describe('a site that was ended', () => {
  it('moves there and back with all its rows, numbers and jobs', async () => {
    const there = await testDatabase()
    const dataDir = await dataDirWith(testKeyText)
    const imported = await importFrom(plain, there.connectionString, { dataDir })
    expect(imported).toMatchObject({ jobs: 2, resealed: 0, leftOut: null, settled: null })
    const before = await contentsOf(from.db)
    expect(await contentsOf(there.db)).toEqual(before)
    const back = folder.path('back.jsonl.gz')
    await exportTo(back, there.connectionString)
    const home = await testDatabase()
    await importFrom(back, home.connectionString, { dataDir })
    expect(await contentsOf(home.db)).toEqual(before)
    expect(before.deliveries?.join()).toContain('"state": "queued"')
    expect(await jobsOf(home.db)).toEqual(
      pendingJobs
        .slice(0, 2)
        .map(({ queue, data }) => ({ name: queue, data }))
        .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    )
    expect(await checkAudit(home.db, null)).toMatchObject({ is: 'whole' })
    const number = sql`select nextval(pg_get_serial_sequence('alert_log', 'sequence'))::int as next`
    const [[next], [same]] = [await rowsOf(home.db, number), await rowsOf(from.db, number)]
    expect(next).toEqual(same)
  })

  it('brings its key along in a sealed file, where there is none yet', async () => {
    const there = await testDatabase()
    const dataDir = await dataDirWith(null)
    const imported = await importFrom(sealed, there.connectionString, { dataDir, secret })
    expect(imported).toMatchObject({ isKeyAdopted: true, resealed: 0 })
    expect((await readFile(`${dataDir}/key`, 'utf8')).trim()).toBe(testKeyText)
    expect((await readFile(sealed)).includes(testKeyText)).toBe(false)
    expect(await readFile(plain, 'utf8')).not.toContain(testKeyText)
  })

  it.each(['in the file', 'by hand'])(
    'is sealed with the key that is there, where the old one comes %s',
    async how => {
      const there = await testDatabase()
      const text = newKeyText()
      const given = how === 'by hand' ? { oldKey: ours } : { secret }
      const path = how === 'by hand' ? plain : sealed
      const imported = await importFrom(path, there.connectionString, {
        dataDir: await dataDirWith(text),
        ...given,
      })
      expect(imported.resealed).toBeGreaterThanOrEqual(3)
      holdKey(keyOf(text))
      expect(await readDestinations('ann', there.db)).toMatchObject([
        { address: 'https://hooks.slack.com/services/T0/B0/hook-secret' },
      ])
      expect((await readSource(there.db, 'signed'))?.signing?.secrets[0]?.value).toBe('signs-the-alerts')
      expect(JSON.stringify(await contentsOf(there.db))).not.toContain(`sealed1.${ours.id}`)
    },
  )

  it('says what to do where nobody has its key, and leaves behind what that opens when told to', async () => {
    const there = await testDatabase()
    const dataDir = await dataDirWith(newKeyText())
    await expect(importFrom(plain, there.connectionString, { dataDir })).rejects.toThrow(
      `sealed with the key ${ours.id}, and the key here is`,
    )
    const imported = await importFrom(plain, there.connectionString, { dataDir, isWithoutSecrets: true })
    expect(imported.leftOut).toEqual({ destinations: { slack: 1 }, sources: ['PagerDuty'] })
    const contents = await contentsOf(there.db)
    expect(JSON.stringify(contents)).not.toContain('sealed1.')
    expect(contents.sources?.find(row => row.includes('"signed"'))).not.toContain('"disabled_at": null')
  })
})

it('a site that ran may have sent what waited: nobody hears of it again, unless whoever moves it says so', async () => {
  const dataDir = await dataDirWith(testKeyText)
  const there = await testDatabase()
  const imported = await importFrom(running, there.connectionString, { dataDir })
  expect(imported).toMatchObject({ jobs: 0, settled: { deliveries: 2, notices: 1, reminders: 0 } })
  const { deliveries = [], batches = [] } = await contentsOf(there.db)
  expect(deliveries.join()).not.toMatch(/"state": "(queued|sending)"/)
  expect(batches.join()).toContain('"next_at": null')
  expect(await jobsOf(there.db)).toEqual([])
  const other = await testDatabase()
  expect(await importFrom(running, other.connectionString, { dataDir, isPendingSent: true })).toMatchObject({
    jobs: 2,
    settled: null,
  })
})

describe('an import', () => {
  it('replaces nothing, and begins on no database that a site works on', async () => {
    const dataDir = await dataDirWith(testKeyText)
    const held = await from.pool.connect()
    await expect(importFrom(plain, from.connectionString, { dataDir })).rejects.toThrow(
      'A site runs on this database',
    )
    held.release()
    const there = await testDatabase()
    await there.pool.query("insert into groups (id, name, slug) values ('g', 'G', 'g')")
    await there.pool.end()
    await expect(importFrom(plain, there.connectionString, { dataDir })).rejects.toThrow(
      'The database is not empty (groups has 1 rows)',
    )
  })

  it.each([
    ['cut off', (text: string) => text.slice(0, text.length / 2), /cut off/],
    [
      'of a later form',
      (text: string) => text.replace('"format":1', `"format":${formatVersion + 1}`),
      /install that version/,
    ],
    ['changed', (text: string) => text.replace('r7@example.net', 'r8@example.net'), /not as (it|they)/],
    ['something else', () => '{"hello": 1}\n', /no export of Allclear/],
  ])('changes nothing where the file is %s', async (_, change, sentence) => {
    const there = await testDatabase()
    const given = { dataDir: await dataDirWith(testKeyText) }
    await expect(importFrom(await changed(change), there.connectionString, given)).rejects.toThrow(sentence)
    expect(Object.values(await contentsOf(there.db)).flat().length).toBeLessThan(3)
  })

  it('changes nothing where a file is right in itself and wrong for the tables', async () => {
    const there = await testDatabase()
    const dataDir = await dataDirWith(testKeyText)
    const session = await openMoving(from.connectionString)
    const { header } = await checkExport(await readMoved(plain, null))
    const written = async (name: string, migration: string) => {
      await writeMoved(folder.path(name), exportSite(session, { ...header, migration }), null)
      return folder.path(name)
    }
    const later = await written('later', '9999_later')
    await expect(importFrom(later, there.connectionString, { dataDir })).rejects.toThrow(/later version/)
    const older = await written('older', readMigrationNames()[3] ?? '')
    await session.close()
    await migrateBefore(there, 'secret')
    await there.pool.end()
    await expect(importFrom(older, there.connectionString, { dataDir })).rejects.toThrow(
      /has a table|other columns|does not take/,
    )
  })

  it('brings what an earlier version wrote up to date', async () => {
    const old = await testDatabase()
    await migrateBefore(old, 'sign-in')
    await old.pool.query(
      `insert into people (id, name, email, role) values ('dana', 'Dana', 'dana@example.net', 'owner')`,
    )
    const session = await openMoving(old.connectionString)
    const names = readMigrationNames()
    const migration = names[names.findIndex(name => name.endsWith('_sign-in')) - 1] ?? ''
    const { header } = await checkExport(await readMoved(plain, null))
    await writeMoved(folder.path('old'), exportSite(session, { ...header, migration, keyId: null }), null)
    await session.close()
    const there = await testDatabase()
    await there.db.execute(sql`drop schema public cascade`)
    await there.db.execute(sql`create schema public`)
    await there.db.execute(sql`truncate drizzle.__drizzle_migrations`)
    await there.pool.end()
    await importFrom(folder.path('old'), there.connectionString, { dataDir: await dataDirWith(null) })
    const again = await openMoving(there.connectionString)
    expect((await again.client.query('select id from people')).rows).toEqual([{ id: 'dana' }])
    expect((await again.client.query('select count(*)::int as count from devices')).rows).toEqual([
      { count: 0 },
    ])
    await again.close()
  })

  it('lets no site start before its end, nor on what was cut off', async () => {
    const there = await testDatabase()
    const session = await openMoving(there.connectionString)
    await lockMigrations(session.client)
    const refused = expect(migrateDatabase(there.connectionString, () => {})).rejects.toThrow(
      'An import into this database was cut off',
    )
    await session.client.query(`insert into settings (key, value) values ('import-unfinished', '{}')`)
    await session.close()
    await refused
  })
})

async function rowsOf(db: typeof from.db, query: ReturnType<typeof sql>) {
  return (await db.execute(query)).rows
}
