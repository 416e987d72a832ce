import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPool, database } from '#db/client.ts'
import { alertLog, alertMessages, alerts } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'
import { answerHandshake } from '#lib/flows/alerts/answer-alerts.ts'
import { appendAlerts } from '#lib/flows/alerts/append-alerts.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { expectErrorLine, loggedLines } from '#tests/support/console.ts'
import type { Site } from '#tests/support/site.ts'
import {
  addSource,
  alert,
  batch,
  bearer,
  call,
  intakeSite,
  logged,
  now,
  sample,
  seconds,
} from './intake-fixture.ts'

let site: Site
let token: string
let sourceId: string

beforeAll(async () => {
  site = await intakeSite()
  ;({ token, id: sourceId } = await addSource(site))
})
afterAll(() => site?.close())

const send = (body: string | Buffer<ArrayBuffer>, headers: Record<string, string> = {}, at = now) =>
  call(site, { body, headers: { ...bearer(token), ...headers }, at })

describe('an accepted request', () => {
  it('is answered 200 with one result for each alert, after they are in the log', async () => {
    const { status, body } = await send(batch(alert({ fingerprint: 'a-1' }), alert({ fingerprint: 'a-2' })))
    expect(status).toBe(200)
    expect(body).toEqual({
      results: ['a-1', 'a-2'].map(fingerprint => ({
        status: 'accepted',
        fingerprint,
        id: expect.any(String),
        server: 'web07.example-host.net',
      })),
    })
    const lines = await site.db.select().from(alertLog).where(eq(alertLog.fingerprint, 'a-1'))
    expect(lines).toMatchObject([
      {
        serverId: 'srv_web07',
        host: 'web07',
        kind: 'outage',
        receivedAt: now,
        decidedAt: null,
        result: 'accepted',
      },
    ])
  })

  it('keeps its good alerts when others are wrong, unknown or too many', async () => {
    const { status, body } = await send(await sample('generic-partial-firing.json'))
    expect(status).toBe(200)
    expect(body.results.map((each: { status: string }) => each.status)).toEqual([
      'accepted',
      'rejected',
      'unmatched',
    ])
    expect(body.results[1]).toMatchObject({
      field: expect.any(String),
      reason: expect.stringContaining('accepts'),
    })
    const many = await send(batch(...Array.from({ length: 503 }, () => alert())))
    expect(many.status).toBe(200)
    expect(many.body.results[499]).toMatchObject({ status: 'accepted' })
    expect(many.body.results.slice(500)).toEqual(
      Array.from({ length: 3 }, () => expect.objectContaining({ status: 'rejected', field: 'alerts' })),
    )
  })

  it('keeps what names no known server for staff, with all it said', async () => {
    const { body } = await send(batch(alert({ fingerprint: 'lost', server: 'web99.example-host.net' })))
    expect(body.results[0]).toMatchObject({ status: 'unmatched', server: null })
    const [line] = await site.db.select().from(alertLog).where(eq(alertLog.fingerprint, 'lost'))
    expect(line).toMatchObject({ result: 'unmatched', host: 'web99.example-host.net', summary: 'no answer' })
    expect(line?.decidedAt).toEqual(now)
  })

  it('never guesses between servers of one short name', async () => {
    const { body } = await send(batch(alert({ server: 'db01' })))
    expect(body.results[0]).toMatchObject({
      status: 'unmatched',
      reason: expect.stringContaining('More than one'),
    })
  })

  it('is stored without control characters, and its details end at 16 KiB between two characters', async () => {
    const details = `\u0000\u202egpj.exe\n${'ż'.repeat(20_000)}`
    await send(batch(alert({ fingerprint: 'clean', summary: 'a\u0007b\u202ec\nd', details })))
    const [line] = await site.db.select().from(alertLog).where(eq(alertLog.fingerprint, 'clean'))
    expect(line?.summary).toBe('abc d')
    expect(line?.details?.startsWith('gpj.exe\nżż')).toBe(true)
    expect(Buffer.byteLength(line?.details ?? '')).toBeLessThanOrEqual(16 * 1024)
    expect(line?.details).not.toContain('\ufffd')
  })

  it('takes a start that is more than five minutes ahead as the time of receipt, and says so', async () => {
    const ahead = alert({ fingerprint: 'ahead', startsAt: '2026-03-10T14:36:00Z' })
    const { body } = await send(batch(ahead))
    expect(body.results[0]).toMatchObject({ status: 'accepted', reason: expect.stringContaining('ahead') })
    const [line] = await site.db.select().from(alertLog).where(eq(alertLog.fingerprint, 'ahead'))
    expect(line).toMatchObject({ startsAt: now, isClockAhead: true })
  })

  it('reads gzip, said or not', async () => {
    const packed = gzipSync(batch(alert()))
    expect((await send(packed, { 'content-encoding': 'gzip' })).status).toBe(200)
    expect((await send(packed)).status).toBe(200)
  })

  it('is answered as plain JSON however long the answer is, for Next takes Content-Encoding off', async () => {
    const many = batch(...Array.from({ length: 50 }, () => alert()))
    const { response, body } = await send(many, { 'accept-encoding': 'br, gzip' })
    expect(response.headers.get('content-encoding')).toBeNull()
    expect(body.results).toHaveLength(50)
  })

  it('may come by PUT, without a type, as +json or as JSON in plain text', async () => {
    const body = batch(alert())
    expect((await call(site, { method: 'PUT', body, headers: bearer(token) })).status).toBe(200)
    expect((await send(Buffer.from(body))).status).toBe(200)
    expect((await send(body, { 'content-type': 'application/vnd.x+json; charset=utf-8' })).status).toBe(200)
    expect((await send(body, { 'content-type': 'text/plain' })).status).toBe(200)
  })

  it('shows that the source is alive, at most once a minute', async () => {
    const source = await addSource(site)
    const seenAt = async () =>
      (await site.db.select().from(sources).where(eq(sources.id, source.id)))[0]?.lastSeenAt
    const headers = bearer(source.token)
    await call(site, { body: batch(), headers })
    expect(await seenAt()).toEqual(now)
    await call(site, { body: batch(), headers, at: seconds(30) })
    expect(await seenAt()).toEqual(now)
    await call(site, { body: batch(), headers, at: seconds(61) })
    expect(await seenAt()).toEqual(seconds(61))
  })
})

