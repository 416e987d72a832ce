import type { Database } from '#db/client.ts'
import type { Source } from '#db/reads/sources/sources.ts'
import { isForm, readBody, readQuery } from '#lib/alerts/request/body.ts'
import { credentialsOf } from '#lib/alerts/request/credentials.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import { readBytes } from '#lib/body/bytes.ts'
import type { HeaderFields, Incoming } from '#lib/body/incoming.ts'
import { knownLimits, type Largest, strangerLimits } from '#lib/body/limits.ts'
import type { Refused } from '#lib/body/refused.ts'
import { env } from '#lib/env.ts'
import {
  believe,
  findBySignature,
  findByTokens,
  type Lookup,
  readSigners,
} from '#lib/flows/sources/authenticate-source.ts'
import { clientAddress, createRateLimit, networkOf, type RateLimit } from '#lib/limits/rate-limit.ts'
import { logSecurity } from '#lib/log/security.ts'

/** How a request may come, beside JSON in a body. */
export type Ways = {
  pathToken: string | null
  takesForm: boolean
  takesQuery: boolean
  largest: Largest
} & Lookup

export type Admitted = {
  source: Source
  body: unknown
  messageId: string | null
  isDryRun: boolean
  /** The version that the servers have now: see readServersVersion. Not known: it has to be asked for. */
  serversVersion: string | null | undefined
}

export type RequestLimits = {
  /** Requests of one source. */
  source: RateLimit
  /** Wrong tokens and signatures of one address and its network. */
  wrong: RateLimit
}

/** A source that runs wild must not cost the others their place; a storm of alerts is far below this. */
const ofSource = { burst: 20_000, perMinute: 60_000 }
const sourceRetrySeconds = 5
const wrongRetrySeconds = 60

export const ownLimits: RequestLimits = {
  source: createRateLimit({ name: 'alerts-of-a-source', address: ofSource, network: ofSource }),
  wrong: createRateLimit({
    name: 'wrong-tokens',
    address: { burst: 20, perMinute: 10 },
    network: { burst: 60, perMinute: 30 },
  }),
}

const mostMessageId = 256
const tooMany = 'Too many wrong tokens came from your network.'
const longerFor = ' With its token in the address or in a header, it may be longer.'

/**
 * Lets a source's request in: finds out who sent it, then reads and parses it. Otherwise the answer that says what is
 * wrong. Of who has shown no credential outside the body, only a form is read, because its token may be among the
 * fields.
 */
export async function admitRequest(
  db: Database,
  request: Incoming,
  ways: Ways,
  now: Date,
  limits: RequestLimits,
): Promise<Admitted | Response> {
  const { headers } = request
  const query = queryOf(request.url)
  if (!isRightMethod(request.method, ways))
    return refuse(405, `Send it by POST, not by ${request.method}.`, { allow: 'POST, PUT, OPTIONS' })
  const shown = credentialsOf(headers, query, ways.pathToken)
  const found = await findByTokens(db, shown, now, ways)
  const foundAt = performance.now()
  const mayHoldToken = shown.length === 0 && ways.takesForm && isForm(headers) && request.method !== 'GET'
  const call = { db, request, ways, now, limits }
  const read =
    'source' in found
      ? await readKnown(call, found.source, query)
      : await readStranger(call, found.refused, mayHoldToken)
  if (read instanceof Response) {
    const network = networkOf(clientAddress(headers, env.TRUSTED_PROXIES))
    if (read.status === 401) logSecurity('token-refused', { network })
    return read
  }
  const messageId = headers.get('webhook-id')?.slice(0, mostMessageId) || null
  // While a body came slowly, they may have become others.
  const isFresh = 'source' in found && performance.now() - foundAt < freshMs
  const serversVersion = isFresh ? found.serversVersion : null
  return { ...read, messageId, isDryRun: query.has('dry-run'), serversVersion }
}

/** For so long what was read of the servers is what they are: a request that came so much earlier would have read the same. */
const freshMs = 20

type Call = { db: Database; request: Incoming; ways: Ways; now: Date; limits: RequestLimits }
type ReadCall = Pick<Admitted, 'source' | 'body'> | Response

