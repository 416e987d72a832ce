import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DELETE, POST, PUT } from '#app/api/v1/[...path]/route.ts'
import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readApiTokens } from '#db/reads/settings/api-tokens.ts'
import { customerFiles, customers } from '#db/schema/customer.ts'
import { statusHistory } from '#db/schema/history.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { env } from '#lib/env.ts'
import { answerCustomers } from '#lib/flows/customers/answer-customers.ts'
import { loadRecord } from '#lib/flows/customers/customer-record.ts'
import { exportRecord } from '#lib/flows/customers/export-record.ts'
import {
  applyCustomerFile,
  keepCustomerFile,
  reportCustomerFile,
} from '#lib/flows/customers/import-customers.ts'
import { makeApiToken, revokeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { sumsOfTimes } from '#lib/rules/customers/record.ts'
import { timeSums } from '#lib/rules/servers/uptime.ts'
import { later } from '#lib/rules/time/time.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { made } from '#tests/support/made.ts'
import { measure } from '#tests/support/measure.ts'
import { testSite } from '#tests/support/site.ts'

let site: Awaited<ReturnType<typeof testSite>>
let db: Database
let token: string
const [web07, web08, dana] = [newId(), newId(), newId()]
const start = new Date('2026-03-10T14:30:00Z')

beforeAll(async () => {
  site = await testSite()
  db = site.db
}, 60_000)
afterAll(() => site.close())

beforeEach(async () => {
  await emptyTables(db, 'customers', 'customer_files', 'api_tokens', 'servers', 'people', 'sources', 'audit')
  await db.insert(staff).values({ role: 'owner', id: dana, name: 'Dana', email: 'dana@example-host.net' })
  await db.insert(servers).values([
    { id: web07, label: 'web07', hostname: 'web07.example-host.net', ips: ['203.0.113.7'] },
    { id: web08, label: 'web08', hostname: 'web08.example-host.net', aliases: ['old08.example-host.net'] },
  ])
  token = made(
    await makeApiToken(
      db,
      { scopes: ['customers:write'], expiresAt: null, name: 'WHMCS', staffId: dana },
      start,
    ),
  ).token
})

type Sent = {
  method?: 'PUT' | 'POST' | 'DELETE'
  query?: string
  type?: string
  token?: string | null
  body?: unknown
}

/** Sends a body as another system would, and returns the status with the answer. */
async function send({ method = 'PUT', query = '', type = 'application/json', body, ...rest }: Sent) {
  const given = 'token' in rest ? rest.token : token
  const request = new Request(`${env.SITE_URL}/api/v1/customers${query}`, {
    method,
    headers: { ...(given ? { authorization: `Bearer ${given}` } : {}), 'content-type': type },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const response = await { PUT, POST, DELETE }[method](request)
  return { status: response.status, ...(await response.json()) }
}

const csv = (text: string, query = '') => send({ type: 'text/csv; charset=utf-8', query, body: text })

const map = async () => {
  const rows = await db.select().from(customers).orderBy(asc(customers.domain))
  return Object.fromEntries(rows.map(row => [row.domain, row.serverId === web07 ? 'web07' : 'web08']))
}

describe('the token', () => {
  it.each([
    ['is missing', () => null],
    ['is wrong', () => 'customers_x'],
    ['is one of a source', () => 'source-token'],
  ])('%s: nothing is stored or told', async (_, given) => {
    await db.insert(sources).values({ name: 'scanner', tokenHash: hashToken('source-token') })
    for (const method of ['PUT', 'POST', 'DELETE'] as const)
      expect(
        await send({ method, token: given(), body: { domain: 'example.com', server: 'web07' } }),
      ).toMatchObject({
        status: 401,
        message: expect.stringMatching(/^[A-Z].*\.$/),
      })
    expect(await map()).toEqual({})
  })

  it('that is wrong is answered 429 when too many came from its network; a right one is taken all the same', async () => {
    const limit = createRateLimit({
      address: { burst: 1, perMinute: 1 },
      network: { burst: 5, perMinute: 1 },
    })
    const ask = (given: string, from: string) => {
      const headers = { authorization: `Bearer ${given}`, 'x-forwarded-for': from }
      const request = new Request(`${env.SITE_URL}/api/v1/customers?domain=x.example`, {
        method: 'DELETE',
        headers,
      })
      return answerCustomers(request, start, db, limit)
    }
    expect((await ask('wrong', '2001:db8:1:2::1')).status).toBe(401)
    const often = await ask('wrong', '2001:db8:1:2::2')
    expect(often.status).toBe(429)
    expect(Number(often.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask(token, '2001:db8:1:2::1')).status).toBe(200)
  })

  it('is kept as its hash, notes its use, and changes nothing once revoked', async () => {
    expect(JSON.stringify(await db.execute('select * from api_tokens'))).not.toContain(token)
    expect((await send({ body: { domain: 'example.com', server: 'web07' } })).status).toBe(200)
    const [known] = await readApiTokens(db, 'customers:write')
    expect(known).toMatchObject({ name: 'WHMCS', lastSeenAt: expect.any(Date) })
    expect(
      await makeApiToken(
        db,
        { scopes: ['customers:write'], expiresAt: null, name: 'WHMCS', staffId: dana },
        start,
      ),
    ).toBe('name-taken')
    expect(await revokeApiToken(db, { tokenId: known?.id ?? '', staffId: dana }, start)).toBe('done')
    expect((await send({ method: 'DELETE', query: '?domain=example.com' })).status).toBe(401)
    expect(await map()).toEqual({ 'example.com': 'web07' })
  })
})

describe('customers in JSON', () => {
  it('are one or many, named by host name, alias, short name or address of their server', async () => {
    expect(
      await send({ body: { domain: 'www.Example.com', server: 'web07', account: 'jane' } }),
    ).toMatchObject({
      status: 200,
      added: 1,
      moved: 0,
      unchanged: 0,
      removed: 0,
      problems: [],
    })
    const list = [
      { domain: 'example.org', server: 'old08.example-host.net' },
      { domain: 'bücher.example', server: '203.0.113.7', contacts: ['Jane@Example.net'] },
    ]
    expect(await send({ method: 'POST', body: { customers: list } })).toMatchObject({ added: 2 })
    expect(await map()).toEqual({
      'example.com': 'web07',
      'example.org': 'web08',
      'xn--bcher-kva.example': 'web07',
    })
  })

  it('move, change and stay as they are, and it says which', async () => {
    const put = (list: object[]) => send({ body: { customers: list } })
    await put(['a', 'b', 'c'].map(name => ({ domain: `${name}.example`, server: 'web07', account: 'jane' })))
    const second = [
      { domain: 'a.example', server: 'web08', account: 'jane' },
      { domain: 'b.example', server: 'web07', account: 'joe' },
      { domain: 'c.example', server: 'web07', account: 'jane' },
    ]
    expect(await put(second)).toMatchObject({ added: 0, moved: 1, changed: 1, unchanged: 1 })
    expect(await put(second)).toMatchObject({ added: 0, moved: 0, changed: 0, unchanged: 3 })
  })

  it('with a problem are named by place and field, and the others are stored', async () => {
    const list = [
      { domain: 'a.example', server: 'web07' },
      { domain: 'localhost', server: 'web07' },
      { domain: 'b.example', server: 'web99' },
      { domain: 'c.example', server: 'web07', contacts: ['jane'] },
      { domain: 'a.example', server: 'web08' },
      'what',
      { domain: 'd.example', server: 'web07', account: 'a\u0000b' },
    ]
    const answer = await send({ body: { customers: list } })
    expect(answer).toMatchObject({ status: 200, added: 1, problemCount: 6 })
    expect(answer.problems.map(({ line, field }: { line: number; field: string }) => [line, field])).toEqual([
      [2, 'domain'],
      [3, 'server'],
      [4, 'contacts'],
      [5, 'domain'],
      [6, 'domain'],
      [7, 'account'],
    ])
    expect(await map()).toEqual({ 'a.example': 'web07' })
  })

  it.each([
    ['not JSON', '{', 400],
    ['something else', { hello: 1 }, 400],
    ['too many', { customers: Array.from({ length: 5_001 }, () => ({})) }, 413],
    ['all wrong', { customers: [{ domain: 'a.example', server: 'web99' }] }, 422],
  ])('are refused with a sentence: %s', async (_, body, status) => {
    expect(await send({ body })).toMatchObject({ status, message: expect.stringMatching(/\.$/) })
    expect(await map()).toEqual({})
  })

  it('are not taken as another type', async () => {
    expect(await send({ type: 'text/plain', body: 'x' })).toMatchObject({ status: 415 })
  })
})

describe('replacing the map', () => {
  beforeEach(() => csv('domain,server\na.example,web07\nb.example,web07\n'))

  it('removes what is not in it', async () => {
    const answer = await csv('server,domain\nweb08,b.example\nweb07,c.example', '?replace')
    expect(answer).toMatchObject({ status: 200, added: 1, moved: 1, removed: 1 })
    expect(await map()).toEqual({ 'b.example': 'web08', 'c.example': 'web07' })
  })

  it('is refused while one line has a problem, for it would lose a customer', async () => {
    const answer = await csv('domain,server\na.example,web08\nb.example,web99', '?replace')
    expect(answer).toMatchObject({ status: 422, problems: [{ line: 3, field: 'server' }] })
    expect(await map()).toEqual({ 'a.example': 'web07', 'b.example': 'web07' })
  })

  it.each([
    ['a file without customers', () => csv('domain,server\n', '?replace')],
    ['an empty list', () => send({ query: '?replace', body: { customers: [] } })],
  ])('is refused with %s, for it would lose all of them', async (_, replace) => {
    expect(await replace()).toMatchObject({ status: 422, problems: [{ line: 1, field: null }] })
    expect(await map()).toEqual({ 'a.example': 'web07', 'b.example': 'web07' })
  })

  it('only counts in a dry run', async () => {
    const answer = await csv('domain,server\na.example,web08', '?replace&dry-run')
    expect(answer).toMatchObject({ status: 200, dryRun: true, moved: 1, removed: 1 })
    expect(await map()).toEqual({ 'a.example': 'web07', 'b.example': 'web07' })
  })
})

describe('removing', () => {
  beforeEach(() =>
    csv('domain,server,account\na.example,web07,jane\nb.example,web07,jane\nc.example,web07,joe'),
  )

  it.each<[string, Sent, string[]]>([
    ['a domain', { query: '?domain=www.a.example' }, ['b.example', 'c.example']],
    ['several', { body: { domains: ['a.example', 'c.example', 'x.example'] } }, ['b.example']],
    ['an account', { body: { account: 'jane' } }, ['c.example']],
  ])('takes %s off the map', async (_, sent, left) => {
    expect(await send({ method: 'DELETE', ...sent })).toEqual({ status: 200, removed: 3 - left.length })
    expect(Object.keys(await map())).toEqual(left)
  })

  it.each([{ account: '\u0000' }, { domain: '\u0000' }, { domains: ['\u0000'] }])(
    'refuses signs that no name has: %j',
    async body => {
      expect(await send({ method: 'DELETE', body })).toMatchObject({ status: 400 })
    },
  )

  it('has to be told what', async () => {
    expect(await send({ method: 'DELETE', body: {} })).toMatchObject({ status: 400 })
    const both = { query: '?domain=c.example&account=jane' }
    expect(await send({ method: 'DELETE', ...both })).toMatchObject({ status: 400 })
    expect(Object.keys(await map())).toHaveLength(3)
  })
})

describe('a large file', () => {
  const many = measure(50_000, 5_000)
  const lines = Array.from(
    { length: many },
    (_, i) => `d${i}.example,${i % 2 ? 'web07' : 'web08'},"account ${i}"`,
  )

  it(`of ${many} customers comes in while it is read, with its wrong lines named`, async () => {
    const wrong = lines
      .with(9, 'd9.example,web99,x')
      .with(many - 1, 'd.example,"web07')
      .join('\r\n')
    const answer = await csv(`domain,server,account\r\n${wrong}`)
    expect(answer).toMatchObject({ status: 200, added: many - 2, problemCount: 2 })
    expect(answer.problems.map(({ line }: { line: number }) => line)).toEqual([11, many + 1])
    expect(await db.$count(customers)).toBe(many - 2)
    const all = `domain,server,account\r\n${lines.join('\r\n')}`
    expect(await csv(all, '?replace')).toMatchObject({
      status: 200,
      added: 2,
      unchanged: many - 2,
      removed: 0,
    })
  }, 30_000)

  it('with more than 100 wrong lines names the first 100 and counts the others', async () => {
    const answer = await csv(`domain,server\n${'x.example,web99\n'.repeat(150)}`)
    expect(answer).toMatchObject({ status: 422, problemCount: 150 })
    expect(answer.problems).toHaveLength(100)
  })

  it('in another charset is read as its type says, and refused when nobody knows it', async () => {
    const body = new Uint8Array(Buffer.from('domain,server,account\na.example,web07,Müller', 'latin1'))
    const put = async (charset: string) => {
      const headers = { authorization: `Bearer ${token}`, 'content-type': `text/csv; charset=${charset}` }
      return PUT(new Request(`${env.SITE_URL}/api/v1/customers`, { method: 'PUT', headers, body }))
    }
    expect((await put('iso-8859-1')).status).toBe(200)
    expect((await db.select().from(customers)).map(each => each.account)).toEqual(['Müller'])
    const refused = await put('klingon-7')
    expect([refused.status, (await refused.json()).message]).toEqual([
      415,
      expect.stringContaining('Content-Type'),
    ])
  })

  it('that does not arrive whole changes nothing, and is no error in the log', async () => {
    const body = new ReadableStream({
      pull: controller => controller.error(new Error('aborted')),
    })
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'text/csv' }
    const init = { method: 'PUT', headers, body, duplex: 'half' } as RequestInit
    const answer = await PUT(new Request(`${env.SITE_URL}/api/v1/customers`, init))
    expect(answer.status).toBe(400)
  })

  it('larger than 16 MiB is refused', async () => {
    expect(await csv(`domain,server\n${'x'.repeat(17 * 1024 * 1024)}`)).toMatchObject({ status: 413 })
  })
})

describe('a file at the desk', () => {
  const keep = (content: string, now = start) => keepCustomerFile(db, { staffId: dana, content }, now)

  it('says first what it would do, then does it once', async () => {
    await csv('domain,server\na.example,web07')
    const fileId = await keep('domain,server\na.example,web08\nb.example,web07\nc.example,web99')
    const report = await reportCustomerFile(db, { fileId, isWhole: false }, start)
    expect(report).toMatchObject({
      added: 1,
      moved: 1,
      problems: [{ at: 4, field: 'server' }],
      isRefused: false,
    })
    expect(await map()).toEqual({ 'a.example': 'web07' })
    const apply = () => applyCustomerFile(db, { fileId, isWhole: false, staffId: dana }, start)
    expect(await apply()).toMatchObject({ added: 1, moved: 1 })
    expect(await map()).toEqual({ 'a.example': 'web08', 'b.example': 'web07' })
    expect(await apply()).toBe('gone')
    expect(await reportCustomerFile(db, { fileId, isWhole: false }, start)).toBe('gone')
    expect(await db.select().from(audit)).toContainEqual(
      expect.objectContaining({ action: 'change-customers', staffId: dana, facts: { count: 2 } }),
    )
  })

  it('that has a problem does not become the whole map, and is kept', async () => {
    const fileId = await keep('domain,server\na.example,web99')
    expect(await applyCustomerFile(db, { fileId, isWhole: true, staffId: dana }, start)).toMatchObject({
      isRefused: true,
    })
    expect(await reportCustomerFile(db, { fileId, isWhole: true }, start)).not.toBe('gone')
  })

  it('that nobody applies is gone after a day', async () => {
    await keep('domain,server')
    await keep('domain,server', later(start, 86_401))
    expect(await db.$count(customerFiles)).toBe(1)
  })
})

describe('the record of a customer', () => {
  const day = (text: string) => new Date(`${text}Z`)
  const asked = { customer: 'jane', firstDay: '2026-01-15', lastDay: '2026-03-10' }
  const months = ['2026-01', '2026-02', '2026-03']
  const changes = [
    ['2025-12-31T23:00', 'degraded', 'slowdown', null],
    ['2026-01-20T00:00', 'operational', null, null],
    ['2026-01-31T23:30', 'major_outage', 'outage', 'down'],
    ['2026-02-01T00:30', 'partial_outage', 'outage', 'down'],
    ['2026-02-01T01:00', 'operational', null, null],
    ['2026-02-10T00:00', 'operational', 'no-data', null],
    ['2026-02-11T00:00', 'operational', null, null],
    ['2026-03-01T02:00', 'maintenance', 'maintenance', 'work'],
    ['2026-03-01T04:00', 'operational', null, null],
    ['2026-03-10T14:00', 'major_outage', 'outage', 'held'],
  ] as const

  beforeEach(async () => {
    await emptyTables(db, 'posts')
    await db.insert(customers).values([
      { domain: 'example.com', account: 'jane', serverId: web07 },
      { domain: 'example.org', account: 'jane', serverId: web07 },
      { domain: 'other.example', account: 'joe', serverId: web08 },
    ])
    await db.update(servers).set({ createdAt: day('2026-01-01T00:00') })
    const published = { visibility: 'published' as const, publishedAt: start, startedAt: start }
    await db.insert(posts).values([
      { ...published, id: 'down', kind: 'incident', slug: 'down', title: 'web07 is down' },
      { ...published, id: 'work', kind: 'maintenance', slug: 'work', title: 'Kernels' },
      { id: 'held', kind: 'incident', slug: 'held', title: 'Held', visibility: 'held', startedAt: start },
    ])
    const rows = changes.map(([at, impact, cause, postId]) => ({ at: day(at), impact, cause, postId }))
    await db.insert(statusHistory).values(rows.map(row => ({ ...row, serverId: web07 })))
  })

  const load = async (more = {}) => {
    const record = await loadRecord(db, { ...asked, ...more }, start)
    if (typeof record === 'string') throw new Error(record)
    return record
  }

  it('has the servers of the account with its domains, and nothing of others', async () => {
    const { servers: found } = await load()
    expect(found.map(({ label, domains }) => ({ label, domains }))).toEqual([
      { label: 'web07', domains: ['example.com', 'example.org'] },
    ])
    expect((await load({ customer: 'WWW.Example.org' })).servers[0]?.domains).toEqual(['example.org'])
  })

  it('has the months as the rule of uptime counts them', async () => {
    const { servers: found, period } = await load()
    const lines = changes.map(([at, impact, cause]) => ({ at: day(at), impact, cause }))
    const expected = period.months.map(({ month, ...span }) => {
      return { month, sums: timeSums(lines, day('2026-01-01T00:00'), span) }
    })
    expect(expected.map(({ month }) => month)).toEqual(months)
    const counted = found[0]?.months.map(({ month, times }) => ({ month, sums: sumsOfTimes(times) }))
    expect(counted).toEqual(expected)
    const [january, february] = found[0]?.months ?? []
    expect(january?.times).toMatchObject({ majorMs: 30 * 60_000, degradedMs: 5 * 86_400_000 })
    expect(february?.times).toMatchObject({ majorMs: 30 * 60_000, partialMs: 30 * 60_000 })
  })

  it('has each published incident once, with its times on this server', async () => {
    const { incidents } = await load()
    expect(
      incidents.map(({ post, from, until, times }) => [
        post?.slug,
        from.toISOString(),
        until?.toISOString(),
        times.majorMs + times.partialMs,
      ]),
    ).toEqual([
      [undefined, '2025-12-31T23:00:00.000Z', '2026-01-20T00:00:00.000Z', 0],
      ['down', '2026-01-31T23:30:00.000Z', '2026-02-01T01:00:00.000Z', 90 * 60_000],
      ['work', '2026-03-01T02:00:00.000Z', '2026-03-01T04:00:00.000Z', 0],
    ])
  })

  it('counts no time before a server was there, or after it was retired', async () => {
    await db
      .update(servers)
      .set({ retiredAt: day('2026-02-05T00:00') })
      .where(eq(servers.id, web07))
    const { servers: found } = await load()
    expect(found[0]?.months.map(({ month }) => month)).toEqual(['2026-01', '2026-02'])
    const { servers: joes } = await load({ customer: 'joe', firstDay: '2025-12-01' })
    expect(joes[0]?.months.map(({ month }) => month)).toEqual(months)
  })

  it.each([
    [{ customer: 'nobody' }, 'unknown'],
    [{ customer: '%' }, 'unknown'],
    [{ firstDay: 'x' }, 'no-day'],
    [{ firstDay: '2026-03-11' }, 'reversed'],
  ])('is none for %j', async (more, problem) => {
    expect(await loadRecord(db, { ...asked, ...more }, start)).toBe(problem)
  })

  it('is taken as a file, which is written down without the name of the customer', async () => {
    const file = await exportRecord(db, { ...asked, form: 'pdf', staffId: dana }, start)
    if (typeof file === 'string') throw new Error(file)
    expect(Buffer.from(file.bytes).subarray(0, 5).toString()).toBe('%PDF-')
    expect(file.name).toBe('record-pdf-2026-01-15-2026-03-10.pdf')
    const [line] = await db.select().from(audit).where(eq(audit.action, 'export-record'))
    expect(line).toMatchObject({ action: 'export-record', subject: 'customer', staffId: dana })
    expect(JSON.stringify(line)).not.toContain('jane')
  })
})
