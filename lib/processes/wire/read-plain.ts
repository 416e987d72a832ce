import type { IncomingHttpHeaders } from 'node:http'

type PlainRequest = { method: string; url: string; headers: IncomingHttpHeaders }

/** Half of what Node takes: no browser sends as much, and who does is Node's to answer. */
const mostBytes = 8 * 1024
const mostHeaders = 100

/** One whole request as RFC 9112 writes it where nothing is left to anybody's reading, and nothing after it. */
const form = /^(GET|HEAD) (\/[!"$-~]*) HTTP\/1\.1\r\n((?:[!#$%&'*+.^_`|~\w-]+:[\t\x20-\x7e]*\r\n)+)\r\n$/

/** What tells of a body, of another protocol or of a wish before the answer, and a name that Node leaves out: Node's to understand. */
const unplain = [
  '__proto__',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'te',
  'trailer',
  'http2-settings',
]

/**
 * Reads what has come over a connection, if that is exactly one plain GET or HEAD over HTTP/1.1 that leaves the connection open; null:
 * it is something else, a part, or more than one, or may be read in two ways. No header is there twice.
 */
export function readPlain(chunk: Buffer): PlainRequest | null {
  if (chunk.length > mostBytes) return null
  const [, method, url, lines] = form.exec(chunk.toString('latin1')) ?? []
  if (method === undefined || url === undefined || lines === undefined) return null
  const headers = headersOf(lines)
  if (!headers?.host) return null
  if (unplain.some(name => name in headers)) return null
  const { connection } = headers
  if (connection !== undefined && connection.toLowerCase() !== 'keep-alive') return null
  return { method, url, headers }
}

/** The headers by their names in small letters; null: one is there twice, or there are too many. */
function headersOf(lines: string): IncomingHttpHeaders | null {
  const headers: IncomingHttpHeaders = Object.create(null)
  let count = 0
  for (let at = 0; at < lines.length; ) {
    const colon = lines.indexOf(':', at)
    const end = lines.indexOf('\r\n', colon)
    const name = lines.slice(at, colon).toLowerCase()
    count += 1
    if (name in headers || count > mostHeaders) return null
    headers[name] = lines.slice(colon + 1, end).trim()
    at = end + 2
  }
  return headers
}
