import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'
import { answerHandshake } from '#lib/flows/alerts/answer-alerts.ts'
import { addSource, alert, batch, bearer, call, now, sample, seconds, useIntake } from './intake-fixture.ts'

const { site, sender, send } = useIntake()

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
    expect((await call(site, { method: 'PUT', body, headers: bearer(sender.token) })).status).toBe(200)
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
