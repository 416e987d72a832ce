import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'
import Provider from 'oidc-provider'

/**
 * A real OpenID Connect provider in a thread of its own, whose clock is set by the test. Whoever is sent to it is signed in
 * as who the test said last, without a question.
 */
type Person = { sub: string; claims: Record<string, unknown> }

let person: Person = { sub: 'nobody', claims: {} }
let skewMs = 0
const realNow = Date.now
Date.now = () => realNow() + skewMs

const { clientId, clientSecret, redirectUri } = workerData

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider = open(issuer)
  const answer = provider.callback()
  server.on('request', async (request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response)
    const { amr } = person.claims
    const login = { accountId: person.sub, amr: Array.isArray(amr) ? amr : undefined }
    await provider.interactionFinished(request, response, { login })
  })
  parentPort?.postMessage({ issuer })
})

parentPort?.on('message', (told: { person?: Person; skewSeconds?: number }) => {
  if (told.person) person = told.person
  if (told.skewSeconds !== undefined) skewMs = told.skewSeconds * 1000
  parentPort?.postMessage({ isHeard: true })
})

function open(issuer: string): Provider {
  const names = ['email', 'email_verified', 'name', 'groups', 'amr']
  return new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        token_endpoint_auth_method: 'client_secret_basic',
      },
    ],
    claims: { openid: ['sub', ...names], email: [], profile: [] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ ...person.claims, sub }) }),
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  })
}
