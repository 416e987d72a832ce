import {
  type ClientRequest,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as plain,
} from 'node:http'
import { request as encrypted } from 'node:https'
import type { LookupFunction } from 'node:net'
import { networkWords } from '#lib/network-words.ts'

/** What the other side said. A redirect is an answer like any other: it is never followed. */
export type HttpAnswer = {
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

/** There was no whole answer. wasSent: there was a connection, so the other side may have got it. */
export class NoAnswer extends Error {
  wasSent: boolean
  constructor(reason: string, wasSent: boolean) {
    super(reason)
    this.wasSent = wasSent
  }
}

const mostBytes = 64 * 1024

/** One POST over a socket of its own. Throws ForbiddenAddress or NoAnswer, and nothing else. */
export async function exchange(
  { url, body, headers }: Outgoing,
  conditions: Conditions,
): Promise<HttpAnswer> {
  const isEncrypted = url.protocol === 'https:'
  const request = (isEncrypted ? encrypted : plain)(url, {
    method: 'POST',
    agent: false,
    lookup: conditions.lookup,
    signal: AbortSignal.timeout(conditions.wholeMs),
    headers: { 'user-agent': 'Allclear', ...headers, 'content-length': Buffer.byteLength(body) },
  })
  const line = watchLine(request, isEncrypted ? 'secureConnect' : 'connect', conditions)
  request.end(body)
  try {
    const response = await firstOf(request)
    const text = await readBody(response)
    return { is: 'answer', status: response.statusCode ?? 0, headers: response.headers, body: text }
  } catch (error) {
    if (error instanceof ForbiddenAddress) throw error
    throw new NoAnswer(reasonOf(error), line.isReady)
  } finally {
    request.destroy()
  }
}

/** Watches how the connection is made, and breaks it when it takes too long or leads where it may not. */
function watchLine(request: ClientRequest, ready: string, { connectMs, isAllowed }: Conditions) {
  const line = { isReady: false }
  const isLate = () => request.destroy(new Error(`no connection within ${connectMs} ms`))
  const patience = setTimeout(isLate, connectMs)
  request.once('close', () => clearTimeout(patience))
  request.once('socket', socket => {
    socket.once('connect', () => {
      const address = socket.remoteAddress ?? ''
      if (!isAllowed(address)) request.destroy(forbidden(address))
    })
    socket.once(ready, () => {
      line.isReady = true
      clearTimeout(patience)
    })
  })
  return line
}

export function forbidden(what: string): ForbiddenAddress {
  return new ForbiddenAddress(`${what} does not lead to the public Internet.`)
}

function firstOf(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve)
    // It stays: a request that is broken off may say so more than once.
    request.on('error', reject)
    // After an answer that changes the protocol (101) there is neither a response nor an error, ever.
    request.once('close', () => reject(new Error('the line was closed without an answer')))
  })
}

/** The beginning of the body; what is too long is not read on. */
async function readBody(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of response) {
    chunks.push(chunk)
    bytes += chunk.byteLength
    if (bytes >= mostBytes) break
  }
  return Buffer.concat(chunks).subarray(0, mostBytes).toString('utf8')
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) throw error
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return 'no answer in time'
  return networkWords(error)
}
