import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createFront, withoutStraySlashes } from '#lib/front/front.ts'
import { LiveStream } from '#lib/front/live-stream.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { clientAddress } from '#lib/rate-limit.ts'

/** Who asked for the page made for one reader that was rendered last. */
let sender: string | undefined
const render = (_url: string, from?: string) => {
  sender = from
  return Promise.reject(new Error('Nothing is rendered here.'))
}
const live = new LiveStream()
const server = createServer(
  createFront({
    ...{ pages: new PageCache({ render }), live, render },
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

it('tells a page that is made for one reader who asks, for its limits', async () => {
  await fetch(`${site}/find?q=example.com`, { headers: { 'x-forwarded-for': '192.0.2.66' } })
  const headers = new Headers({ 'x-forwarded-for': sender ?? '' })
  expect(clientAddress(headers, 0)).toBe('127.0.0.1')
  expect(clientAddress(headers, 1)).toBe('192.0.2.66')
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
