import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { addresses } from '#tests/documents/addresses.ts'
import { startFront } from '#tests/front/front-fixture.ts'
import { until } from '#tests/support/until.ts'
import { rawAsk } from './raw-ask.ts'

let front: Awaited<ReturnType<typeof startFront>>
/** What the board says, and how often each address was rendered. */
let board = 'all is well'
const renders = new Map<string, number>()

const names = ['/servers/web07.example.net', '/posts/down', '/groups/shared']
const filler = 'a word. '.repeat(100)

async function render(url: string): Promise<RenderedAnswer> {
  renders.set(url, (renders.get(url) ?? 0) + 1)
  const isPage = !/\.\w+$/.test(url) || url.startsWith('/servers/web07.example.net?')
  return {
    status: url === '/no-such-page' ? 404 : 200,
    contentType: isPage ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
    isFor: isPage ? undefined : 'programs',
    cacheControl: isPage ? undefined : 'public, max-age=30',
    body: Buffer.from(`${url}: ${board}. ${filler}`),
  }
}

beforeEach(async () => {
  board = 'all is well'
  renders.clear()
  front = await startFront({ names, render })
})
afterEach(() => front.stop())

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  rawAsk(front.port, path, headers, method)
const shared = /^public, max-age=\d+, s-maxage=1, stale-while-revalidate=1, stale-if-error=3600$/

/** One of each kind that is the same for everybody. */
const kept = [
  '/',
  '/posts',
  '/servers/web07.example.net',
  '/posts/down',
  '/history/2026-11',
  '/enter',
  '/status.txt',
]

describe('whatever is the same for everybody', () => {
  it.each(kept)('is answered to GET and HEAD by one head, and is for caches in front: %s', async path => {
    const first = await ask(path, { 'accept-encoding': 'gzip' })
    const got = await ask(path, { 'accept-encoding': 'gzip' })
    const head = await ask(path, { 'accept-encoding': 'gzip' }, 'HEAD')
    for (const { headers } of [first, got, head])
      for (const name of ['date', 'x-request-id']) delete headers[name]
    expect(got.headers['cache-control']).toMatch(shared)
    expect(got.headers).toMatchObject({ vary: 'Accept-Encoding', 'content-length': String(got.body.length) })
    expect([head.status, head.body.length, head.headers]).toEqual([200, 0, got.headers])
    expect(renders.get(path)).toBe(1)
  })

  it.each([
    ['no range', {}, 200],
    ['a range', { range: 'bytes=0-9' }, 200],
    ['ranges', { range: 'bytes=0-1,5-6,-1' }, 200],
    ['a range past its end', { range: 'bytes=999999-' }, 200],
    ['a range of what it was', { range: 'bytes=0-9', 'if-range': '"old"' }, 200],
  ])('is given whole to who asks for %s', async (_, headers, status) => {
    const answer = await ask('/', headers)
    expect([answer.status, answer.headers['content-range']]).toEqual([status, undefined])
    expect(answer.body.toString()).toContain(filler)
  })

  it.each<[string | undefined, string | undefined]>([
    [undefined, undefined],
    ['identity', undefined],
    ['gzip', 'gzip'],
    ['gzip;q=0', undefined],
    ['gzip;q=0, *', 'br'],
    ['br;q=0, *;q=0.1', 'gzip'],
    ['gzip, br, zstd', 'br'],
    ['deflate', undefined],
  ])('comes packed as %s says: %s', async (accepted, encoding) => {
    await ask('/')
    await until(
      async () => (await ask('/', { 'accept-encoding': 'br' })).headers['content-encoding'] === 'br',
      'brotli is made',
    )
    const answer = await ask('/', accepted === undefined ? {} : { 'accept-encoding': accepted })
    expect(answer.headers['content-encoding']).toBe(encoding)
    const plain =
      encoding === 'br' ? brotliDecompressSync(answer.body) : encoding ? gunzipSync(answer.body) : answer.body
    expect(plain.toString()).toContain('all is well')
  })

  it('is not sent again to who has it, by its tag or its date, and is after a change', async () => {
    const { headers } = await ask('/')
    const tag = { 'if-none-match': headers.etag ?? '' }
    const date = { 'if-modified-since': headers['last-modified'] ?? '' }
    const cases: [Record<string, string>, number][] = [
      [tag, 304],
      [{ 'if-none-match': `W/${headers.etag}, "other"` }, 304],
      [{ 'if-none-match': '*' }, 304],
      [date, 304],
      [{ ...date, 'if-none-match': '"other"' }, 200],
      [{ 'if-modified-since': new Date(0).toUTCString() }, 200],
      [{ 'if-modified-since': new Date(Date.now() + 1e7).toUTCString() }, 200],
      [{ 'if-modified-since': 'yesterday' }, 200],
    ]
    for (const [condition, status] of cases)
      for (const method of ['GET', 'HEAD']) {
        const answer = await ask('/', condition, method)
        expect([condition, method, answer.status]).toEqual([condition, method, status])
        if (status === 304) expect(answer.body.length).toBe(0)
        expect(answer.headers).toMatchObject({ etag: headers.etag, vary: 'Accept-Encoding' })
        expect(answer.headers['cache-control']).toMatch(shared)
      }
    board = 'web07 is down'
    await front.parts.pages.invalidate(['/'])
    for (const condition of [tag, date]) expect((await ask('/', condition)).status).toBe(200)
  })

  it('has no date where it changed twice within a second, which a date cannot tell', async () => {
    let isOfOneSecond = false
    await until(async () => {
      await front.parts.pages.invalidate(['/'])
      const before = (await ask('/')).headers
      board += '!'
      await front.parts.pages.invalidate(['/'])
      const after = (await ask('/')).headers
      expect(after['last-modified']).not.toBe(before['last-modified'] ?? 'none')
      isOfOneSecond = after['last-modified'] === undefined
      return isOfOneSecond
    }, 'two changes fell into one second')
  })
})

