import type { IncomingHttpHeaders } from 'node:http'

/** What an answer is known by: its tag, and since when it is so, where a date can tell. */
type Known = { etag: string; stamp: string | null }

/**
 * Whether who asks has this very answer (RFC 9110, 13). A date counts only where no tag is sent, and only where it is the one
 * that we gave: two processes may have made the same page in different seconds, so an earlier one says nothing.
 */
export function isUnchanged(headers: IncomingHttpHeaders, { etag, stamp }: Known): boolean {
  const tags = headers['if-none-match']
  if (tags !== undefined) return tags.includes(etag) || tags.trim() === '*'
  return stamp !== null && headers['if-modified-since'] === stamp
}
