import type { Database } from '#db/client.ts'
import { touchToken } from '#db/writes/settings/api-tokens.ts'
import { credentialsOf } from '#lib/alerts/request/credentials.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { env } from '#lib/env.ts'
import type { ApiScope } from '#lib/rules/settings/api-scope.ts'
import { clientAddress, createRateLimit, type RateLimit } from '#lib/turns/rate-limit.ts'

/** Wrong tokens of one address and its network, whatever they were to open. */
const wrongTokens = createRateLimit({
  address: { burst: 20, perMinute: 10 },
  network: { burst: 60, perMinute: 30 },
})
const retrySeconds = 60

/** What a token of each scope may do, and where at the desk it is made. */
const scopes: Readonly<Record<ApiScope, { may: string; place: string }>> = {
  customers: { may: 'change customers', place: 'under Customers' },
  progress: { may: 'note progress', place: 'under Posts' },
  servers: { may: 'read or change servers', place: 'under Servers' },
}

/** A program whose token is one of ours. */
export type ApiCaller = { id: string; name: string }

/** Who sends a request to the API, known before its body is read; or the answer for who may not. */
export async function admitCaller(
  db: Database,
  request: Request,
  scope: ApiScope,
  now: Date,
  wrong: RateLimit = wrongTokens,
): Promise<ApiCaller | Response> {
  const [token = null] = credentialsOf(request.headers, new URLSearchParams(), null).map(each => each.token)
  const caller = token ? await touchToken(db, { tokenHash: hashToken(token), scope }, now) : null
  if (caller) return caller
  if (!wrong.take(clientAddress(request.headers, env.TRUSTED_PROXIES), now))
    return refuseCaller(
      429,
      `Too many wrong tokens came from your network. Send again in ${retrySeconds} s.`,
      {
        'retry-after': String(retrySeconds),
      },
    )
  const { may, place } = scopes[scope]
  const message = token
    ? `This token may not ${may}. Make one at the desk, ${place}.`
    : `The token is missing. Send "Authorization: Bearer …" with a token from the desk, ${place}.`
  return refuseCaller(401, message, { 'www-authenticate': `Bearer realm="${scope}"` })
}

/** An answer that says what is wrong with a request to the API. */
export function refuseCaller(
  status: number,
  message: string,
  headers: Record<string, string> = {},
): Response {
  return Response.json({ message }, { status, headers })
}
