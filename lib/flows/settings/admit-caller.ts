import type { Database } from '#db/client.ts'
import { type FoundKey, findKey } from '#db/reads/settings/api-tokens.ts'
import { countKeyRequest } from '#db/writes/settings/api-tokens.ts'
import { credentialsOf } from '#lib/alerts/request/credentials.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { env } from '#lib/env.ts'
import { isWithin } from '#lib/limits/networks.ts'
import { clientAddress, createRateLimit, networkOf, type RateLimit } from '#lib/limits/rate-limit.ts'
import { logSecurity } from '#lib/log/security.ts'
import { rateHeaders, retrySeconds } from '#lib/rules/settings/api-key.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'
import { type ApiRefusal, answerRefusal } from './refuse-caller.ts'

/** Wrong keys of one address and its network, whatever they were to open. */
const wrongTokens = createRateLimit({
  name: 'wrong-keys',
  address: { burst: 20, perMinute: 10 },
  network: { burst: 60, perMinute: 30 },
})
const wrongPauseSeconds = 60
const place = 'at the desk, under API keys'

/**
 * A program whose key is one of ours, and which may do what it is about to. Its id is that of who did it. rate: the headers
 * that say what it has left.
 */
export type ApiCaller = {
  id: string
  name: string
  scopes: readonly ApiScope[]
  rate: Record<string, string>
}

/** Who sends a request to the API, known before its body is read; or why nobody is. */
export async function findCaller(
  db: Database,
  request: Request,
  now: Date,
  wrong: RateLimit = wrongTokens,
): Promise<ApiCaller | { refused: ApiRefusal }> {
  const from = clientAddress(request.headers, env.TRUSTED_PROXIES)
  const [token = null] = credentialsOf(request.headers, new URLSearchParams(), null).map(each => each.token)
  const admitted = token === null ? missing : await admit(db, { token, from }, now)
  if (!('why' in admitted)) return admitted
  logSecurity('key-refused', { why: admitted.why, network: networkOf(from) })
  return { refused: wrong.take(from, now) ? admitted.refusal : tooOften }
}

/** Why a key opens nothing. */
type Wrong = { why: 'missing' | 'unknown' | 'ended' | 'other-network'; refusal: ApiRefusal }

async function admit(
  db: Database,
  { token, from }: { token: string; from: string },
  now: Date,
): Promise<ApiCaller | { refused: ApiRefusal } | Wrong> {
  const tokenHash = hashToken(token)
  const key = await findKey(db, tokenHash, now)
  if (!key) return unknown
  const { id, name, scopes, expiresAt, networks, isPrevious } = key
  if (expiresAt && expiresAt <= now) {
    const detail = `This key ended at ${expiresAt.toISOString()}. Renew it ${place}.`
    return { why: 'ended', refusal: unauthorised(detail) }
  }
  if (networks.length > 0 && !isWithin(networks, from)) return elsewhere
  const turn = await countKeyRequest(db, { id, tokenHash, from, isPrevious }, now)
  // Revoked between the two.
  if (!turn) return unknown
  const { perMinute, left } = turn
  if (left < 1) return { refused: keyTooOften(key, perMinute, left) }
  return { id, name, scopes, rate: rateHeaders(perMinute, left - 1) }
}

function keyTooOften({ id, name }: FoundKey, perMinute: number, left: number): ApiRefusal {
  const seconds = retrySeconds(perMinute, left)
  logSecurity('rate-limited', { limit: 'requests-of-a-key', keyId: id })
  return {
    status: 429,
    detail: `The key “${name}” may send ${perMinute} requests in a minute. Send again in ${seconds} s, or have more allowed ${place}.`,
    headers: { ...rateHeaders(perMinute, left), 'retry-after': String(seconds) },
  }
}

function unauthorised(detail: string): ApiRefusal {
  return { status: 401, detail, headers: { 'www-authenticate': 'Bearer realm="api"' } }
}

const missing: Wrong = {
  why: 'missing',
  refusal: unauthorised(
    `The key is missing. Send "Authorization: Bearer …" with a key that is made ${place}.`,
  ),
}
const unknown: Wrong = {
  why: 'unknown',
  refusal: unauthorised(`This key is none of ours, or was revoked. Make one ${place}.`),
}
const elsewhere: Wrong = {
  why: 'other-network',
  refusal: {
    status: 403,
    detail: `This key may be used from some addresses alone, and yours is none of them. They are named ${place}.`,
  },
}

const tooOften: ApiRefusal = {
  status: 429,
  detail: `Too many wrong keys came from your network. Send again in ${wrongPauseSeconds} s.`,
  headers: { 'retry-after': String(wrongPauseSeconds) },
}

/** Why a caller may not do what needs this scope; null: it may. */
export function refuseScope({ id, name, scopes }: ApiCaller, scope: ApiScope): ApiRefusal | null {
  if (scopes.includes(scope)) return null
  logSecurity('not-allowed', { keyId: id, needs: scope })
  const detail = `The key “${name}” lacks the scope ${scope}. Make one that has it ${place}.`
  return { status: 403, detail, more: { scope } }
}

/** The same for one that has to have this scope; or the answer for who may not. */
export async function admitCaller(
  db: Database,
  request: Request,
  scope: ApiScope,
  now: Date,
  wrong?: RateLimit,
): Promise<ApiCaller | Response> {
  const caller = await findCaller(db, request, now, wrong)
  if ('refused' in caller) return answerRefusal(caller.refused)
  const refusal = refuseScope(caller, scope)
  return refusal ? withRate(caller, answerRefusal(refusal)) : caller
}

/** An answer with what its key has left. */
export function withRate({ rate }: ApiCaller, response: Response): Response {
  for (const [name, value] of Object.entries(rate)) response.headers.set(name, value)
  return response
}

/** An answer that says what is wrong with a request to the API. */
export function refuseCaller(status: number, detail: string): Response {
  return answerRefusal({ status, detail })
}
