import { request, type ServerResponse } from 'node:http'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RenderFailure } from '#lib/faults/render-failure.ts'
import { RenderQueue } from '#lib/front/rendering/render-queue.ts'
import { withoutStraySlashes } from '#lib/front/routes.ts'
import { everywhereOf } from '#lib/front/security.ts'
import { clientAddress } from '#lib/limits/rate-limit.ts'
import { currentContext } from '#lib/log/context.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { until } from '#tests/support/until.ts'
import { startFront } from './front-fixture.ts'

let front: Awaited<ReturnType<typeof startFront>>

const names = ['/servers/web07.example.net', '/servers/seven.example.net', '/posts/2013-02-19-high']

beforeEach(async () => {
  front = await startFront({ names })
})
afterEach(() => front.stop())

async function restart(parts: Parameters<typeof startFront>[0]): Promise<void> {
  await front.stop()
  front = await startFront(parts)
}

describe('an address that nobody has', () => {
  it.each([
    ['servers', (i: number) => `/servers/junk-${i}.example`],
    ['posts', (i: number) => `/posts/junk-${i}`],
    ['files', (i: number) => `/_next/static/chunks/junk-${i}.js`],
    ['the desk', (i: number) => `/desk/junk-${i}`],
    ['words in other letters', (i: number) => `/servers/%4aUNK-${i}.Example./`],
    ['nothing at all', (i: number) => `/${'junk/'.repeat(i % 400)}${i}`],
  ])('renders one page for all of them: of %s', async (_, addressOf) => {
    const answers = await Promise.all(Array.from({ length: 200 }, (_, i) => front.ask(addressOf(i))))
    expect(new Set(answers.map(answer => answer.status))).toEqual(new Set([404]))
    expect(await answers[0]?.text()).toBe('There is no page here.')
    expect(front.rendered).toEqual(['/no-such-page'])
    expect(front.passed).toEqual([])
  })

  it('has the page that says so also when its page is gone since', async () => {
    await restart({ names: ['/servers/gone.example.net'] })
    for (const path of ['/servers/gone.example.net', '/confirm/gone']) {
      const answer = await front.ask(path)
      expect([answer.status, await answer.text()]).toEqual([404, 'There is no page here.'])
    }
  })

  it('is one that exists as soon as a change names it', async () => {
    expect((await front.ask('/posts/new')).status).toBe(404)
    front.parts.known.note(['/posts/new'])
    expect(await (await front.ask('/posts/new')).text()).toBe('page /posts/new')
  })
})

it.each([
  ['/servers/WEB07.Example.net', '/servers/web07.example.net'],
  ['/servers/web07.example.net.', '/servers/web07.example.net'],
  ['/posts/2013-02-19-high/', '/posts/2013-02-19-high'],
])('a name in another spelling leads to its page: %s', async (given, plain) => {
  await front.ask('/servers/junk')
  const answer = await front.ask(given)
  expect([answer.status, answer.headers.get('location')]).toEqual([308, plain])
})

it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('a page is not rendered for a %s', async method => {
  for (const path of ['/', '/servers/web07.example.net', '/confirm/abc', '/junk', '/live']) {
    const answer = await front.ask(path, { method })
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  }
  expect(front.rendered).toEqual([])
})

