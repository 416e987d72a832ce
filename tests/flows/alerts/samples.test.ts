import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sources } from '#db/schema/source.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { tokenMethods } from '#lib/rules/sources/source.ts'
import { sampleBytes, sampleRequests } from '#tests/alerts/requests.ts'
import type { Site } from '#tests/support/site.ts'
import { call, intakeSite, now } from './intake-fixture.ts'

const token = 'it_7Qm3fixture'
const secret = 'whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='

let site: Site
beforeAll(async () => {
  site = await intakeSite()
  const scheme = { scheme: 'standard-webhooks' as const, secrets: [{ value: secret, until: null }] }
  await site.db.insert(sources).values([
    { id: 'by-token', name: 'by token', tokenHash: hashToken(token), authentication: [...tokenMethods] },
    { id: 'signed', name: 'signed', tokenHash: hashToken('unused'), signing: scheme },
  ])
})
afterAll(() => site?.close())

/** How each member of a request is answered, where it is not simply accepted. */
const results: Record<string, string[]> = {
  'alertmanager-missing-host-firing': ['unmatched'],
  'uptime-kuma-test-firing': ['ignored'],
  'generic-duplicate-firing': ['duplicate'],
  'generic-resolved-before-firing-late-firing': ['ignored'],
  'generic-partial-firing': ['accepted', 'rejected', 'unmatched'],
}

const requests = sampleRequests().flatMap(({ place, ...rest }) => (place ? [{ ...rest, ...place }] : []))

// They stand in their order: the later ones speak of what came before.
describe('the requests of the samples, one after the other', () => {
  it.each(requests.map(request => [request.name, request] as const))('%s', async (name, request) => {
    const { format, pathToken, headers, file, status } = request
    // A signature has to be fresh.
    const signedAt = headers['webhook-timestamp']
    const answer = await call(site, {
      format,
      headers,
      body: Buffer.from(sampleBytes(file)),
      ...(pathToken === null ? {} : { pathToken }),
      at: signedAt ? new Date(Number(signedAt) * 1000) : now,
    })
    await decideAlerts(site.db, () => now)
    expect(answer.status).toBe(status)
    expect(answer.body.results.map((each: { status: string }) => each.status)).toEqual(
      results[name] ?? ['accepted'],
    )
  })
})
