import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { createPool, database } from '#db/client.ts'
import { alertLog } from '#db/schema/alert.ts'
import { appendAlerts } from '#lib/flows/alerts/append-alerts.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { expectErrorLine, loggedLines } from '#tests/support/console.ts'
import { alert, batch, bearer, call, now, seconds, useIntake } from './intake-fixture.ts'

const { site, sender, send } = useIntake()

describe('a request that cannot be taken', () => {
  it('is answered 404 for an unknown format, naming those that there are', async () => {
    const { status, body } = await call(site, {
      format: 'nagiox',
      body: batch(),
      headers: bearer(sender.token),
    })
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
    const right = { body: batch(), headers: bearer(sender.token), limits }
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
    const { status, response } = await call(gone, { body: batch(alert()), pathToken: sender.token })
    expect(status).toBe(503)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(loggedLines().join('')).not.toContain(sender.token)
    await pool.end()
  })

  it('is answered 405 when it is a GET that this format does not take, or a HEAD', async () => {
    expect((await call(site, { method: 'GET', pathToken: sender.token })).status).toBe(405)
    expect((await call(site, { method: 'HEAD', pathToken: sender.token })).status).toBe(405)
  })

  it('fails alone: a line that the database refuses costs no other request its alerts', async () => {
    const addition = (serverId: string, fingerprint: string) => ({
      sourceId: sender.id,
      receivedAt: now,
      messageId: null,
      lines: [
        {
          sourceId: sender.id,
          serverId,
          fingerprint,
          format: 'generic',
          result: 'ignored' as const,
          decidedAt: now,
        },
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
