import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { askedHeader, followedHeader, noteAsked } from '#lib/front/asked.ts'

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

it.each([
  ['GET', { rsc: '1' }, '1'],
  ['GET', {}, '0'],
  ['POST', { rsc: '1' }, '0'],
  ['GET', { [followedHeader]: '1' }, '0'],
])('tells a page that follows changes from a person: %s %o', (method, headers, isFollowed) => {
  const request = { method, url: '/desk', headers } as unknown as IncomingMessage
  noteAsked(request)
  expect(request.headers[followedHeader]).toBe(isFollowed)
})
