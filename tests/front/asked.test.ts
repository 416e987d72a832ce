import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { askedHeader, noteAsked } from '#lib/front/asked.ts'

it.each([
  ['/desk/posts', '/desk/posts'],
  ['/desk/posts?page=2', '/desk/posts?page=2'],
  ['/desk/posts?_rsc=1a2b', '/desk/posts'],
  ['/desk/posts?page=2&_rsc=1a2b', '/desk/posts?page=2'],
  ['/desk/posts?_rsc=1a2b&page=2', '/desk/posts?page=2'],
  [undefined, '/'],
])('of a request for %s the pages hear %s, whatever its sender says', (url, asked) => {
  const request = { url, headers: { [askedHeader]: '/desk/people' } } as unknown as IncomingMessage
  noteAsked(request)
  expect(request.headers[askedHeader]).toBe(asked)
})
