import { createHmac } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { loggedLines } from '#tests/support/console.ts'
import type { Site } from '#tests/support/site.ts'
import { addSource, bearer, call, intakeSite, noLimits } from './intake-fixture.ts'

let site: Site
beforeAll(async () => {
  site = await intakeSite()
})
afterAll(() => site?.close())

const form = { 'content-type': 'application/x-www-form-urlencoded' }
const limitsOf = (burst: number) => ({
  ...noLimits(),
  wrong: createRateLimit({ address: { burst, perMinute: 0 }, network: { burst, perMinute: 0 } }),
})

/** A body that tells whether anybody has read of it. */
function watched(size: number) {
  let wasRead = false
  const body = new ReadableStream(
    {
      pull(controller) {
        wasRead = true
        controller.enqueue(new Uint8Array(size).fill(0x61))
        controller.close()
      },
    },
    { highWaterMark: 0 },
  )
  return { body, wasRead: () => wasRead }
}

describe('who shows no credential outside the body', () => {
  it.each([
    ['with no token at all', {}],
    ['with a wrong token', bearer('it_wrong')],
    ['with the mark of a signature that no source uses', { 'webhook-signature': 'v1,x' }],
  ])('has none of it read %s, unless it is a form', async (_, headers) => {
    const { body, wasRead } = watched(1000)
    const { status } = await call(site, { body, headers: { 'content-type': 'application/json', ...headers } })
    expect([status, wasRead()]).toEqual([401, false])
    const [{ security, network }] = loggedLines().map(line => JSON.parse(line))
    expect({ security, network }).toEqual({ security: 'token-refused', network: 'unknown' })
  })

  it('has no form read by a format that takes none, nor beside a wrong token', async () => {
    const { token } = await addSource(site, { authentication: ['form'] })
    const body = `token=${token}&subject=x`
    expect((await call(site, { body, headers: form })).status).toBe(401)
    const withForm = await call(site, { format: 'cpanel', body, headers: form, pathToken: 'it_wrong' })
    expect(withForm.status).toBe(401)
  })

  it('may send a form with its token, of at most 64 KiB and 200 fields, packed or not', async () => {
    const { token } = await addSource(site, { authentication: ['form'] })
    const send = async (rest: string, pack = (text: string): string | Buffer<ArrayBuffer> => text) => {
      const body = pack(`token=${token}&hostname=web07&subject=FAILED: exim${rest}`)
      return (await call(site, { format: 'cpanel', body, headers: form })).status
    }
    const packed = (text: string) => gzipSync(text) as Buffer<ArrayBuffer>
    expect(await send(`&body=${'a'.repeat(60_000)}`)).toBe(200)
    expect(await send(`&body=${'a'.repeat(60_000)}`, packed)).toBe(200)
    expect(await send(`&body=${'a'.repeat(66_000)}`)).toBe(413)
    expect(await send(`&body=${'a'.repeat(66_000)}`, packed)).toBe(413)
    expect(await send('&a'.repeat(200))).toBe(413)
    expect(await send('&a'.repeat(190))).toBe(200)
  })

  it('with its token in the address may send more', async () => {
    const { token } = await addSource(site)
    const body = `hostname=web07&subject=FAILED: exim&body=${'a'.repeat(200_000)}${'&a=1'.repeat(300)}`
    expect((await call(site, { format: 'cpanel', body, headers: form, pathToken: token })).status).toBe(200)
  })

  it('takes a turn before the form is read, and has it back when the token is right', async () => {
    const { token } = await addSource(site, { authentication: ['form'] })
    const limits = limitsOf(2)
    const send = async (body: string | ReadableStream) =>
      (await call(site, { format: 'cpanel', body, headers: form, limits })).status
    const right = `token=${token}&hostname=web07&subject=FAILED: exim`
    for (const _ of [1, 2, 3]) expect(await send(right)).toBe(200)
    expect([await send('token=wrong'), await send('a&'.repeat(524_288))]).toEqual([401, 413])
    const { body, wasRead } = watched(1000)
    expect([await send(body), wasRead()]).toEqual([429, false])
  })

  it('takes a turn before its signature is checked, and has it back when that is right', async () => {
    const secret = 'of-strangers'
    const signing = { scheme: 'pagerduty' as const, secrets: [{ value: secret, until: null }] }
    await addSource(site, { signing })
    const limits = limitsOf(1)
    const send = async (body: string, key: string) => {
      const signature = `v1=${createHmac('sha256', key).update(body).digest('hex')}`
      const headers = { 'content-type': 'application/json', 'x-pagerduty-signature': signature }
      return (await call(site, { body, headers, limits })).status
    }
    const long = `{"version":1,"alerts":[],"more":"${'a'.repeat(300_000)}"}`
    for (const _ of [1, 2]) expect(await send(long, secret)).toBe(200)
    expect([await send(long, 'wrong'), await send(long, 'wrong')]).toEqual([401, 429])
  })

  it('does not close the door for those of the same network whose token is right', async () => {
    const { token } = await addSource(site)
    const limits = limitsOf(1)
    const send = async (headers: Record<string, string>) =>
      (await call(site, { body: '{"version":1,"alerts":[]}', headers, limits })).status
    expect([await send({}), await send({})]).toEqual([401, 429])
    expect(await send(bearer(token))).toBe(200)
  })
})

describe('a body that ends before it is whole', () => {
  it('is answered in a sentence, and is no error in the log', async () => {
    const { token } = await addSource(site)
    const body = new ReadableStream({
      pull: controller => controller.error(new Error('aborted')),
    })
    const headers = { 'content-type': 'application/json' }
    const answer = await call(site, { body, headers, pathToken: token })
    expect(answer).toMatchObject({ status: 400, body: { message: expect.stringContaining('whole') } })
  })
})
