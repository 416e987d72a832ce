import { beforeEach, describe, expect, it } from 'vitest'
import { readApiTokens } from '#db/reads/settings/api-tokens.ts'
import { sources } from '#db/schema/source.ts'
import { hashToken } from '#lib/alerts/request/token.ts'
import { env } from '#lib/env.ts'
import { answerCustomers } from '#lib/flows/customers/answer-customers.ts'
import { makeApiToken, revokeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { type Sent, useCustomers } from './customers-fixture.ts'

const { db, dana, start, asked, system, send, csv, map } = await useCustomers()

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
    expect((await ask(system.token, '2001:db8:1:2::1')).status).toBe(200)
  })

  it('is kept as its hash, notes its use, and changes nothing once revoked', async () => {
    expect(JSON.stringify(await db.execute('select * from api_tokens'))).not.toContain(system.token)
    expect((await send({ body: { domain: 'example.com', server: 'web07' } })).status).toBe(200)
    const [known] = await readApiTokens(db, 'customers:write')
    expect(known).toMatchObject({ name: 'WHMCS', lastSeenAt: expect.any(Date) })
    expect(await makeApiToken(db, asked, start)).toBe('name-taken')
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