/** Reads what a source sends whose token is right. */
async function readKnown(call: Call, source: Source, query: URLSearchParams): Promise<ReadCall> {
  const { request, ways, now, limits } = call
  // A signature covers the body, and what a GET says is not there.
  if (request.method === 'GET' && source.signing)
    return refuse(401, 'This source signs its requests, and a GET cannot be signed. Send it by POST.')
  if (!limits.source.take(source.id, now)) return slowDown('This source sends too much.', sourceRetrySeconds)
  if (request.method === 'GET') return { source, body: readQuery(query) }
  const bytes = await readBytes(request, ways.largest)
  if ('refused' in bytes) return refused(bytes)
  const believed = believe(source, { headers: request.headers, bytes }, now)
  if ('refused' in believed) return turnAway(call, believed.refused)
  return parse(source, bytes, request.headers, ways)
}

/** Finds out by the body who sent it: by its signature, or the token among a form's fields. A wrong guess costs its turn. */
async function readStranger(call: Call, reason: string, mayHoldToken: boolean): Promise<ReadCall> {
  const { db, request, now, limits } = call
  const { headers } = request
  const signers = request.method === 'GET' ? [] : await readSigners(db, headers)
  if (signers.length === 0 && !mayHoldToken) return turnAway(call, reason)
  const address = clientAddress(headers, env.TRUSTED_PROXIES)
  if (!limits.wrong.take(address, now)) return slowDown(tooMany, wrongRetrySeconds)
  const read = signers.length > 0 ? await readSigned(call, signers) : await readForm(call, reason)
  if (read instanceof Response) return read
  limits.wrong.giveBack(address)
  if (limits.source.take(read.source.id, now)) return read
  return slowDown('This source sends too much.', sourceRetrySeconds)
}

async function readSigned({ request, ways, now }: Call, signers: readonly Source[]): Promise<ReadCall> {
  const { headers } = request
  const bytes = await readBytes(request, ways.largest)
  if ('refused' in bytes) return refused(bytes)
  const found = await findBySignature(signers, { headers, bytes }, now)
  return 'refused' in found ? unauthorised(found.refused) : parse(found.source, bytes, headers, ways)
}

async function readForm({ db, request, ways, now }: Call, reason: string): Promise<ReadCall> {
  const { headers } = request
  const bytes = await readBytes(request, { ...ways.largest, bytes: strangerLimits.bytes })
  if ('refused' in bytes) return refused(bytes, longerFor)
  const read = await readBody(bytes, headers, ways.takesForm, strangerLimits)
  if ('refused' in read) return refused(read, longerFor)
  if (!read.credential) return unauthorised(reason)
  const found = await findByTokens(db, [read.credential], now)
  if ('refused' in found) return unauthorised(found.refused)
  const believed = believe(found.source, { headers, bytes }, now)
  return 'refused' in believed ? unauthorised(believed.refused) : { ...found, body: read.body }
}

async function parse(source: Source, bytes: Buffer, headers: HeaderFields, ways: Ways): Promise<ReadCall> {
  const read = await readBody(bytes, headers, ways.takesForm, knownLimits)
  return 'refused' in read ? refused(read) : { source, body: read.body }
}

/** What stands behind the question mark of an address; to read the whole address takes longer, and nothing else of it is asked for. */
function queryOf(url: string): URLSearchParams {
  const [whole = ''] = url.split('#', 1)
  const at = whole.indexOf('?')
  return new URLSearchParams(at < 0 ? '' : whole.slice(at))
}

/** Some tools can only PUT, some can only GET; a HEAD is somebody looking. */
function isRightMethod(method: string, { takesQuery }: Ways): boolean {
  return method === 'POST' || method === 'PUT' || (method === 'GET' && takesQuery)
}

function turnAway({ request, limits, now }: Call, why: string): Response {
  if (!limits.wrong.take(clientAddress(request.headers, env.TRUSTED_PROXIES), now))
    return slowDown(tooMany, wrongRetrySeconds)
  return unauthorised(why)
}

function unauthorised(why: string): Response {
  return refuse(401, why, { 'www-authenticate': 'Bearer realm="alerts"' })
}

function slowDown(what: string, seconds: number): Response {
  return refuse(429, `${what} Send again in ${seconds} s.`, { 'retry-after': String(seconds) })
}

function refused({ refused: status, message }: Refused, hint = ''): Response {
  return refuse(status, status === 413 ? `${message}${hint}` : message)
}
