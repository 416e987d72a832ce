import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { RenderFailure } from '#lib/faults/render-failure.ts'
import { everywhereOf } from '#lib/front/security.ts'
import { expectErrorLine } from '#tests/support/console.ts'
import { useFront } from './front-fixture.ts'

const { front, names, restart } = useFront()

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
