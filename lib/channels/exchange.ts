import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plain,
} from 'node:http'
import { request as encrypted } from 'node:https'
import type { LookupFunction } from 'node:net'

/** What the other side said. A redirect is an answer like any other: it is never followed. */
export type Answer = {
  is: 'answer'
  status: number
  headers: IncomingHttpHeaders
  /** Cut after 64 KiB. */
  body: string
}

export type Outgoing = { url: URL; body: string | Uint8Array; headers: Readonly<Record<string, string>> }

export type Conditions = {
  lookup: LookupFunction
  /** Asked with the address of the socket that is used, before anything is sent over TLS. */
  isAllowed(address: string): boolean
  connectMs: number
  /** From the start to the last byte of the answer. */
  wholeMs: number
}

/** The address that a connection goes to, or would have gone to, is not allowed. */
export class ForbiddenAddress extends Error {}

const mostBytes = 64 * 1024

/** One POST over a socket of its own. Throws ForbiddenAddress, or an Error when there is no whole answer. */
export function exchange({ url, body, headers }: Outgoing, conditions: Conditions): Promise<Answer> {
  const { lookup, wholeMs } = conditions
  return new Promise((resolve, reject) => {
    const request = (url.protocol === 'https:' ? encrypted : plain)(url, {
      ...{ method: 'POST', agent: false, lookup, signal: AbortSignal.timeout(wholeMs) },
      headers: { 'user-agent': 'Allclear', ...headers, 'content-length': Buffer.byteLength(body) },
    })
    watchSocket(request, url, conditions)
    request.once('error', reject)
    request.once('response', response => {
      readBody(request, response).then(text => {
        resolve({ is: 'answer', status: response.statusCode ?? 0, headers: response.headers, body: text })
      }, reject)
    })
    request.end(body)
  })
}

function watchSocket(request: ClientRequest, url: URL, { connectMs, isAllowed }: Conditions): void {
  const isLate = () => request.destroy(new Error(`no connection within ${connectMs} ms`))
  const patience = setTimeout(isLate, connectMs)
  request.once('close', () => clearTimeout(patience))
  request.once('socket', socket => {
    socket.once('connect', () => {
      const address = socket.remoteAddress ?? ''
      if (!isAllowed(address)) request.destroy(forbidden(address))
    })
    socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => clearTimeout(patience))
  })
}

export function forbidden(what: string): ForbiddenAddress {
  return new ForbiddenAddress(`${what} does not lead to the public Internet.`)
}

/** The beginning of the body; what is too long is not read on. */
async function readBody(request: ClientRequest, response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes >= mostBytes) break
  }
  request.destroy()
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8')
}
