import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Contract } from '#lib/api/contract/contract.ts'
import { olderOperations, operations } from '#lib/api/operations.ts'
import { type Site, testSite } from '#tests/support/site.ts'
import { callApi, exampleWorld, keyFor } from './api-world.ts'

let site: Site
let key: string

beforeAll(async () => {
  site = await testSite()
}, 60_000)
afterAll(() => site.close())
beforeEach(async () => {
  await exampleWorld(site.db)
  key = await keyFor(site.db)
})

const contracts = [...operations, ...olderOperations].map(({ contract }) => contract)

/** The address of an example, and what is sent there. */
function requestOf({ method, path, example }: Contract) {
  const { params = {}, query = {}, body } = example
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const asked = new URLSearchParams(query).toString()
  const address = asked === '' ? filled : `${filled}?${asked}`
  return { method: method.toUpperCase(), path: address, ...(body === undefined ? {} : { body }) }
}

describe('an example of the API', () => {
  it.each(contracts.map(contract => [contract.id, contract] as const))(
    '%s is answered as its contract says',
    async (_, contract) => {
      const { status, body } = await callApi(site.db, { ...requestOf(contract), key })
      expect({ status, body: status < 300 ? null : body }).toEqual({ status: 200, body: null })
      contract.answer.parse(body)
    },
  )

  it.each(contracts.map(contract => [contract.id, contract] as const))(
    '%s shows an answer of its form',
    (_, contract) => {
      expect(contract.answer.parse(contract.example.answer)).toEqual(contract.example.answer)
    },
  )

  it.each(contracts.filter(contract => contract.isTelling).map(contract => [contract.id, contract] as const))(
    '%s with dry_run changes nothing and says how many would hear',
    async (_, contract) => {
      const before = await recorded()
      const asked = requestOf(contract)
      const { status, body } = await callApi(site.db, { ...asked, path: `${asked.path}?dry_run=true`, key })
      expect({ status, dryRun: body.dryRun, reach: body.reach }).toEqual({
        status: 200,
        dryRun: true,
        reach: expect.any(Number),
      })
      expect(await recorded()).toEqual(before)
    },
  )
})

/** All that was written down, and all posts with their updates. */
async function recorded() {
  const { rows } = await site.db.execute(
    `select (select count(*) from audit) as audit, (select count(*) from updates) as updates,
      (select json_agg(p order by p.id) from posts p) as posts, (select json_agg(m order by m.id) from maintenance m) as work,
      (select json_agg(s order by s.id) from subscribers s) as subscribers`,
  )
  return rows
}