describe('every answer says how safely it wants to be treated', () => {
  const isSafe = (headers: Headers) =>
    Object.keys(everywhereOf('http://localhost')).every(name => headers.has(name))

  it.each<[string, string, number, RequestInit]>([
    ['a page', '/', 200, {}],
    ['a page that is unchanged', '/', 304, {}],
    ['no page', '/junk', 404, {}],
    ['a page for one reader', '/confirm/abc', 200, {}],
    ['a redirect', '/servers/WEB07.example.net', 308, {}],
    ['a method that is not answered', '/', 405, { method: 'POST' }],
    ['an endpoint', '/api/subscribe', 200, { method: 'POST' }],
    ['no endpoint', '/api/junk', 404, {}],
    ['a body that is too large', '/api/subscribe', 413, { method: 'POST', body: 'a'.repeat(3_200_000) }],
    ['the desk', '/desk', 200, {}],
    ['the stream of changes', '/live', 200, {}],
    ['garbled signs', '/desk/outbox/%E0%A4%A', 404, {}],
  ])('%s', async (_, path, status, init) => {
    await front.ask('/servers/junk')
    const before = status === 304 ? (await front.ask(path)).headers.get('etag') : null
    const control = new AbortController()
    const headers = new Headers(before ? { 'if-none-match': before } : {})
    const answer = await front.ask(path, { headers, signal: control.signal, ...init })
    expect([answer.status, isSafe(answer.headers)]).toEqual([status, true])
    control.abort()
  })

  it('a fault of ours', async () => {
    expectErrorLine(/a request failed/)
    await restart({ next: () => Promise.reject(new Error('a bug')) })
    const answer = await front.ask('/api/subscribe', { method: 'POST' })
    expect([answer.status, isSafe(answer.headers)]).toEqual([500, true])
    expect(await answer.json()).toEqual({ message: expect.stringContaining('Its log says what.') })
  })

  it.each<[string, Error, number, string | null]>([
    ['the database is away', new RenderFailure('away', 'the database does not answer'), 503, '5'],
    ['it takes too long', new RenderFailure('late', 'no answer within 10 s'), 503, '5'],
    ['of a fault of ours', new RenderFailure('bug', 'the site answered 500'), 500, null],
    ['of what nobody has thought of', new TypeError('undefined is not a function'), 500, null],
  ])('a page that cannot be rendered because %s', async (_, error, status, retryAfter) => {
    expectErrorLine(/a page for one reader cannot be rendered/)
    await restart({ names, render: () => Promise.reject(error) })
    for (const path of ['/', '/confirm/abc']) {
      const answer = await front.ask(path)
      expect([answer.status, isSafe(answer.headers)]).toEqual([status, true])
      expect(answer.headers.get('retry-after')).toBe(retryAfter)
    }
  })

  it.each(['GARBAGE\r\n\r\n', `GET / HTTP/1.1\r\nHost: a\r\nx: ${'a'.repeat(20_000)}\r\n\r\n`])(
    'what is no request: %.10s',
    async sent => {
      const socket = connect(front.port, '127.0.0.1')
      socket.write(sent)
      const answer = await text(socket)
      expect(answer).toMatch(/^HTTP\/1\.1 4\d\d /)
      expect(answer).toContain('X-Content-Type-Options: nosniff')
    },
  )

  it('by https alone, where the site is reached by it', () => {
    expect(everywhereOf('https://status.example.com')).toMatchObject({
      'Strict-Transport-Security': 'max-age=31536000',
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
    })
    expect(everywhereOf('http://localhost')).not.toHaveProperty('Strict-Transport-Security')
  })
})

describe('a message of a program', () => {
  it('has its turn like a page, but goes on at once with a key', async () => {
    const budget = { waitMs: () => 1000, begin: () => () => {} }
    const busy = await startFront({ queue: new RenderQueue({ budget, most: 0 }) })
    try {
      const send = (headers: Record<string, string>) =>
        busy.ask('/mcp', { method: 'POST', headers, body: '{}' })
      const refused = await send({})
      expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '5'])
      expect((await send({ authorization: 'Bearer key' })).status).toBe(200)
    } finally {
      await busy.stop()
    }
  })
})

describe('the desk', () => {
  const noncesIn = (policy: string) => [...policy.matchAll(/'nonce-([\w-]+)'/g)].map(match => match[1])

  it('runs scripts by a nonce of each answer only, which Next is told', async () => {
    const policies = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const answer = await front.ask('/desk', { headers: { 'content-security-policy': 'lie' } })
        const policy = answer.headers.get('content-security-policy') ?? ''
        expect((await answer.json())['content-security-policy']).toBe(policy)
        return policy
      }),
    )
    expect(new Set(policies.flatMap(noncesIn)).size).toBe(3)
    for (const policy of policies)
      expect(/script-src ([^;]*)/.exec(policy)?.[1]).toMatch(/^'self' 'nonce-[\w-]{22}'$/)
  })

  it('is asked of Next in turn, so that a flood of it is refused with a time to come again', async () => {
    const releases: (() => void)[] = []
    await restart({
      next: (_, response) => new Promise<void>(resolve => releases.push(() => resolve(void response.end()))),
    })
    const answers = Array.from({ length: 250 }, (_, i) => front.ask(`/desk/sign-in?junk=${i}`))
    const first = await Promise.race(answers)
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '5'])
    expect(releases.length).toBeLessThan(10)
    await front.stop()
    await Promise.allSettled(answers)
  })
})

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

