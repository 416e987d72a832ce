import type { Database } from '#db/client.ts'
import { readTokenEnd } from '#db/reads/settings/api-tokens.ts'
import { type KnownToken, touchToken } from '#db/writes/settings/api-tokens.ts'
import { credentialsOf } from '#lib/alerts/request/credentials.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { env } from '#lib/env.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'
import { clientAddress, createRateLimit, type RateLimit } from '#lib/turns/rate-limit.ts'
import { type ApiRefusal, answerRefusal } from './refuse-caller.ts'

/** Wrong keys of one address and its network, whatever they were to open. */
const wrongTokens = createRateLimit({
  address: { burst: 20, perMinute: 10 },
  network: { burst: 60, perMinute: 30 },
})
const retrySeconds = 60
const place = 'at the desk, under API keys'

/** A program whose key is one of ours, and which may do what it is about to. Its id is that of who did it. */
export type ApiCaller = KnownToken

/** Who sends a request to the API, known before its body is read; or why nobody is. */
export async function findCaller(
  db: Database,
  request: Request,
  now: Date,
  wrong: RateLimit = wrongTokens,
): Promise<ApiCaller | { refused: ApiRefusal }> {
  const [token = null] = credentialsOf(request.headers, new URLSearchParams(), null).map(each => each.token)
  const tokenHash = token ? hashToken(token) : null
  const caller = tokenHash ? await touchToken(db, tokenHash, now) : null
  if (caller) return caller
  if (!wrong.take(clientAddress(request.headers, env.TRUSTED_PROXIES), now)) return { refused: tooOften }
  const endedAt = tokenHash ? await readTokenEnd(db, tokenHash) : null
  const detail = endedAt
    ? `This key ended at ${endedAt.toISOString()}. Make another one ${place}.`
    : token
      ? `This key is none of ours, or was revoked. Make one ${place}.`
      : `The key is missing. Send "Authorization: Bearer …" with a key that is made ${place}.`
  return { refused: { status: 401, detail, headers: { 'www-authenticate': 'Bearer realm="api"' } } }
}

const tooOften: ApiRefusal = {
  status: 429,
  detail: `Too many wrong keys came from your network. Send again in ${retrySeconds} s.`,
  headers: { 'retry-after': String(retrySeconds) },
}

/** Why a caller may not do what needs this scope; null: it may. */
export function refuseScope({ name, scopes }: ApiCaller, scope: ApiScope): ApiRefusal | null {
  if (scopes.includes(scope)) return null
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
  return refusal ? answerRefusal(refusal) : caller
}

/** An answer that says what is wrong with a request to the API. */
export function refuseCaller(status: number, detail: string): Response {
  return answerRefusal({ status, detail })
}
