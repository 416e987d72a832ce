import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { eq } from 'drizzle-orm'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { admitRequest } from '#lib/flows/alerts/admit-request.ts'
import type { Signing } from '#lib/rules/sources/source.ts'
import {
  addSource,
  alert,
  batch,
  bearer,
  call,
  intakeSite,
  noLimits,
  now,
  sample,
  seconds,
} from '#tests/flows/alerts/intake-fixture.ts'
import type { Site } from '#tests/support/site.ts'

let site: Site
beforeAll(async () => {
  site = await intakeSite()
})
afterAll(() => site?.close())

const statusOf = async (given: Parameters<typeof call>[1]) =>
  (await call(site, { body: batch(alert()), ...given })).status
const basic = (password: string) => ({
  authorization: `Basic ${Buffer.from(`anybody:${password}`).toString('base64')}`,
})

describe('a token', () => {
  it('is taken as bearer, as the password of basic, and in the path, as a new source allows', async () => {
    const { token } = await addSource(site)
    expect(await statusOf({ headers: bearer(token) })).toBe(200)
    expect(await statusOf({ headers: { authorization: `bearer ${token}` } })).toBe(200)
    expect(await statusOf({ headers: basic(token) })).toBe(200)
    expect(await statusOf({ pathToken: token })).toBe(200)
    expect(await statusOf({ query: `?token=${token}` })).toBe(401)
  })

  it('is taken in a query where the source allows it, and only where it allows it', async () => {
    const { token } = await addSource(site, { authentication: ['query'] })
    expect(await statusOf({ query: `?token=${token}` })).toBe(200)
    expect(await statusOf({ query: `?access_token=${token}` })).toBe(200)
    expect(await statusOf({ headers: bearer(token) })).toBe(401)
    expect(await statusOf({ pathToken: token })).toBe(401)
  })

  it('that is missing, wrong, too long or of a disabled source is answered 401 with a sentence', async () => {
    const { token } = await addSource(site, { disabledAt: now })
    const { status, body, response } = await call(site, { body: batch() })
    expect([status, body.message]).toEqual([401, expect.stringContaining('Bearer')])
    expect(response.headers.get('www-authenticate')).toContain('Bearer')
    for (const wrong of [token, 'it_wrong', 'x'.repeat(5000)])
      expect(await statusOf({ headers: bearer(wrong) })).toBe(401)
    expect(await statusOf({ headers: { authorization: 'Basic !!!' } })).toBe(401)
    expect(await statusOf({ headers: { authorization: 'Digest x' } })).toBe(401)
  })

  it('before the last rotation counts until its end', async () => {
    const old = 'it_before_the_rotation'
    const { token } = await addSource(site, {
      previousTokenHash: hashToken(old),
      previousTokenUntil: seconds(3600),
    })
    expect(await statusOf({ headers: bearer(token) })).toBe(200)
    expect(await statusOf({ headers: bearer(old), at: seconds(3599) })).toBe(200)
    expect(await statusOf({ headers: bearer(old), at: seconds(3601) })).toBe(401)
  })
})

describe('a token that is bound to servers', () => {
  it('speaks for these only', async () => {
    const { token } = await addSource(site, { boundServerIds: ['srv_web07', 'srv_web08'] })
    const body = batch(alert({ server: 'web07' }), alert({ server: 'mail02' }), alert({ server: undefined }))
    const answer = await call(site, { body, headers: bearer(token) })
    expect(answer.body.results).toMatchObject([
      { status: 'accepted' },
      { status: 'rejected', field: 'server' },
      { status: 'unmatched' },
    ])
  })

  it('of one server, or of an agent, means that server where none or an unknown one is named', async () => {
    for (const facts of [{ boundServerIds: ['srv_cp11'] }, { agentServerId: 'srv_cp11' }]) {
      const { token } = await addSource(site, facts)
      const body = batch(
        alert({ server: undefined }),
        alert({ server: 'machine-8f3e' }),
        alert({ server: 'web07' }),
      )
      const answer = await call(site, { body, headers: bearer(token) })
      expect(answer.body.results).toMatchObject([
        { status: 'accepted', server: 'cpanel11.example-host.net' },
        { status: 'accepted', server: 'cpanel11.example-host.net' },
        { status: 'rejected', field: 'server' },
      ])
    }
  })
})

const key = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='
const nextKey = 'whsec_ZmVkY2JhOTg3NjU0MzIxMGZlZGNiYTk4NzY1NDMyMTA='
const live = (...values: string[]) => values.map(value => ({ value, until: null }))

