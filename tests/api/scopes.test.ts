import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answerApi } from '#lib/api/answer-api.ts'
import { olderOperations, operations } from '#lib/api/operations.ts'
import { env } from '#lib/env.ts'
import { makeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { type ApiScope, apiScopes } from '#lib/rules/settings/api-scope.ts'
import { firstOf } from '#tests/support/measure.ts'
import { type Site, testSite } from '#tests/support/site.ts'
import { exampleWorld, now } from './api-world.ts'

let site: Site
const keys = new Map<ApiScope, string>()
const all = [...operations, ...olderOperations].map(({ contract }) => contract)

async function keyWith(scope: ApiScope): Promise<void> {
  const made = await makeApiToken(
    site.db,
    { name: scope, scopes: [scope], expiresAt: null, staffId: 'dana' },
    now,
  )
  if (made !== 'name-taken') keys.set(scope, made.token)
}

beforeAll(async () => {
  site = await testSite()
  await exampleWorld(site.db)
  for (const scope of apiScopes) await keyWith(scope)
}, 60_000)
afterAll(() => site.close())

/** Asks for an operation about nothing that there is: who may gets another answer than 401 and 403. */
async function statusWith(contract: (typeof all)[number], key: string | null): Promise<number> {
  const path = contract.path.replace(/\{\w+\}/g, 'zzzzzzzzzzzz')
  const hasBody = contract.method !== 'get' && contract.method !== 'delete'
  const request = new Request(`${env.SITE_URL}/api/v1${path}`, {
    method: contract.method.toUpperCase(),
    headers: {
      ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      ...(hasBody ? { 'content-type': 'application/json' } : {}),
    },
    ...(hasBody ? { body: '[]' } : {}),
  })
  return (await answerApi(request, now, site.db)).status
}

/**
 * All scopes; in brief the operation's own and the next few after it, others for each: keys.test.ts asks with a key that has
 * all but its own at once.
 */
function triedOn({ id, scope }: (typeof all)[number]): readonly ApiScope[] {
  const at = all.findIndex(contract => contract.id === id) % apiScopes.length
  const others = [...apiScopes.slice(at), ...apiScopes.slice(0, at)].filter(each => each !== scope)
  return [scope, ...firstOf(others, 4)]
}

describe('every operation of the API, by the scope of the key', () => {
  it.each(all.map(contract => [contract.method, contract.path, contract] as const))(
    '%s %s is done with its own scope alone',
    async (_method, _path, contract) => {
      expect(apiScopes).toContain(contract.scope)
      for (const scope of triedOn(contract)) {
        const status = await statusWith(contract, keys.get(scope) ?? null)
        if (scope === contract.scope) expect([401, 403]).not.toContain(status)
        else expect([scope, status]).toEqual([scope, 403])
      }
    },
  )

  it('is done for nobody who shows no key, and who tries many is told to wait', async () => {
    for (const contract of all) expect([401, 429]).toContain(await statusWith(contract, null))
  })
})
