import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GET, PATCH, PUT } from '#app/api/v1/[...path]/route.ts'
import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readApiTokens } from '#db/reads/settings/api-tokens.ts'
import { servers } from '#db/schema/server.ts'
import { staff } from '#db/schema/staff.ts'
import { env } from '#lib/env.ts'
import { makeApiToken, revokeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { made } from '#tests/support/made.ts'
import { testSite } from '#tests/support/site.ts'

let site: Awaited<ReturnType<typeof testSite>>
let db: Database
let token: string
const dana = newId()
const start = new Date('2026-03-10T14:30:00Z')

beforeAll(async () => {
  site = await testSite()
  db = site.db
}, 60_000)
afterAll(() => site.close())

beforeEach(async () => {
  await emptyTables(db, 'servers', 'groups', 'api_tokens', 'people', 'audit')
  await db.insert(staff).values({ role: 'owner', id: dana, name: 'Dana', email: 'dana@example.net' })
  token = made(
    await makeApiToken(
      db,
      { scopes: ['servers:read', 'servers:write'], expiresAt: null, name: 'inventory', staffId: dana },
      start,
    ),
  ).token
})

type Sent = {
  method?: 'GET' | 'PUT' | 'PATCH'
  query?: string
  type?: string
  token?: string
  body?: unknown
}

async function send({ method = 'PUT', query = '', type = 'application/json', body, ...rest }: Sent) {
  const request = new Request(`${env.SITE_URL}/api/v1/servers${query}`, {
    method,
    headers: { authorization: `Bearer ${rest.token ?? token}`, 'content-type': type },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await { GET, PUT, PATCH }[method](request)
  return { status: response.status, ...(await response.json()) }
}

const web = (number: number, facts: object = {}) => ({ hostname: `web${number}.example.net`, ...facts })
const many = (count: number) => Array.from({ length: count }, (_, i) => web(i + 1))

describe('the token', () => {
  it('of another kind, a wrong one and a revoked one do nothing', async () => {
    const other = made(
      await makeApiToken(
        db,
        { scopes: ['customers:write'], expiresAt: null, name: 'WHMCS', staffId: dana },
        start,
      ),
    ).token
    const [known] = await readApiTokens(db, 'servers:write')
    for (const method of ['GET', 'PUT', 'PATCH'] as const) {
      const body = method === 'GET' ? {} : { body: {} }
      const scope = method === 'GET' ? 'servers:read' : 'servers:write'
      expect(await send({ method, token: other, ...body })).toMatchObject({ status: 403, scope })
      expect(await send({ method, token: 'servers_x', ...body })).toMatchObject({ status: 401 })
    }
    expect((await send({ method: 'GET' })).status).toBe(200)
    expect(await revokeApiToken(db, { tokenId: known?.id ?? '', staffId: dana }, start)).toBe('done')
    expect((await send({ method: 'GET' })).status).toBe(401)
  })
})

describe('servers by the API', () => {
  it('come as they can be sent again, and change nothing then', async () => {
    const list = [
      web(1, { label: 'one', group: 'Wien', aliases: ['w1'], addresses: ['203.0.113.1'], note: 'New disks' }),
      web(2),
    ]
    expect(await send({ body: { servers: list } })).toMatchObject({
      status: 200,
      added: ['web1.example.net', 'web2.example.net'],
      newGroups: ['Wien'],
    })
    const { status, ...given } = await send({ method: 'GET' })
    expect(given).toEqual({
      servers: [
        {
          aliases: ['w1'],
          addresses: ['203.0.113.1'],
          group: 'Wien',
          hostname: 'web1.example.net',
          label: 'one',
          note: 'New disks',
        },
        { aliases: [], addresses: [], group: null, hostname: 'web2.example.net', label: 'web2', note: null },
      ],
    })
    expect(await send({ body: given })).toMatchObject({ status: 200, added: [], changed: [], unchanged: 2 })
  })

  it('are changed one by one by PATCH, and the others stay', async () => {
    await send({ body: { servers: many(3) } })
    const body = {
      servers: [web(2, { group: 'Graz' }), { hostname: 'new3.example.net', aliases: ['web3.example.net'] }],
    }
    expect(await send({ method: 'PATCH', body })).toMatchObject({
      status: 200,
      retired: [],
      changed: [
        { hostname: 'web2.example.net', what: ['group'] },
        { hostname: 'new3.example.net', was: 'web3.example.net' },
      ],
    })
  })

  it('are only looked at in a dry run', async () => {
    expect(await send({ query: '?dry-run', body: { servers: many(2) } })).toMatchObject({
      status: 200,
      dryRun: true,
    })
    expect(await db.$count(servers)).toBe(0)
  })

  it.each([
    ['text/csv', 'hostname,group\nweb1.example.net,Wien'],
    ['application/yaml', '- hostname: web1.example.net\n  group: Wien\n'],
  ])('come as %s', async (type, body) => {
    expect(await send({ type, body })).toMatchObject({ status: 200, added: ['web1.example.net'] })
  })

  it('with a problem are refused with its place and field, and nothing is stored', async () => {
    const body = { servers: [web(1), web(2, { addresses: ['x'] }), web(3, { adress: 'x' })] }
    const answer = await send({ body })
    expect(answer).toMatchObject({ status: 422, problemCount: 2 })
    expect(answer.problems.map(({ line, field }: { line: number; field: string }) => [line, field])).toEqual([
      [2, 'addresses'],
      [3, null],
    ])
    expect(await db.$count(servers)).toBe(0)
  })

  it('are not retired in numbers unless that is said', async () => {
    await send({ body: { servers: many(10) } })
    expect(await send({ body: { servers: many(4) } })).toMatchObject({
      status: 422,
      message: expect.stringContaining('?retire=6'),
    })
    expect(await send({ query: '?retire=6', body: { servers: many(4) } })).toMatchObject({ status: 200 })
    expect((await send({ method: 'GET' })).servers).toHaveLength(4)
    expect(await send({ query: '?retire=9', body: { servers: [] } })).toMatchObject({ status: 422 })
  })

  it.each([
    ['not JSON', 'application/json', '{', 400],
    ['something else', 'application/json', { hello: 1 }, 400],
    ['too many', 'application/json', { servers: many(5_001) }, 413],
    ['too large', 'text/csv', `hostname\n${'x'.repeat(3.2 * 1024 * 1024)}`, 413],
    ['another type', 'text/plain', 'web1.example.net', 415],
  ])('are refused with a sentence: %s', async (_, type, body, status) => {
    expect(await send({ type, body })).toMatchObject({ status, message: expect.stringMatching(/\.$/) })
  })
})
