import { describe, expect, it } from 'vitest'
import { clientAddress } from '#lib/limits/rate-limit.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { until } from '#tests/support/until.ts'
import { useFront } from './front-fixture.ts'

const { front, restart } = useFront()

describe('what a caller says of himself', () => {
  const lies = {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '1',
    'x-real-ip': '192.0.2.66',
    forwarded: 'for=192.0.2.66;host=evil.example',
  }
  const heard = async (path: string, trustedProxies: number) => {
    await restart({ trustedProxies })
    return (await front.ask(path, { method: 'POST', headers: lies })).json()
  }

  it.each(['/api/subscribe', '/desk'])('is dropped where no proxy is trusted: at %s', async path => {
    expect(Object.keys(await heard(path, 0)).filter(name => name in lies)).toEqual([])
  })

  it('counts where proxies are trusted, but for the header that we do not read', async () => {
    const { forwarded: _, ...kept } = lies
    const said = await heard('/desk', 1)
    expect(said).toMatchObject(kept)
    expect(said).not.toHaveProperty('forwarded')
  })

  it.each([
    ['nothing', undefined, 0, '127.0.0.1'],
    ['a lie', '192.0.2.66', 0, '127.0.0.1'],
    ['its client', '192.0.2.1', 1, '192.0.2.1'],
    ['its client behind a lie', '192.0.2.66, 192.0.2.1', 1, '192.0.2.1'],
    ['its client behind two proxies', '192.0.2.66, 192.0.2.1, 10.0.0.1', 2, '192.0.2.1'],
    ['its client with a port', '192.0.2.1:4711', 1, '192.0.2.1'],
    ['its client by IPv6', '2001:db8::1', 1, '2001:db8::1'],
    ['its client by IPv6 with a port', '[2001:db8::1]:4711', 1, '2001:db8::1'],
    ['its client as a socket for both families sees it', '::ffff:192.0.2.1', 1, '192.0.2.1'],
  ])('%s is known by what trusted sockets saw', async (_, said, trustedProxies, client) => {
    await restart({ trustedProxies })
    const headers = new Headers(said ? { 'x-forwarded-for': said } : {})
    const answer = await front.ask('/api/subscribe', { method: 'POST', headers })
    expect(clientAddress(new Headers(await answer.json()), trustedProxies)).toBe(client)
  })
})

it('one address has at most 100 streams of changes open, and may open another when one ends', async () => {
  const streams = await Promise.all(Array.from({ length: 100 }, () => front.ask('/live')))
  expect(new Set(streams.map(stream => stream.status))).toEqual(new Set([200]))
  const another = await front.ask('/live')
  expect([another.status, another.headers.get('retry-after')]).toEqual([429, '60'])
  await streams[0]?.body?.cancel()
  await until(() => front.parts.live.size === 99, 'one has left')
  const next = await front.ask('/live')
  expect(next.status).toBe(200)
  for (const stream of [...streams.slice(1), next]) await stream.body?.cancel()
})

it('tells a page that is made for one reader who asks, for its limits', async () => {
  const senders: (string | undefined)[] = []
  const render = async (_url: string, sender?: string) => {
    senders.push(sender)
    return { status: 200, contentType: 'text/html', body: Buffer.from('found') }
  }
  await restart({ render, trustedProxies: 1 })
  await front.ask('/find?q=example.com', { headers: { 'x-forwarded-for': '192.0.2.66' } })
  expect(clientAddress(new Headers({ 'x-forwarded-for': senders.at(-1) ?? '' }), 1)).toBe('192.0.2.66')
})

describe('the id of a request', () => {
  const heard = async (trustedProxies: number, given: string) => {
    await restart({ trustedProxies })
    const headers = { 'x-request-id': given }
    const passed = await front.ask('/api/subscribe', { method: 'POST', headers })
    const inside = (await passed.json())['x-request-id']
    expect(passed.headers.get('x-request-id')).toBe(inside)
    return inside
  }

  it('is told in each answer that was made for the request, and is another one for each', async () => {
    const paths = ['/', '/junk', '/confirm/abc', '/desk', '/api/junk', '/live.js']
    const ids = new Set<string | null>()
    for (const path of paths) ids.add((await front.ask(path)).headers.get('x-request-id'))
    expect(ids.size).toBe(paths.length)
    for (const id of ids) expect(id).toMatch(/^[\w-]{36}$/)
  })

  it('does not stand on a page that was kept, which is the same for all', async () => {
    await front.ask('/')
    expect((await front.ask('/')).headers.get('x-request-id')).toBeNull()
  })

  it('is what a trusted proxy has given, and nobody else', async () => {
    expect(await heard(1, 'abc-123')).toBe('abc-123')
    expect(await heard(0, 'abc-123')).not.toBe('abc-123')
    expect(await heard(1, 'a b"c')).toMatch(/^[\w-]{36}$/)
  })

  it('stands in what the log says of a fault', async () => {
    expectErrorLine(/"requestId":"abc-123".*a request failed/)
    await restart({ trustedProxies: 1, next: () => Promise.reject(new Error('a bug')) })
    await front.ask('/api/subscribe', { method: 'POST', headers: { 'x-request-id': 'abc-123' } })
  })
})
