import * as oidc from 'openid-client'
import { env } from '#lib/env.ts'
import { CompanyClaims } from '#lib/rules/staff/company.ts'

/** The company's identity provider, as the environment names it. */
export type Company = { issuer: string; clientId: string; clientSecret: string | undefined }

/** null: staff sign in here alone. */
export const ownCompany: Company | null =
  env.OIDC_ISSUER && env.OIDC_CLIENT_ID
    ? { issuer: env.OIDC_ISSUER, clientId: env.OIDC_CLIENT_ID, clientSecret: env.OIDC_CLIENT_SECRET }
    : null

/** Where the provider sends people back to: it has to know this address. */
export const companyReturn = `${env.SITE_URL}/api/oidc/callback`

/** By how much clocks may differ; OpenID Connect says "no more than a few minutes". */
const skewSeconds = 60
const answerSeconds = 10
/** What a provider says of itself is asked for again after this, so that its changed keys are known. */
const keptMs = 3_600_000
const mostBytes = 1_000_000

/** What one sign-in is known by: each is random, and none is used twice. */
export type CompanyAsk = { state: string; nonce: string; verifier: string }

/** What is asked of the company's provider once: state, nonce and verifier of PKCE, each by chance. */
export function newCompanyAsk(): CompanyAsk {
  return { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() }
}

/** Where a person signs in. Throws where the provider cannot be reached or is another than was named. */
export async function companyAddress(company: Company, ask: CompanyAsk): Promise<string> {
  const config = await discover(company)
  const address = oidc.buildAuthorizationUrl(config, {
    redirect_uri: companyReturn,
    scope: 'openid email profile',
    state: ask.state,
    nonce: ask.nonce,
    code_challenge: await oidc.calculatePKCECodeChallenge(ask.verifier),
    code_challenge_method: 'S256',
  })
  return address.href
}

/**
 * What the provider says of who comes back with this query. Throws where it says nothing that counts: a wrong signature,
 * issuer, audience, nonce, state or time, or a code that was used.
 */
export async function askCompany(
  company: Company,
  query: URLSearchParams,
  ask: CompanyAsk,
): Promise<{ claims: CompanyClaims; all: Record<string, unknown> }> {
  const config = await discover(company)
  const address = new URL(companyReturn)
  address.search = query.toString()
  const tokens = await oidc.authorizationCodeGrant(config, address, {
    pkceCodeVerifier: ask.verifier,
    expectedState: ask.state,
    expectedNonce: ask.nonce,
    idTokenExpected: true,
  })
  const stated = tokens.claims()
  if (!stated) throw new Error('The identity provider gave no ID token.')
  const all = { ...(await moreOf(config, tokens.access_token, stated)), ...stated }
  return { claims: CompanyClaims.parse(all), all }
}

/** Many providers state the address only when they are asked for it; what the signed token says counts first. */
async function moreOf(
  config: oidc.Configuration,
  accessToken: string,
  stated: oidc.IDToken,
): Promise<Record<string, unknown>> {
  const isWhole = stated.email !== undefined && stated.email_verified !== undefined && !env.OIDC_ROLES_CLAIM
  if (isWhole || !config.serverMetadata().userinfo_endpoint) return {}
  return { ...(await oidc.fetchUserInfo(config, accessToken, stated.sub)) }
}

const known = new Map<string, { config: Promise<oidc.Configuration>; at: number }>()

function discover(company: Company): Promise<oidc.Configuration> {
  const key = JSON.stringify(company)
  const kept = known.get(key)
  const at = performance.now()
  if (kept && at - kept.at < keptMs) return kept.config
  const config = read(company)
  known.set(key, { config, at })
  config.catch(() => known.delete(key))
  return config
}

/** Where the provider is on this machine it needs no TLS, as the environment allows. */
async function read({ issuer, clientId, clientSecret }: Company): Promise<oidc.Configuration> {
  const isPlain = issuer.startsWith('http:')
  const config = await oidc.discovery(
    new URL(issuer),
    clientId,
    { [oidc.clockTolerance]: skewSeconds },
    clientSecret ? withSecret(clientSecret) : oidc.None(),
    {
      timeout: answerSeconds,
      execute: [oidc.enableNonRepudiationChecks, ...(isPlain ? [oidc.allowInsecureRequests] : [])],
      [oidc.customFetch]: fetchLittle,
    },
  )
  config[oidc.customFetch] = fetchLittle
  return config
}

/** The secret as the provider takes it: in the header, as by default, or else in the form. */
function withSecret(secret: string): oidc.ClientAuth {
  const [basic, post] = [oidc.ClientSecretBasic(secret), oidc.ClientSecretPost(secret)]
  return (server, ...rest) => {
    const { token_endpoint_auth_methods_supported: taken = ['client_secret_basic'] } = server
    const send = taken.includes('client_secret_basic') ? basic : post
    return send(server, ...rest)
  }
}

/** An answer of the provider, which may not be larger than any such answer is. */
async function fetchLittle(url: string, options: oidc.CustomFetchOptions): Promise<Response> {
  const { body, method, headers, redirect, signal } = options
  const response = await fetch(url, {
    body: (body ?? null) as BodyInit | null,
    method,
    headers,
    redirect,
    signal: signal ?? null,
  })
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > mostBytes)
      throw new Error(`${new URL(url).host} answered with more than ${mostBytes} bytes.`)
    parts.push(part)
  }
  const { status, statusText } = response
  return new Response(status === 204 ? null : Buffer.concat(parts), {
    status,
    statusText,
    headers: response.headers,
  })
}