describe('a request that comes again', () => {
  it('with its webhook-id is a duplicate for four days, and stored once', async () => {
    const body = batch(alert({ fingerprint: 'again' }))
    const first = await send(body, { 'webhook-id': 'msg_1' })
    expect(first.body.duplicate).toBeUndefined()
    const second = await send(body, { 'webhook-id': 'msg_1' }, seconds(4 * 86_400 - 60))
    expect(second).toMatchObject({
      status: 200,
      body: { duplicate: true, results: [{ status: 'duplicate', id: null }] },
    })
    const later = await send(body, { 'webhook-id': 'msg_1' }, seconds(4 * 86_400 + 60))
    expect(later.body.results[0].status).toBe('accepted')
    expect(await site.db.$count(alertLog, eq(alertLog.fingerprint, 'again'))).toBe(2)
  })

  it('at the same moment twice is stored once', async () => {
    const body = batch(alert({ fingerprint: 'race' }))
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => send(body, { 'webhook-id': 'msg_race' })),
    )
    expect(answers.filter(answer => answer.body.duplicate)).toHaveLength(11)
    expect(await site.db.$count(alertLog, eq(alertLog.fingerprint, 'race'))).toBe(1)
  })

  it('with the id of one alert, or as a CloudEvent of the same source and id, is a duplicate', async () => {
    const one = alert({ fingerprint: 'event', id: 'ev-1' })
    const { body } = await send(batch(one, one))
    expect(body.results.map((each: { status: string }) => each.status)).toEqual(['accepted', 'duplicate'])
    expect((await send(batch(one))).body.results[0].status).toBe('duplicate')
    const end = await send(batch({ ...one, state: 'resolved' }))
    expect(end.body.results[0].status).toBe('accepted')
    const event = await sample('cloudevents-firing.json')
    const type = { 'content-type': 'application/cloudevents+json; charset=utf-8' }
    expect((await send(event, type)).body.results[0].status).toBe('accepted')
    expect((await send(event, type)).body).toMatchObject({ duplicate: true })
  })

  it('with the id of an alert that was rejected is news: it may have been put right', async () => {
    const bound = await addSource(site, { boundServerIds: ['srv_web07'] })
    const once = async (server: string) => {
      const body = batch(alert({ id: 'ev-fixed', server }))
      return (await call(site, { body, headers: bearer(bound.token) })).body.results[0].status
    }
    expect(await once('web08')).toBe('rejected')
    expect(await once('web07')).toBe('accepted')
    expect(await once('web07')).toBe('duplicate')
  })

  it('with an equal body alone is news: a second outage looks like the first', async () => {
    const body = batch(alert({ fingerprint: 'same', startsAt: undefined }))
    await send(body)
    expect((await send(body)).body.results[0].status).toBe('accepted')
    expect(await site.db.$count(alertLog, eq(alertLog.fingerprint, 'same'))).toBe(2)
  })

  it('is a duplicate of its own source only', async () => {
    const other = await addSource(site)
    await send(batch(alert()), { 'webhook-id': 'msg_own' })
    const { body } = await call(site, {
      body: batch(alert()),
      headers: { ...bearer(other.token), 'webhook-id': 'msg_own' },
    })
    expect(body.results[0].status).toBe('accepted')
  })
})