describe('a flood of addresses that anybody may invent', () => {
  it.each([
    ['/', (i: number) => `/?x=${i}`],
    ['/', (i: number) => `/?utm_source=${i}&page=${i}`],
    ['/servers/web07.example.net', (i: number) => `/servers/web07.example.net?${'a'.repeat(i)}`],
    ['/status.txt', (i: number) => `/status.txt?x=${i}`],
    [
      '/status.txt',
      (i: number) => `/${[...'status'].map((l, at) => ((i >> at) & 1 ? l.toUpperCase() : l)).join('')}.txt?`,
    ],
    ['/live.js', (i: number) => `/live.js?v=${i}`],
  ])('is one page here, and nothing that a cache in front keeps: of %s', async (key, addressOf) => {
    await ask(key)
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => ask(addressOf(i + 1))))
    for (const { status, headers } of answers) {
      expect(status).toBe(200)
      expect(headers['cache-control']).toMatch(/^(no-cache|private, max-age=30)$/)
    }
    expect([...renders]).toEqual([[key, 1]])
  })

  it('is no page either where there is none, from memory, and by nobody kept', async () => {
    const answers = await Promise.all(Array.from({ length: 100 }, (_, i) => ask(`/junk/${i}`)))
    for (const { status, headers } of answers)
      expect([status, headers['cache-control']]).toEqual([404, 'no-cache'])
    const { headers } = await ask('/no-such-page')
    expect((await ask('/junk/1', { 'if-none-match': headers.etag ?? '' })).status).toBe(404)
    expect([...renders]).toEqual([['/no-such-page', 1]])
  })
})

describe('what all ask for at once', () => {
  it.each(['cold', 'changed'])('is rendered once where it is %s, also for HEAD', async state => {
    if (state === 'changed') await ask('/')
    renders.clear()
    board = 'web07 is down'
    const told = state === 'changed' ? front.parts.pages.invalidate(['/']) : null
    const methods = Array.from({ length: 200 }, (_, i) => (i % 4 === 0 ? 'HEAD' : 'GET'))
    const answers = await Promise.all(methods.map(method => ask('/', {}, method)))
    await told
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    for (const [at, { body }] of answers.entries())
      expect(body.toString()).toBe(methods[at] === 'HEAD' ? '' : `/: web07 is down. ${filler}`)
    expect([...renders]).toEqual([['/', 1]])
  })
})

describe('caches in front keep nothing', () => {
  const personal = [
    '/find?q=a',
    '/find',
    '/is/example.com',
    '/confirm/abc',
    '/preferences/abc',
    '/comments/mine/abc',
    '/advance/abc',
    '/mine',
    '/desk',
    '/desk/alerts',
    '/api/v1/servers',
    '/api/auth/get-session',
    '/SERVERS/WEB07.example.net',
  ]
  it.each(personal)('of what is made for one reader: %s', async path => {
    for (const cookie of ['', 'jane', 'dana']) {
      const { headers } = await ask(path, { cookie })
      expect(headers['cache-control'] ?? '').not.toMatch(/public|s-maxage/)
    }
  })

  it('of a site that is not for everybody, whoever reads it', async () => {
    await front.stop()
    front = await startFront({ names, render, readership: 'customers' })
    for (const path of [
      ...kept.filter(each => each !== '/enter'),
      ...addresses.filter(each => !/^\/(brand|agent)\//.test(each)),
    ])
      for (const cookie of ['', 'jane', 'dana', 'joe']) {
        const { headers } = await ask(path, { cookie })
        expect([path, headers['cache-control']]).toEqual([path, 'private, no-store'])
        for (const name of ['surrogate-key', 'cache-tag', 'xkey']) expect(headers[name]).toBeUndefined()
      }
  })

  it('of a site that is not for everybody any more, though it has what everybody read before', async () => {
    const { etag = '', 'last-modified': date = '' } = (await ask('/')).headers
    await front.stop()
    front = await startFront({ names, render, readership: 'customers' })
    const conditions: Record<string, string>[] = [
      { 'if-none-match': etag },
      { 'if-modified-since': date },
      { 'if-none-match': '*' },
    ]
    for (const condition of conditions) {
      const { status, headers } = await ask('/', { ...condition, cookie: 'jane' })
      expect([status, headers.etag, headers['last-modified']]).toEqual([200, undefined, undefined])
    }
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH'])('of a refused %s', async method => {
    for (const path of kept) {
      const { status, headers } = await ask(path, {}, method)
      if (path === '/enter' && method === 'POST') continue
      expect([status, headers.allow, headers['cache-control']]).toEqual([
        405,
        'GET, HEAD',
        'private, no-store',
      ])
    }
  })
})
