import type { IncomingMessage } from 'node:http'

/** What a proxy may have kept of a body that goes no further: it is let out, so that the proxy hears the answer. */
const mostLetOut = 32 * 1024 * 1024

/**
 * Lets the rest of a body out that nobody reads. Returns whether the connection can go on; false: there is too much of it. A
 * body that does not tell its length is cut off where it becomes too much.
 */
export function drain(request: IncomingMessage): boolean {
  if (request.complete) return true
  if (Number(request.headers['content-length'] ?? 0) > mostLetOut) return false
  let bytes = 0
  request.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > mostLetOut) request.destroy()
  })
  return true
}
