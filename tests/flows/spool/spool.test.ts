import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { asc, eq } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createPool, database } from '#db/client.ts'
import { alertLog } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'
import { rememberSources } from '#lib/flows/spool/remember-sources.ts'
import { replaySpool } from '#lib/flows/spool/replay-spool.ts'
import { Spool } from '#lib/flows/spool/spool.ts'
import { addSource, bearer, call, intakeSite, now, seconds } from '#tests/flows/alerts/intake-fixture.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
let away: Site
let folder: string
let spool: Spool
let source: { id: string; token: string }

beforeAll(async () => {
  site = await intakeSite()
  away = { ...site, db: database(createPool('postgresql://127.0.0.1:1/nowhere')) }
})

afterAll(() => site?.close())

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'allclear-spool-')), 'spool')
  spool = new Spool(folder)
  source = await addSource(site)
  await rememberSources(site.db)
})

afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }))

type Facts = { fingerprint: string; server?: string; state?: 'firing' | 'resolved' }

function body({ fingerprint, server = 'web07.example-host.net', state = 'firing' }: Facts): string {
  const given = { fingerprint, server, kind: 'outage', state, severity: 'critical', summary: 'It is silent' }
  return JSON.stringify({ version: 1, alerts: [given] })
}

const send = (facts: Facts, at = now, to = away) =>
  call(to, { body: body(facts), headers: bearer(source.token), at, spool })

const replay = (into = spool) => replaySpool(site.db, into, () => seconds(60))

function logged() {
  return site.db
    .select()
    .from(alertLog)
    .where(eq(alertLog.sourceId, source.id))
    .orderBy(asc(alertLog.sequence))
}

describe('an alert while the database is away', () => {
  it('is kept on the disk for its owner alone, without the token, before it is answered', async () => {
    const { status, body: answer } = await send({ fingerprint: 'disk' })
    expect([status, answer.results]).toEqual([
      200,
      [expect.objectContaining({ status: 'spooled', fingerprint: 'disk', id: null })],
    ])
    const [name = ''] = await readdir(folder)
    const file = join(folder, name)
    expect((await readFile(file, 'utf8')).includes(source.token)).toBe(false)
    expect([(await stat(folder)).mode & 0o777, (await stat(file)).mode & 0o777]).toEqual([0o700, 0o600])
  })

  it('is received in its order when the database is back, at the time when it came, and once', async () => {
    for (let i = 0; i < 5; i++) await send({ fingerprint: `order ${i}` }, seconds(i))
    // The process was killed between the commit and the end of the file.
    const names = await readdir(folder)
    const texts = await Promise.all(names.map(name => readFile(join(folder, name), 'utf8')))
    await replay()
    for (const [i, name] of names.entries()) await writeFile(join(folder, name), texts[i] ?? '')
    const next = new Spool(folder)
    expect(next.isWaiting()).toBe(true)
    await replay(next)
    const lines = await logged()
    expect(lines.map(line => line.fingerprint)).toEqual([0, 1, 2, 3, 4].map(i => `order ${i}`))
    expect(lines.map(line => line.receivedAt)).toEqual([0, 1, 2, 3, 4].map(seconds))
    expect([await readdir(folder), next.isWaiting()]).toEqual([[], false])
  })

  it('waits behind those that wait, though the database answers', async () => {
    await send({ fingerprint: 'first' })
    const behind = await send({ fingerprint: 'first', state: 'resolved' }, seconds(1), site)
    expect(behind.body.results[0].status).toBe('spooled')
    await replay()
    expect((await logged()).map(line => line.state)).toEqual(['firing', 'resolved'])
    const after = await send({ fingerprint: 'second' }, seconds(2), site)
    expect(after.body.results[0].status).toBe('accepted')
  })

  it('is answered 503 where nobody knows its token, and nothing is kept of it', async () => {
    expectErrorLine(/an alert could not be stored/)
    const { status } = await call(away, {
      body: body({ fingerprint: 'x' }),
      headers: bearer('it_stranger'),
      spool,
    })
    expect([status, await readdir(folder)]).toEqual([503, []])
  })

  it('is told at once that it cannot be read', async () => {
    const { status } = await call(away, { body: '{"version":9}', headers: bearer(source.token), spool })
    expect([status, await readdir(folder)]).toEqual([400, []])
  })

  it('is answered 503 when its source has used up its room, and the others’ are taken', async () => {
    spool = new Spool(folder, { bytes: 1e6, bytesOfSource: 10_000 })
    const statuses = []
    for (let i = 0; i < 5; i++) statuses.push((await send({ fingerprint: `much ${i}` })).status)
    expect([statuses[0], statuses.at(-1)]).toEqual([200, 503])
    source = await addSource(site)
    await rememberSources(site.db)
    expect((await send({ fingerprint: 'another' })).status).toBe(200)
    // Received, they take no room any more.
    await replay()
    const again = []
    for (let i = 0; i < 2; i++) again.push((await send({ fingerprint: `again ${i}` })).status)
    expect(again).toEqual([200, 200])
  })

  it('is left out when its source was disabled meanwhile', async () => {
    await send({ fingerprint: 'revoked' })
    await site.db.update(sources).set({ disabledAt: now }).where(eq(sources.id, source.id))
    expectErrorLine(/source was disabled meanwhile/)
    await replay()
    expect([await logged(), await readdir(folder)]).toEqual([[], []])
  })

  it('waits on when the database is away again', async () => {
    await send({ fingerprint: 'still' })
    await expect(replaySpool(away.db, spool, () => now)).rejects.toThrow()
    expect(await readdir(folder)).toHaveLength(1)
  })
})

it('a file of the spool that is not ours is put aside, and those behind it are received', async () => {
  await writeFile(join(folder, '000000000000001-junk.jsonl'), 'no json\n')
  spool = new Spool(folder)
  await send({ fingerprint: 'behind' })
  expectErrorLine(/put aside as/)
  await replay()
  expect((await logged()).map(line => line.fingerprint)).toEqual(['behind'])
  expect(await readdir(folder)).toEqual(['unread-000000000000001-junk.jsonl'])
})

it('an end that names no server, and waited behind its beginning, ends what that began', async () => {
  await send({ fingerprint: 'homeless' })
  const given = {
    fingerprint: 'homeless',
    kind: 'outage',
    state: 'resolved',
    severity: 'critical',
    summary: 'Well',
  }
  const text = JSON.stringify({ version: 1, alerts: [given] })
  await call(away, { body: text, headers: bearer(source.token), at: seconds(5), spool })
  await replay()
  expect((await logged()).map(line => [line.state, line.result])).toEqual([
    ['firing', 'accepted'],
    ['resolved', 'accepted'],
  ])
})