describe('an alert out of order', () => {
  it('that fires after its episode has ended is ignored; an end without a beginning leaves a closed episode', async () => {
    const firing = alert({ fingerprint: 'late', startsAt: '2026-03-10T13:00:00Z' })
    const ended = { ...firing, state: 'resolved', endsAt: '2026-03-10T13:20:00Z' }
    expect((await send(batch(ended))).body.results[0].status).toBe('accepted')
    while ((await decideAlerts(site.db, () => seconds(1))).hasMore);
    const [episode] = await site.db.select().from(alerts).where(eq(alerts.fingerprint, 'late'))
    expect(episode).toMatchObject({ postId: null, closedAt: now })
    expect((await send(batch(firing))).body.results[0]).toMatchObject({
      status: 'ignored',
      reason: 'This episode has ended already.',
    })
    expect((await send(batch({ ...firing, server: 'web08' }))).body.results[0].status).toBe('accepted')
  })
})

describe('a request that cannot be taken', () => {
  it('is answered 404 for an unknown format, naming those that there are', async () => {
    const { status, body } = await call(site, { format: 'nagiox', body: batch(), headers: bearer(token) })
    expect(status).toBe(404)
    expect(body.message).toContain('generic')
  })

  it('is answered 400 when it is no JSON, no gzip, or not what the format says', async () => {
    const bodies = ['', '{', '[]', '{"version":2,"alerts":[]}', '{"version":1,"alerts":{}}']
    for (const body of bodies) expect([body, (await send(body)).status]).toEqual([body, 400])
    expect((await send(Buffer.from('x'), { 'content-encoding': 'gzip' })).status).toBe(400)
    const plain = await send('14:21 Warning Write below binary dir', { 'content-type': 'text/plain' })
    expect(plain).toMatchObject({ status: 400, body: { message: expect.stringContaining('json_output') } })
  })

  it('is answered 415 for a type or a packing that is not read', async () => {
    expect((await send('<a/>', { 'content-type': 'application/xml' })).status).toBe(415)
    expect((await send('a=b', { 'content-type': 'application/x-www-form-urlencoded' })).status).toBe(415)
    expect((await send(batch(), { 'content-encoding': 'br' })).status).toBe(415)
  })

  it('is answered 413 above 2 MiB, and above 8 MiB once it is unpacked', async () => {
    expect((await send(' '.repeat(2 * 1024 * 1024 + 1))).status).toBe(413)
    const bomb = gzipSync(Buffer.alloc(9 * 1024 * 1024, 0x20))
    expect(bomb.length).toBeLessThan(100_000)
    expect((await send(bomb, { 'content-encoding': 'gzip' })).status).toBe(413)
    const within = gzipSync(`${batch(alert())}${' '.repeat(7 * 1024 * 1024)}`)
    expect((await send(within, { 'content-encoding': 'gzip' })).status).toBe(200)
    const empties = batch(...Array.from({ length: 10_001 }, () => 0))
    expect((await send(empties)).status).toBe(413)
  })

  it('is answered 429 with Retry-After when its source, or wrong tokens of its network, come too often', async () => {
    const once = { burst: 1, perMinute: 1 }
    const limits = {
      source: createRateLimit({ address: once, network: once }),
      wrong: createRateLimit({ address: once, network: once }),
    }
    const right = { body: batch(), headers: bearer(token), limits }
    const wrong = {
      body: batch(),
      headers: { ...bearer('it_wrong'), 'x-forwarded-for': '192.0.2.7' },
      limits,
    }
    expect((await call(site, right)).status).toBe(200)
    const tooMuch = await call(site, right)
    expect(tooMuch.status).toBe(429)
    expect(Number(tooMuch.response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await call(site, wrong)).status).toBe(401)
    const guess = await call(site, wrong)
    expect(guess.status).toBe(429)
    expect(Number(guess.response.headers.get('retry-after'))).toBeGreaterThan(0)
    const neighbour = { ...right.headers, 'x-forwarded-for': '192.0.2.7' }
    expect((await call(site, { ...right, headers: neighbour, at: seconds(61) })).status).toBe(200)
  })

  it('is answered 500 when the fault is the site’s own, and the log says where', async () => {
    expectErrorLine(/a fault of the site itself/)
    const broken = new Proxy(site.db, {
      get: () => {
        throw new TypeError('undefined is not a function')
      },
    })
    const { status, body } = await call({ ...site, db: broken }, { body: batch(alert()) })
    expect(status).toBe(500)
    expect(body.message).toBe('Nothing was stored, for this site itself has a fault. Its log says what.')
  })

  it('is answered 503 with Retry-After when the database is gone, and stores nothing', async () => {
    expectErrorLine(/an alert could not be stored/)
    const pool = createPool('postgresql://127.0.0.1:1/nowhere')
    const gone = { ...site, db: database(pool) }
    const { status, response } = await call(gone, { body: batch(alert()), pathToken: token })
    expect(status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(loggedLines().join('')).not.toContain(token)
    await pool.end()
  })

  it('is answered 405 when it is a GET that this format does not take, or a HEAD', async () => {
    expect((await call(site, { method: 'GET', pathToken: token })).status).toBe(405)
    expect((await call(site, { method: 'HEAD', pathToken: token })).status).toBe(405)
  })

  it('fails alone: a line that the database refuses costs no other request its alerts', async () => {
    const addition = (serverId: string, fingerprint: string) => ({
      sourceId,
      receivedAt: now,
      messageId: null,
      lines: [
        { sourceId, serverId, fingerprint, format: 'generic', result: 'ignored' as const, decidedAt: now },
      ],
    })
    const all = await Promise.allSettled([
      appendAlerts(site.db, addition('srv_web07', 'first')),
      appendAlerts(site.db, addition('srv_web07', 'good')),
      appendAlerts(site.db, addition('no such server', 'bad')),
      appendAlerts(site.db, addition('srv_web07', 'good')),
    ])
    expect(all.map(each => each.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(await site.db.$count(alertLog, eq(alertLog.fingerprint, 'good'))).toBe(2)
  })
})

describe('?dry-run', () => {
  const dry = (body: string, headers: Record<string, string> = {}) =>
    call(site, { body, query: '?dry-run', headers: { ...bearer(token), ...headers } })

  it('stores nothing at all', async () => {
    const source = await addSource(site)
    const count = async () => [(await logged(site)).length, await site.db.$count(alertMessages)]
    const before = await count()
    const body = batch(alert({ id: 'dry-1' }), alert({ server: 'nobody' }))
    await call(site, {
      body,
      query: '?dry-run',
      headers: { ...bearer(source.token), 'webhook-id': 'msg_dry' },
    })
    expect(await count()).toEqual(before)
    expect((await site.db.select().from(sources).where(eq(sources.id, source.id)))[0]?.lastSeenAt).toBeNull()
  })

  it('says what would be decided and why, on what is known now', async () => {
    const source = await addSource(site, { isDebounced: false })
    const outlook = async (facts: Record<string, unknown>, headers: Record<string, string> = {}) => {
      const { body } = await dry(batch(alert(facts)), headers)
      return body.alerts[0]
    }
    expect(await outlook({ server: 'mail02', kind: 'suspicious-file' })).toMatchObject({
      server: 'srv_mail02',
      matchedBy: 'short-name',
      hostname: 'mail02.example-host.net',
      decision: { result: 'accepted', reason: expect.stringMatching(/held/) },
    })
    expect(await outlook({ server: 'mail02', kind: 'slowdown' }, bearer(source.token))).toMatchObject({
      decision: { result: 'accepted', reason: expect.stringMatching(/waits/) },
    })
    expect(await outlook({ server: 'mail02' })).toMatchObject({
      decision: { result: 'accepted', incident: expect.stringContaining('mail02') },
    })
    expect(await outlook({ server: 'web99' })).toMatchObject({
      server: null,
      unmatched: 'unknown',
      decision: { result: 'unmatched' },
    })
  })

  it('knows what was received before', async () => {
    const body = batch(alert({ id: 'ev-dry' }))
    await send(body, { 'webhook-id': 'msg_seen' })
    expect((await dry(body)).body.alerts[0].decision.result).toBe('duplicate')
    expect((await dry(batch(alert()), { 'webhook-id': 'msg_seen' })).body.results[0].status).toBe('duplicate')
  })

  const samples = [
    'alertmanager-firing',
    'alertmanager-missing-host-firing',
    'alertmanager-resolved',
    'cloudevents-firing',
    'generic-firing',
    'generic-partial-firing',
    'generic-unicode-firing',
    'generic-resolved-before-firing-resolved',
  ]
  it.each(samples)('reads the sample %s as expected', async name => {
    const expected = JSON.parse(await sample(`expected/${name}.json`))
    const source = await addSource(site)
    const { status, body } = await call(site, {
      format: name.split('-')[0] === 'alertmanager' ? 'alertmanager' : 'generic',
      query: '?dry-run',
      body: await sample(`${name}.json`),
      headers: bearer(source.token),
    })
    expect(status).toBe(expected.httpStatus)
    const wanted = expected.alerts.map(({ startsAt, endsAt, ...facts }: Record<string, string | null>) => ({
      ...facts,
      startsAt: startsAt && new Date(startsAt).toISOString(),
      endsAt: endsAt && new Date(endsAt).toISOString(),
    }))
    expect(body.alerts).toMatchObject(wanted)
    expect(body.alerts).toHaveLength(wanted.length)
  })
})

describe("a source's rules", () => {
  it('change kind and severity or ignore, before anything is decided', async () => {
    const source = await addSource(site, {
      rules: [
        { match: { alertName: 'Noise' }, effect: { ignore: true } },
        { match: { label: 'team', equals: 'disk' }, effect: { kind: 'other', severity: 'info' } },
        { match: { pattern: '^cert', in: 'summary' }, effect: { severity: 'warning' } },
      ],
    })
    const { body } = await call(site, {
      headers: bearer(source.token),
      body: batch(
        alert({ fingerprint: 'r-1', labels: { alertname: 'Noise' } }),
        alert({ fingerprint: 'r-2', labels: { team: 'disk' } }),
        alert({ fingerprint: 'r-3', summary: 'Certificate ends' }),
        alert({ fingerprint: 'r-4', state: 'resolved', labels: { alertname: 'Noise' } }),
      ),
    })
    expect(body.results.map((each: { status: string }) => each.status)).toEqual([
      'ignored',
      'accepted',
      'accepted',
      'accepted',
    ])
    const lines = await site.db
      .select()
      .from(alertLog)
      .where(eq(alertLog.sourceId, source.id))
      .orderBy(alertLog.sequence)
    expect(lines.map(line => [line.kind, line.severity])).toEqual([
      ['outage', 'critical'],
      ['other', 'info'],
      ['outage', 'warning'],
      ['outage', 'critical'],
    ])
    expect(lines[1]?.labels).toEqual({ team: 'disk' })
  })
})

describe('the handshake of CloudEvents', () => {
  it('allows the origin that asks, at any rate', () => {
    const headers = { 'webhook-request-origin': 'scanner.example.net', 'webhook-request-rate': '120' }
    const url = 'https://status.example.com/api/alerts/generic'
    const answer = answerHandshake(new Request(url, { method: 'OPTIONS', headers }))
    expect(answer.status).toBe(200)
    expect(answer.headers.get('webhook-allowed-origin')).toBe('scanner.example.net')
    expect(answer.headers.get('webhook-allowed-rate')).toBe('*')
    expect(
      answerHandshake(new Request(url, { method: 'OPTIONS' })).headers.has('webhook-allowed-origin'),
    ).toBe(false)
  })
})

describe('an end that names no server', () => {
  const ends = async (fingerprint: string, token: string) => {
    const end = alert({ fingerprint, state: 'resolved', server: undefined, startsAt: undefined })
    return (await call(site, { body: batch(end), headers: bearer(token) })).body.results[0]
  }

  it('ends the one open episode of its fingerprint', async () => {
    const { token } = await addSource(site)
    const fingerprint = 'dedup-key-1'
    await call(site, { body: batch(alert({ fingerprint })), headers: bearer(token) })
    const before = await ends(fingerprint, token)
    await decideAlerts(site.db, () => seconds(1))
    expect(before).toMatchObject({ status: 'accepted', server: 'web07.example-host.net' })
    const rows = await site.db.select().from(alerts).where(eq(alerts.fingerprint, fingerprint))
    expect(rows).toMatchObject([{ serverId: 'srv_web07', closedAt: now }])
    expect(await ends(fingerprint, token)).toMatchObject({ status: 'unmatched' })
  })

  it('is not guessed where episodes are open on two servers, nor for another source', async () => {
    const [one, other] = [await addSource(site), await addSource(site)]
    const fingerprint = 'dedup-key-2'
    const both = ['web07', 'web08'].map(server => alert({ fingerprint, server }))
    await call(site, { body: batch(...both), headers: bearer(one.token) })
    expect(await ends(fingerprint, one.token)).toMatchObject({ status: 'unmatched' })
    await call(site, { body: batch(alert({ fingerprint: 'dedup-key-3' })), headers: bearer(one.token) })
    expect(await ends('dedup-key-3', other.token)).toMatchObject({ status: 'unmatched' })
  })
})
