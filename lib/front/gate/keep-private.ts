import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import { sharedNames } from '#lib/front/caching/shared-caches.ts'
import type { Head } from '#lib/front/security.ts'

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

/** A cache in front that has the page of a time when it was everybody's must not hear that it is the same still: it would give it to all. */
const conditions = ['if-none-match', 'if-modified-since']

/** The headers of a request for which it does not count what who asks has already. */
export function withoutConditions(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !conditions.includes(name)))
}

const known = new WeakMap<Head, string[]>()

/** A head, a flat list of names and values, as it is said to one reader only. The same list for the same head. */
export function privately(head: Head): string[] {
  const made = known.get(head)
  if (made) return made
  const own = head.filter((_, i) => !publicNames.has((head[i - (i % 2)] ?? '').toLowerCase()))
  const whole = [...own, ...privateHead]
  known.set(head, whole)
  return whole
}

/**
 * Whatever is answered from here on is for one reader only. Heads are flat lists of names and values, or
 * objects.
 */
export function keepPrivate(response: ServerResponse): void {
  for (const name of conditions) delete response.req.headers[name]
  const write = response.writeHead.bind(response)
  const changed = (status: number, head: string[] | Record<string, string> = []) =>
    write(status, privately(Array.isArray(head) ? head : Object.entries(head).flat()))
  response.writeHead = changed as typeof response.writeHead
}
