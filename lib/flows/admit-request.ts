import type { Database } from '#db/client.ts'
import type { Source } from '#db/reads/sources.ts'
import { isForm, type Refused, readBody, readBytes, readQuery } from '#lib/alerts/body.ts'
import { credentialsOf } from '#lib/alerts/credentials.ts'
import { refuse } from '#lib/alerts/reply.ts'
import { env } from '#lib/env.ts'
import { clientAddress, createRateLimit, type RateLimit } from '#lib/rate-limit.ts'
import { type Authenticated, authenticateSource } from './authenticate-source.ts'

/** How a request may come, beside JSON in a body. */
export type Ways = { pathToken: string | null; takesForm: boolean; takesQuery: boolean }

export type Admitted = { source: Source; body: unknown; messageId: string | null; isDryRun: boolean }

export type Limits = {
  /** Requests of one source. */
  source: RateLimit
  /** Wrong tokens and signatures of one address and its network. */
  wrong: RateLimit
}

/** A source that runs wild must not cost the others their place; a storm of alerts is far below this. */
const ofSource = { burst: 20_000, perMinute: 60_000 }
const sourceRetrySeconds = 5
const wrongRetrySeconds = 60

export const ownLimits: Limits = {
  source: createRateLimit({ address: ofSource, network: ofSource }),
  wrong: createRateLimit({
    address: { burst: 20, perMinute: 10 },
    network: { burst: 60, perMinute: 30 },
  }),
}

const mostMessageId = 256

/**
 * Lets a source's request in: reads it, finds out who sent it, and parses it.
 * Otherwise the answer that says what is wrong. The body is unpacked and parsed for a known source only, unless the token
 * can only be among its fields.
 */
export async function admitRequest(
  db: Database,
  request: Request,
  ways: Ways,
  now: Date,
  limits: Limits,
): Promise<Admitted | Response> {
  const { headers } = request
  const query = new URL(request.url).searchParams
  if (!isRightMethod(request.method, ways))
    return refuse(405, `Send it by POST, not by ${request.method}.`, { allow: 'POST, PUT, OPTIONS' })
  const bytes = await readBytes(request)
  if ('refused' in bytes) return refused(bytes)
  const outside = credentialsOf(headers, query, ways.pathToken)
  const form = outside.length === 0 && isForm(headers) ? await readBody(bytes, headers, ways.takesForm) : null
  const inside = form && 'body' in form && form.credential ? [form.credential] : []
  const found = await authenticateSource(db, { credentials: [...outside, ...inside], headers, bytes }, now)
  if ('refused' in found) return turnAway(found, headers, now, limits)
  const { source } = found
  // A signature covers the body, and what a GET says is not there.
  if (request.method === 'GET' && source.signing)
    return refuse(401, 'This source signs its requests, and a GET cannot be signed. Send it by POST.')
  if (!limits.source.take(source.id, now)) return slowDown('This source sends too much.', sourceRetrySeconds)
  const messageId = headers.get('webhook-id')?.slice(0, mostMessageId) || null
  const common = { source, messageId, isDryRun: query.has('dry-run') }
  if (request.method === 'GET') return { ...common, body: readQuery(query) }
  const read = form ?? (await readBody(bytes, headers, ways.takesForm))
  return 'refused' in read ? refused(read) : { ...common, body: read.body }
}

/** Some tools can only PUT, some can only GET; a HEAD is somebody looking. */
function isRightMethod(method: string, { takesQuery }: Ways): boolean {
  return method === 'POST' || method === 'PUT' || (method === 'GET' && takesQuery)
}

function turnAway(
  { refused: why }: Extract<Authenticated, { refused: string }>,
  headers: Headers,
  now: Date,
  limits: Limits,
): Response {
  if (!limits.wrong.take(clientAddress(headers, env.TRUSTED_PROXIES), now))
    return slowDown('Too many wrong tokens came from your network.', wrongRetrySeconds)
  return refuse(401, why, { 'www-authenticate': 'Bearer realm="alerts"' })
}

function slowDown(what: string, seconds: number): Response {
  return refuse(429, `${what} Send again in ${seconds} s.`, { 'retry-after': String(seconds) })
}

function refused({ refused: status, message }: Refused): Response {
  return refuse(status, message)
}

/** What a request answers whose handling failed: the database is out of reach. Nothing was stored. */
export function sayUnavailable(error: unknown): Response {
  // A failed query's own message repeats all of its values.
  const { message = String(error), cause } = error as { message?: string; cause?: { message?: string } }
  console.error(`allclear: an alert could not be stored: ${(cause?.message ?? message).slice(0, 200)}`)
  const sentence = 'Nothing was stored, for the database does not answer. Send it again in a few seconds.'
  return refuse(503, sentence, { 'retry-after': '5' })
}
