import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, type JWTPayload, SignJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askCompany, type CompanyAsk } from '#lib/identity/company.ts'

const [own, foreign] = await Promise.all([generateKeyPair('RS256'), generateKeyPair('RS256')])
const client = { clientId: 'status-site', clientSecret: 'a secret of the site, 32 signs and more' }

/** What the provider gives for the next code. */
let token = ''
let issuer = ''

// A provider whose every word the test chooses; a real one is in tests/flows/sign-in.
const server = createServer(async (request, response) => {
  const answer = (body: unknown) =>
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body))
  if (request.url === '/.well-known/openid-configuration')
    return answer({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/keys`,
      id_token_signing_alg_values_supported: ['RS256'],
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
    })
  if (request.url === '/keys')
    return answer({ keys: [{ ...(await exportJWK(own.publicKey)), kid: 'own', alg: 'RS256', use: 'sig' }] })
  return answer({ access_token: 'access', token_type: 'Bearer', id_token: token })
})

beforeAll(async () => {
  await once(server.listen(0, '127.0.0.1'), 'listening')
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => server.close())

const ask: CompanyAsk = { state: 'state'.repeat(9), nonce: 'nonce'.repeat(9), verifier: 'v'.repeat(43) }
const soon = () => Math.floor(Date.now() / 1000) + 300

/** What a good token says. undefined takes a claim out. */
function claimsOf(changed: Record<string, unknown>): JWTPayload {
  const good = {
    iss: issuer,
    aud: client.clientId,
    sub: 'd1',
    nonce: ask.nonce,
    iat: soon() - 300,
    exp: soon(),
    email: 'dana@example.net',
    email_verified: true,
  }
  return { ...good, ...changed } as JWTPayload
}

type Signing = { key?: CryptoKey | Uint8Array; header?: Partial<JWTHeaderParameters> }

function sign(
  changed: Record<string, unknown>,
  { key = own.privateKey, header = {} }: Signing = {},
): Promise<string> {
  return new SignJWT(claimsOf(changed)).setProtectedHeader({ alg: 'RS256', kid: 'own', ...header }).sign(key)
}

function unsigned(): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${part({ alg: 'none' })}.${part(claimsOf({}))}.`
}

async function claimsFor(given: string): Promise<unknown> {
  token = given
  const query = new URLSearchParams({ code: 'code', state: ask.state })
  return (await askCompany({ issuer, ...client }, query, ask)).claims
}

describe('an ID token', () => {
  it('of our provider, for us and this sign-in is believed', async () => {
    expect(await claimsFor(await sign({}))).toMatchObject({ sub: 'd1', email: 'dana@example.net' })
  })

  it.each<[string, Record<string, unknown>]>([
    ['for another client', { aud: 'another-site' }],
    ['for several, and made for another', { aud: ['another-site', client.clientId], azp: 'another-site' }],
    ['for nobody', { aud: undefined }],
    ['of another sign-in', { nonce: 'other'.repeat(9) }],
    ['of no sign-in', { nonce: undefined }],
    ['of another provider', { iss: 'https://login.example.org' }],
    ['that is over', { exp: 1_000_000_000 }],
    ['without an end', { exp: undefined }],
    ['that does not begin until later', { nbf: 4_000_000_000 }],
    ['of nobody', { sub: undefined }],
  ])('%s is refused', async (_, changed) => {
    await expect(claimsFor(await sign(changed))).rejects.toThrow()
  })

  it('is refused that is not signed, or by a key of somebody else, also where it brings that key along', async () => {
    const jwk = await exportJWK(foreign.publicKey)
    const signed = await sign({})
    const secret = new TextEncoder().encode(client.clientSecret)
    for (const given of [
      unsigned(),
      `${signed.split('.').slice(0, 2).join('.')}.`,
      await sign({}, { key: foreign.privateKey }),
      await sign({}, { key: foreign.privateKey, header: { kid: 'other', jwk } }),
      await sign({}, { key: foreign.privateKey, header: { jku: `${issuer}/keys-of-others` } }),
      await sign({}, { key: secret, header: { alg: 'HS256' } }),
    ])
      await expect(claimsFor(given)).rejects.toThrow()
  })
})