/** Asks as no browser would: with any method, and a body of this length without sending it. */
function knock(method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${front.site}/`, { method, path, headers, agent: false }, response => {
      response.resume()
      resolve(response.statusCode ?? 0)
      asked.destroy()
    })
    asked.once('error', reject)
    asked.flushHeaders()
    if (!('content-length' in headers) && !('transfer-encoding' in headers)) asked.end()
  })
}

it.each([
  ['GET', '/desk/outbox/%E0%A4%A', 404],
  ['GET', '/api/unsubscribe/%E0%A4%A', 404],
  ['POST', '/api/alerts/in/%/generic', 405],
  ['GET', '/_next/image%ff', 404],
  ['TRACE', '/api/auth/get-session', 405],
  ['PROPFIND', '/desk', 405],
  ['TRACE', '/', 405],
  ['POST', '/posts/x', 405],
  ['DELETE', '/deskx', 405],
  ['GET', `/desk?${'a'.repeat(9000)}`, 414],
  ['POST', '/api/subscribe', 200],
  ['GET', '/desk', 200],
])('%s %s is answered at the door with %s, or let pass', async (method, path, status) => {
  expect(await knock(method, path)).toBe(status)
})

it.each([
  ['/api/comments', 64, 200],
  ['/api/comments', 65, 413],
  ['/api/auth/sign-out', 65, 413],
  ['/api/alerts/generic', 2048, 200],
  ['/api/alerts/generic', 4096, 413],
  ['/api/v1/customers', 16 * 1024, 200],
  ['/api/v1/servers', 3 * 1024, 200],
  ['/api/v1/progress', 65, 413],
  ['/api/v1/keys/leaked', 65, 413],
  ['/api/v1/advisories', 256, 200],
  ['/api/v1/advisories', 2048, 413],
  ['/desk/sign-in', 64, 200],
  ['/desk/sign-in', 65, 413],
])('a body for %s of %i KiB is answered %i before it comes', async (path, kib, status) => {
  expect(await knock('POST', path, { 'content-length': String(kib * 1024) })).toBe(status)
})

it.each([
  ['/api/alerts/generic', '', 'larger than 2 MiB. Send fewer alerts at a time.'],
  ['/api/heartbeat', '', 'larger than 2 MiB. A heartbeat names its server'],
  ['/api/v1/customers', '', 'larger than 16 MiB. Send fewer customers at a time.'],
  ['/api/v1/servers', '', 'larger than 3 MiB. Send fewer servers at a time.'],
  ['/api/mail-events', 'message/rfc822', 'larger than 2 MiB. A mail that comes back'],
  ['/api/mail-events', 'application/json', 'larger than 256 KiB. An event is about one mail.'],
  ['/api/telegram', '', 'larger than 64 KiB. An update is about one message.'],
  ['/api/comments', '', 'larger than 64 KiB. Write less, and send the form again.'],
  ['/desk/customers', '', 'larger than 3 MiB. Send a smaller file.'],
])('what is too large for %s (%s) hears the sentence of that endpoint', async (path, type, sentence) => {
  const body = Buffer.alloc(18 * 1024 * 1024)
  const answer = await front.ask(path, {
    method: 'POST',
    body,
    headers: { 'content-type': type, cookie: 'dana' },
  })
  expect([answer.status, (await answer.json()).message]).toEqual([413, expect.stringContaining(sentence)])
})

it('a body for the desk that is long, or does not tell its length, is read of who is signed in alone', async () => {
  const [path, long, endless] = [
    '/desk/customers',
    { 'content-length': String(1024 * 1024) },
    { 'transfer-encoding': 'chunked' },
  ]
  expect([await knock('POST', path, long), await knock('POST', path, endless)]).toEqual([413, 413])
  expect(await knock('POST', path, { ...long, cookie: 'dana' })).toBe(200)
  expect(await knock('POST', path, { ...endless, cookie: 'dana' })).toBe(200)
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

it.each([
  ['/api/alerts/generic/', '/api/alerts/generic'],
  ['//api//alerts/generic?dry-run&x=a//b/', '/api/alerts/generic?dry-run&x=a//b/'],
  ['/api/alerts/generic?a=b?c', '/api/alerts/generic?a=b?c'],
  ['/posts/', '/posts/'],
  ['/desk//x', '/desk//x'],
])('an address of the API loses its stray slashes: %s', (given, plain) => {
  expect(withoutStraySlashes(given)).toBe(plain)
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

describe('what Next gives up', () => {
  const giveUp = (isAway: boolean) => (_: unknown, response: ServerResponse) => {
    const context = currentContext()
    if (context) context.isAway = isAway
    response.statusCode = 500
    response.end('sorry')
  }

  it.each([
    [true, 503, '5'],
    [false, 500, null],
  ])('while the database is away (%s) is answered %i', async (isAway, status, retryAfter) => {
    await restart({ next: giveUp(isAway) })
    for (const path of ['/desk', '/api/subscribe']) {
      const answer = await front.ask(path, { method: 'POST' })
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter])
    }
  })

  it('says in a sentence that a page is shut to somebody, without asking for it', async () => {
    const shut = { role: 'reader', least: 'owner', owners: ['<b>Dana</b>'] }
    await restart({ shutPage: async url => (url.startsWith('/desk/customers') ? shut : null) })
    const answer = await front.ask('/desk/customers?x=1')
    expect([answer.status, front.passed.length]).toEqual([403, 0])
    expect(await answer.text()).toContain('You are a reader at this desk, and this page needs an owner')
    expect((await front.ask('/desk')).status).toBe(200)
    expect((await front.ask('/desk/customers', { method: 'POST' })).status).not.toBe(403)
    expectErrorLine(/nobody could tell whether a page opens/)
    await restart({ shutPage: () => Promise.reject(new Error('no database')) })
    expect((await front.ask('/desk/customers')).status).toBe(200)
  })

  it('also says so where it cannot be known who asks', async () => {
    expectErrorLine(/a request failed/)
    const away = Object.assign(new Error('connect ECONNREFUSED'), {
      code: 'ECONNREFUSED',
      syscall: 'connect',
    })
    await restart({ isStaff: () => Promise.reject(away) })
    expect(await knock('POST', '/desk/customers', { 'content-length': String(1024 * 1024) })).toBe(503)
  })
})
