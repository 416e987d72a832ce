import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFront, withoutStraySlashes } from '#lib/front/front.ts'
import { LiveStream } from '#lib/front/live-stream.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { clientAddress } from '#lib/rate-limit.ts'
import { until } from '#tests/support/until.ts'

const render = () => Promise.reject(new Error('Nothing is rendered here.'))
const live = new LiveStream()
const server = createServer(
  createFront({
    ...{ pages: new PageCache({ render }), live, render },
    isPerson: async headers => headers.get('cookie') === 'dana',
    next: ({ headers }, response) => response.end(JSON.stringify(headers)),
  }),
)
let site: string

beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  site = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  live.close()
  server.close()
})

it.each([
  ['nothing', undefined, 0, '127.0.0.1'],
  ['a lie', '192.0.2.66', 0, '127.0.0.1'],
  ['its client', '192.0.2.1', 1, '192.0.2.1'],
  ['its client behind a lie', '192.0.2.66, 192.0.2.1', 1, '192.0.2.1'],
])('who says %s of himself is known by what our socket sees', async (_, said, proxies, client) => {
  const headers = new Headers(said ? { 'x-forwarded-for': said } : {})
  const answer = await fetch(`${site}/api/subscribe`, { method: 'POST', headers })
  expect(clientAddress(new Headers(await answer.json()), proxies)).toBe(client)
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

/** Asks as no browser would: with any method, and a body of this length without sending it. */
function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(`${site}/`, { method, path, headers, agent: false }, response => {
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
  ['GET', '/desk/outbox/%E0%A4%A', 400],
  ['GET', '/api/unsubscribe/%E0%A4%A', 400],
  ['POST', '/api/alerts/in/%/generic', 400],
  ['POST', '/api/alerts/%c3%28', 400],
  ['GET', '/_next/image%ff', 400],
  ['TRACE', '/api/auth/get-session', 405],
  ['PROPFIND', '/desk', 405],
  ['TRACE', '/', 405],
  ['POST', '/', 405],
  ['POST', '/posts/x', 405],
  ['DELETE', '/deskx', 405],
  ['GET', `/desk?${'a'.repeat(9000)}`, 414],
  ['POST', '/api/subscribe', 200],
  ['GET', '/desk', 200],
])('%s %s is answered at the door with %s, or let pass', async (method, path, status) => {
  expect(await ask(method, path)).toBe(status)
})

it.each([
  ['/api/comments', 64, 200],
  ['/api/comments', 65, 413],
  ['/api/auth/sign-out', 65, 413],
  ['/api/alerts/generic', 2048, 200],
  ['/api/alerts/generic', 4096, 413],
  ['/api/v1/customers', 16 * 1024, 200],
  ['/desk/sign-in', 64, 200],
  ['/desk/sign-in', 65, 413],
])('a body for %s of %i KiB is answered %i before it comes', async (path, kib, status) => {
  expect(await ask('POST', path, { 'content-length': String(kib * 1024) })).toBe(status)
})

it('a body for the desk that is long, or does not tell its length, is read of who is signed in alone', async () => {
  const long = { 'content-length': String(1024 * 1024) }
  const endless = { 'transfer-encoding': 'chunked' }
  expect([await ask('POST', '/desk/customers', long), await ask('POST', '/desk/customers', endless)]).toEqual(
    [413, 413],
  )
  expect(await ask('POST', '/desk/customers', { ...long, cookie: 'dana' })).toBe(200)
  expect(await ask('POST', '/desk/customers', { ...endless, cookie: 'dana' })).toBe(200)
})

it('one address has at most 100 streams of changes open, and may open another when one ends', async () => {
  const streams = await Promise.all(Array.from({ length: 100 }, () => fetch(`${site}/live`)))
  expect(new Set(streams.map(stream => stream.status))).toEqual(new Set([200]))
  const another = await fetch(`${site}/live`)
  expect([another.status, another.headers.get('retry-after')]).toEqual([429, '60'])
  await streams[0]?.body?.cancel()
  await until(() => live.size === 99, 'one has left')
  const next = await fetch(`${site}/live`)
  expect(next.status).toBe(200)
  for (const stream of [...streams.slice(1), next]) await stream.body?.cancel()
})
