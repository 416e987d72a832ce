import { request } from 'node:https'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ProxyWatch } from '#lib/front/proxy-watch.ts'
import { clientAddress } from '#lib/limits/rate-limit.ts'
import { startFront } from './front-fixture.ts'
import { hasIPv6, hasNginx, readmeConfiguration, startNginx } from './nginx.ts'

type Heard = Record<string, string>

describe.skipIf(!hasNginx)('behind nginx as the README configures it', () => {
  let front: Awaited<ReturnType<typeof startFront>>
  let nginx: Awaited<ReturnType<typeof startNginx>>
  const said: string[] = []

  beforeAll(async () => {
    const watch = new ProxyWatch({
      trustedProxies: 0,
      host: '127.0.0.1',
      port: 3000,
      say: line => void said.push(line),
    })
    front = await startFront({ trustedProxies: 1, watch })
    nginx = await startNginx(front.port, await readmeConfiguration())
  }, 60_000)
  afterAll(async () => {
    await nginx?.stop()
    await front?.stop()
  })

  const heardFrom = async (from: { host?: string; localAddress?: string; headers?: Heard }) => {
    const headers = { host: 'status.example.com', ...from.headers }
    const { body } = await nginx.ask('/api/subscribe', { method: 'POST', ...from, headers })
    return JSON.parse(body) as Heard
  }

  it.each([
    ['127.0.0.2', {}],
    ['127.0.0.3', {}],
    ['127.0.0.4', { 'x-forwarded-for': '127.0.0.2' }],
  ])(
    'readers count as separate addresses, also one who forges another: %s',
    async (localAddress, headers) => {
      expect(clientAddress(new Headers(await heardFrom({ localAddress, headers })), 1)).toBe(localAddress)
    },
  )

  it.skipIf(!hasIPv6)('a reader by IPv6 is known by their own address', async () => {
    expect(clientAddress(new Headers(await heardFrom({ host: '::1' })), 1)).toBe('::1')
  })

  it('the host and the protocol are what nginx saw, whatever a reader says', async () => {
    const headers = { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'gopher' }
    expect(await heardFrom({ headers })).toMatchObject({
      host: 'status.example.com',
      'x-forwarded-host': 'status.example.com',
      'x-forwarded-proto': 'https',
    })
  })

  it('a file of customers passes that is as large as they may be', async () => {
    const body = Buffer.alloc(16 * 1024 * 1024, 'a')
    expect((await nginx.ask('/api/v1/customers', { method: 'PUT' }, body)).status).toBe(200)
    // What is too large for its endpoint hears so through nginx, too.
    expect((await nginx.ask('/api/subscribe', { method: 'POST' }, body)).status).toBe(413)
  })

  it('changes reach an open page at once', async () => {
    const chunk = await new Promise<string>((resolve, reject) => {
      const asked = request(
        {
          host: '127.0.0.1',
          port: nginx.ports.secure,
          path: '/live',
          rejectUnauthorized: false,
          agent: false,
        },
        response => {
          front.parts.live.send(['/'])
          let heard = ''
          response.on('data', part => {
            heard += part
            if (!heard.includes('event: pages')) return
            resolve(heard)
            asked.destroy()
          })
        },
      )
      asked.once('error', reject)
      asked.end()
    })
    expect(chunk).toContain('data: ["/"]')
  })

  it('who comes without TLS is led to it', async () => {
    const answer = await fetch(`http://127.0.0.1:${nginx.ports.plain}/posts`, { redirect: 'manual' })
    expect([answer.status, answer.headers.get('location')]).toEqual([301, 'https://127.0.0.1/posts'])
  })

  it.each(['/api/alerts/generic', '/api/v1/servers?dry-run', '/mcp', '/agent/indicators'])(
    'a program that asks %s without TLS is refused, and not led on, so that its key is not shown again',
    async path => {
      const asked = `http://127.0.0.1:${nginx.ports.plain}${path}`
      const answer = await fetch(asked, { method: 'POST', redirect: 'manual' })
      expect([answer.status, answer.headers.get('location')]).toEqual([403, null])
      expect(await answer.text()).toMatch(/^Ask by https/)
    },
  )

  it.each([
    ['TLSv1', false],
    ['TLSv1.1', false],
    ['TLSv1.2', true],
    ['TLSv1.3', true],
  ] as const)('%s is spoken: %s', async (version, isSpoken) => {
    // Below its own default, so that it is nginx who refuses.
    const versions = { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }
    const asked = nginx.ask('/', versions).then(
      () => true,
      error =>
        !/protocol version|unsupported protocol|no protocols/i.test(`${error.code} ${error.message}`) &&
        error,
    )
    expect(await asked).toBe(isSpoken)
  })

  it('a site that trusts no proxy says once that there is one', () => {
    expect(said).toEqual([expect.stringContaining('127.0.0.1 sends X-Forwarded-For')])
  })
})
