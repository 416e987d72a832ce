import type { ServerResponse } from 'node:http'
import { sharedNames } from '#lib/front/caching/shared-caches.ts'

/** Headers by which others may keep an answer, or pages of others read it. */
const publicNames = new Set([
  ...sharedNames,
  'etag',
  'last-modified',
  'access-control-allow-origin',
  'access-control-expose-headers',
  'cross-origin-resource-policy',
])

/** For one reader only: nobody keeps it, no page of others reads it, and no search engine lists it. */
export const privateHead = [
  'Cache-Control',
  'private, no-store',
  'Cross-Origin-Resource-Policy',
  'same-origin',
  'X-Robots-Tag',
  'noindex',
]

/**
 * Whatever is answered from here on is for one reader only. Heads are flat lists of names and values, or objects. A cache in
 * front that has the page of a time when it was everybody's must not hear that it is the same still: it would give it to all.
 */
export function keepPrivate(response: ServerResponse): void {
  delete response.req.headers['if-none-match']
  delete response.req.headers['if-modified-since']
  const write = response.writeHead.bind(response)
  const changed = (status: number, head: string[] | Record<string, string> = []) =>
    write(status, [
      ...withoutPublic(Array.isArray(head) ? head : Object.entries(head).flat()),
      ...privateHead,
    ])
  response.writeHead = changed as typeof response.writeHead
}

function withoutPublic(head: readonly string[]): string[] {
  return head.filter((_, i) => !publicNames.has((head[i - (i % 2)] ?? '').toLowerCase()))
}