describe('Standard Webhooks', () => {
  const signing = (...values: string[]): Signing => ({
    scheme: 'standard-webhooks',
    secrets: live(...values),
  })
  const signed = (body: string, secret: string, at = now, id = `msg_${Math.random()}`) => ({
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  })

  it('is believed by its signature alone, as the samples are signed', async () => {
    const { id } = await addSource(site, { signing: signing(key) })
    const headers = {
      'webhook-id': 'msg_0001',
      'webhook-timestamp': '1773152640',
      'webhook-signature': 'v1,+PgC4u9Mlmoqc/tWq7ts3j8YgS+hox3s86xvHW4Frxk=',
    }
    const sentAt = new Date(1773152640_000)
    const first = await call(site, { body: await sample('generic-firing.json'), headers, at: sentAt })
    expect(first.body.results[0].status).toBe('accepted')
    const retry = {
      ...headers,
      'webhook-timestamp': '1773152655',
      'webhook-signature': 'v1,XE8Q/QdB6SMBqMOSpHQby0eXoESur5Jo1VffxfCdYC8=',
    }
    const body = await sample('generic-duplicate-firing.json')
    expect(await call(site, { body, headers: retry, at: sentAt })).toMatchObject({
      status: 200,
      body: { duplicate: true },
    })
    expect(await site.db.$count(alertLog, eq(alertLog.sourceId, id))).toBe(1)
    await site.db.update(sources).set({ disabledAt: now }).where(eq(sources.id, id))
  })

  it('never falls back to the token: it only says which source it is', async () => {
    const { token } = await addSource(site, { signing: signing(nextKey) })
    const body = batch(alert())
    expect(await statusOf({ body, headers: bearer(token) })).toBe(401)
    expect(await statusOf({ body, pathToken: token })).toBe(401)
    expect(await statusOf({ body, headers: { ...bearer(token), ...signed(body, key) } })).toBe(401)
    expect(await statusOf({ body, headers: { ...bearer(token), ...signed(body, nextKey) } })).toBe(200)
  })

  it('refuses another body, another id, an old or a future time, and a replay as news', async () => {
    const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`
    await addSource(site, { signing: signing(secret) })
    const body = batch(alert())
    const headers = signed(body, secret)
    expect(await statusOf({ body: batch(alert()), headers })).toBe(401)
    expect(await statusOf({ body, headers: { ...headers, 'webhook-id': 'msg_other' } })).toBe(401)
    expect(await statusOf({ body, headers, at: seconds(301) })).toBe(401)
    expect(await statusOf({ body, headers: signed(body, secret, seconds(301)) })).toBe(401)
    expect(await statusOf({ body, headers: { ...headers, 'webhook-timestamp': 'now' } })).toBe(401)
    expect(await statusOf({ body, headers: { ...headers, 'webhook-signature': 'v2,x v1, v1,AAAA' } })).toBe(
      401,
    )
    expect((await call(site, { body, headers, at: seconds(299) })).body.duplicate).toBeUndefined()
    expect((await call(site, { body, headers, at: seconds(300) })).body.duplicate).toBe(true)
  })

  it('takes two secrets while they are rotated, and the old one until its end', async () => {
    const [fresh, old] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)].map(
      bytes => `whsec_${bytes.toString('base64')}`,
    ) as [string, string]
    await addSource(site, {
      signing: {
        scheme: 'standard-webhooks',
        secrets: [...live(fresh), { value: old, until: seconds(600).toISOString() }],
      },
    })
    const body = batch(alert())
    expect(await statusOf({ body, headers: signed(body, fresh) })).toBe(200)
    expect(await statusOf({ body, headers: signed(body, old) })).toBe(200)
    const both = signed(body, fresh, now, 'msg_both')
    const list = `v1,AAAA ${both['webhook-signature']}`
    expect(await statusOf({ body, headers: { ...both, 'webhook-signature': list } })).toBe(200)
    expect(await statusOf({ body, headers: signed(body, old, seconds(601)), at: seconds(601) })).toBe(401)
  })

  it('covers the bytes as they were sent, packed or not', async () => {
    const bytes = Buffer.alloc(32, 3)
    await addSource(site, { signing: signing(`whsec_${bytes.toString('base64')}`) })
    const body = gzipSync(batch(alert()))
    const time = String(now.getTime() / 1000)
    const mac = createHmac('sha256', bytes).update(`msg_gz.${time}.`).update(body).digest('base64')
    const headers = {
      'webhook-id': 'msg_gz',
      'webhook-timestamp': time,
      'webhook-signature': `v1,${mac}`,
      'content-encoding': 'gzip',
    }
    expect(await statusOf({ body, headers })).toBe(200)
  })
})

const hex = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex')

describe("Grafana's signature", () => {
  const header = 'X-Grafana-Alerting-Signature'
  it('covers the body', async () => {
    await addSource(site, {
      signing: { scheme: 'grafana', secrets: live('grafana-one'), header, timestampHeader: null },
    })
    const body = batch(alert())
    expect(await statusOf({ body, headers: { [header]: hex('grafana-one', body) } })).toBe(200)
    expect(await statusOf({ body, headers: { [header]: hex('grafana-two', body) } })).toBe(401)
    expect(await statusOf({ body, headers: { [header]: '' } })).toBe(401)
  })

  it('covers the time where a header for it is set, which is needed then', async () => {
    const [own, stamp] = ['X-Own-Signature', 'X-Own-Time']
    const { token } = await addSource(site, {
      signing: { scheme: 'grafana', secrets: live('grafana-three'), header: own, timestampHeader: stamp },
    })
    const body = batch(alert())
    const at = (time: Date) => String(time.getTime() / 1000)
    const headers = { [own]: hex('grafana-three', `${at(now)}:${body}`), [stamp]: at(now) }
    expect(await statusOf({ body, headers })).toBe(200)
    expect(await statusOf({ body, headers, at: seconds(301) })).toBe(401)
    expect(await statusOf({ body, headers: { ...headers, [stamp]: at(seconds(1)) } })).toBe(401)
    expect(await statusOf({ body, headers: { [own]: hex('grafana-three', body) } })).toBe(401)
    expect(await statusOf({ body, headers: { ...bearer(token), [own]: hex('grafana-three', body) } })).toBe(
      401,
    )
  })
})

describe('a request by other ways than JSON', () => {
  const admit = (init: RequestInit, query = '') =>
    admitRequest(
      site.db,
      new Request(`https://status.example.com/api/alerts/cpanel${query}`, { method: 'POST', ...init }),
      { pathToken: null, takesForm: true, takesQuery: true },
      now,
      noLimits(),
    )
  const fields = (token: string) =>
    new URLSearchParams({ hostname: 'cp11', subject: 'FAILED: exim', token, Token: token })

  it('as a form carries its token among the fields, and no alert shows it', async () => {
    const { token, id } = await addSource(site, { authentication: ['form'] })
    const admitted = await admit({ body: fields(token) })
    expect(admitted).toMatchObject({
      source: { id },
      body: { hostname: 'cp11', subject: 'FAILED: exim' },
    })
    expect(JSON.stringify((admitted as { body: unknown }).body)).not.toContain(token)
    expect(await admit({ body: fields('it_wrong') })).toMatchObject({ status: 401 })
    const other = await addSource(site)
    expect(await admit({ body: fields(other.token) })).toMatchObject({ status: 401 })
  })

  it('as multipart holds JSON in the field data, or plain fields', async () => {
    const { token } = await addSource(site)
    const form = new FormData()
    form.set('data', '{"msg":"web07 Testing"}')
    expect(await admit({ body: form, headers: bearer(token) })).toMatchObject({
      body: { msg: 'web07 Testing' },
    })
    const plain = new FormData()
    plain.set('msg', 'x')
    expect(await admit({ body: plain, headers: bearer(token) })).toMatchObject({ body: { msg: 'x' } })
    const headers = { ...bearer(token), 'content-type': 'multipart/form-data' }
    expect(await admit({ body: 'no boundary', headers })).toMatchObject({ status: 400 })
  })

  it('as a GET holds its fields in the query, without the token', async () => {
    const { token } = await addSource(site, { authentication: ['query'] })
    const query = `?token=${token}&monitorID=12&alertType=1&dry-run`
    const admitted = await admit({ method: 'GET' }, query)
    expect(admitted).toMatchObject({ isDryRun: true })
    expect((admitted as { body: unknown }).body).toEqual({ monitorID: '12', alertType: '1' })
    expect(await admit({ method: 'HEAD' }, query)).toMatchObject({ status: 405 })
    const signing: Signing = { scheme: 'pagerduty', secrets: live('pagerduty-get') }
    const signed = await addSource(site, { authentication: ['query'], signing })
    const headers = { 'X-PagerDuty-Signature': `v1=${hex('pagerduty-get', '')}` }
    const answer = await admit({ method: 'GET', headers }, `?token=${signed.token}&alertType=1`)
    expect(answer).toMatchObject({ status: 401 })
  })
})

describe("PagerDuty's signatures", () => {
  it('are a list of which one has to be right', async () => {
    await addSource(site, { signing: { scheme: 'pagerduty', secrets: live('pagerduty-one') } })
    const body = batch(alert())
    const list = `v1=${hex('pagerduty-old', body)}, v1=${hex('pagerduty-one', body)}`
    expect(await statusOf({ body, headers: { 'X-PagerDuty-Signature': list } })).toBe(200)
    const wrong = `v1=${hex('pagerduty-old', body)},v0=${hex('pagerduty-one', body)}`
    expect(await statusOf({ body, headers: { 'X-PagerDuty-Signature': wrong } })).toBe(401)
  })
})
