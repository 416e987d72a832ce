import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Contract } from '#lib/api/contract/contract.ts'
import { olderOperations, operations } from '#lib/api/operations.ts'
import { type Site, testSite } from '#tests/support/site.ts'
import { callApi, keyFor } from './api-world.ts'
import { laterWorld } from './later-world.ts'

let site: Site
let key: string

beforeAll(async () => {
  site = await testSite()
}, 60_000)
afterAll(() => site.close())
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
    '%s shows an answer of its form',
    (_, contract) => {
      expect(contract.answer.parse(contract.example.answer)).toEqual(contract.example.answer)
    },
  )
})

describe('a request of an example', () => {
  /** What only reads leaves the world as it was. */
  let isFresh = false
  async function refresh(): Promise<void> {
    if (!isFresh) {
      await laterWorld(site.db)
      key = await keyFor(site.db)
    }
    isFresh = false
  }
  beforeEach(refresh)

  it.each(contracts.map(contract => [contract.id, contract] as const))(
    '%s is answered as its contract says',
    async (_, contract) => {
      const { status, body } = await callApi(site.db, { ...requestOf(contract), key })
      expect({ status, body: status < 300 ? null : body }).toEqual({ status: 200, body: null })
      contract.answer.parse(body)
      isFresh = contract.method === 'get'
    },
  )

  it.each(
    contracts.filter(contract => contract.hasNotices).map(contract => [contract.id, contract] as const),
  )('%s with dry_run changes nothing, and says how many would hear and what', async (_, contract) => {
    const before = await recorded()
    const asked = requestOf(contract)
    const { status, body } = await callApi(site.db, { ...asked, path: `${asked.path}?dry_run=true`, key })
    expect({ status, dryRun: body.dryRun, reach: body.reach }).toEqual({
      status: 200,
      dryRun: true,
      reach: expect.any(Number),
    })
    if ('mail' in body && body.reach > 0)
      expect(body.mail).toEqual({ subject: expect.stringMatching(/\S/), text: expect.stringMatching(/\S/) })
    expect(body.mail?.text ?? '').not.toMatch(/undefined|\bnull\b|Invalid Date|Mark\b/)
    expect(await recorded()).toEqual(before)
    isFresh = true
  })
})

/** All that was written down, and all posts with their updates. */
async function recorded() {
  const { rows } = await site.db.execute(
    `select (select count(*) from audit) as audit, (select count(*) from updates) as updates,
      (select json_agg(p order by p.id) from posts p) as posts, (select json_agg(m order by m.id) from maintenance m) as work,
      (select json_agg(s order by s.id) from subscribers s) as subscribers,
      (select json_agg(r order by r.id) from recurrences r) as recurrences,
      (select json_agg(r order by r.post_id) from reviews r) as reviews,
      (select count(*) from maintenance_servers where cancelled_at is null and completed_at is null) as turns`,
  )
  return rows
}
