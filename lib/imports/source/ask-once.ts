import { lookup } from 'node:dns'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { isPublicAddress } from '#lib/public-address.ts'
import { CannotRead } from './cannot-read.ts'

const mostAnswer = 32 * 1_048_576
const longestMs = 60_000

export type ProductQuestion = {
  url: string
  headers: Readonly<Record<string, string>>
  /** JSON to be posted; null: it is asked by GET. */
  body: string | null
  mayBePrivate: boolean
}

export type ProductAnswer = { status: number; text: string; retryAfter: string | null }

/** One question to another product and its answer. Redirects are answers like any other: a key goes nowhere else. */
export function askOnce({ url, headers, body, mayBePrivate }: ProductQuestion): Promise<ProductAnswer> {
  const address = readAddress(url, mayBePrivate)
  const request = address.protocol === 'https:' ? requestHttps : requestHttp
  const type =
    body === null
      ? {}
      : { 'content-type': 'application/json', 'content-length': `${Buffer.byteLength(body)}` }
  return new Promise((resolve, reject) => {
    const outgoing = request(address, {
      method: body === null ? 'GET' : 'POST',
      headers: { 'user-agent': 'Allclear', ...headers, ...type },
      lookup: mayBePrivate ? lookup : publicOnly,
      signal: AbortSignal.timeout(longestMs),
      agent: false,
    })
    outgoing.on('error', error =>
      reject(error instanceof CannotRead ? error : new CannotRead('no-answer', error.message)),
    )
    outgoing.on('response', answer => {
      const pieces: Buffer[] = []
      let length = 0
      answer.on('data', (piece: Buffer) => {
        length += piece.length
        if (length > mostAnswer) outgoing.destroy(new CannotRead('too-large', address.pathname))
        else pieces.push(piece)
      })
      answer.on('error', error => outgoing.destroy(error))
      answer.on('end', () =>
        resolve({
          status: answer.statusCode ?? 0,
          text: Buffer.concat(pieces).toString('utf8'),
          retryAfter: answer.headers['retry-after'] ?? null,
        }),
      )
    })
    outgoing.end(body ?? undefined)
  })
}

function readAddress(url: string, mayBePrivate: boolean): URL {
  const address = URL.parse(url)
  // A key that goes abroad goes sealed.
  const form = mayBePrivate ? /^https?:$/ : /^https:$/
  if (!address || !form.test(address.protocol)) throw new CannotRead('bad-address', url)
  const host = address.hostname.replace(/^\[(.*)\]$/, '$1')
  if (!mayBePrivate && isIP(host) !== 0 && !isPublicAddress(host))
    throw new CannotRead('address-not-public', host)
  return address
}

/** The addresses of a name that are public, for the very socket that is used; where there are none, nothing is asked. */
const publicOnly: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, [])
    const open = found.filter(({ address }) => isPublicAddress(address))
    const [first] = open
    if (!first) return callback(new CannotRead('address-not-public', hostname), [])
    if (options.all) callback(null, open)
    else callback(null, first.address, first.family)
  })
}
