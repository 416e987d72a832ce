import type { ServerResponse } from 'node:http'
import { describe, expect, it } from 'vitest'
import { RenderQueue } from '#lib/front/rendering/render-queue.ts'
import { withoutStraySlashes } from '#lib/front/routes.ts'
import { currentContext } from '#lib/log/context.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { startFront, useFront } from './front-fixture.ts'

const { front, restart, knock } = useFront()

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
    const startedAt = performance.now()
    const answers = Array.from({ length: 250 }, (_, i) => front.ask(`/desk/sign-in?junk=${i}`))
    const first = await Promise.race(answers)
    expect([first.status, first.headers.get('retry-after')]).toEqual([503, '5'])
    // Eight of one who asks are under way at once, and one that is not answered counts for a second.
    const seconds = Math.floor((performance.now() - startedAt) / 1_000)
    expect(releases.length).toBeLessThanOrEqual(8 * (seconds + 1))
    await front.stop()
    await Promise.allSettled(answers)
  })
})

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
  ['/api/alerts/generic/', '/api/alerts/generic'],
  ['//api//alerts/generic?dry-run&x=a//b/', '/api/alerts/generic?dry-run&x=a//b/'],
  ['/api/alerts/generic?a=b?c', '/api/alerts/generic?a=b?c'],
  ['/posts/', '/posts/'],
  ['/desk//x', '/desk//x'],
])('an address of the API loses its stray slashes: %s', (given, plain) => {
  expect(withoutStraySlashes(given)).toBe(plain)
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
