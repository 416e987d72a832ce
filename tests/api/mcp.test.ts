import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { exampleIds as ids } from '#lib/api/contract/examples.ts'
import { answerMcp } from '#lib/api/mcp/answer-mcp.ts'
import { env } from '#lib/env.ts'
import { switchPublicTools } from '#lib/flows/settings/switch-public-tools.ts'
import { createRateLimit } from '#lib/limits/rate-limit.ts'
import { addressOfFile } from '#tests/support/file-address.ts'
import { type Site, testSite } from '#tests/support/site.ts'
import { exampleWorld, keyFor, now } from './api-world.ts'

let site: Site
const clients: Client[] = []
const plenty = () =>
  createRateLimit({ address: { burst: 1e6, perMinute: 1 }, network: { burst: 1e6, perMinute: 1 } })

beforeAll(async () => {
  site = await testSite()
}, 60_000)
afterAll(() => site.close())
beforeEach(() => exampleWorld(site.db))
afterEach(async () => {
  for (const client of clients.splice(0)) await client.close()
})

/** The official client, talking to the endpoint without a network between them. */
async function connect(key?: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1' })
  const ask = (url: string | URL, init?: RequestInit) =>
    answerMcp(new Request(url, init), now, site.db, plenty())
  const headers: Record<string, string> = {
    'x-forwarded-for': addressOfFile(),
    ...(key ? { authorization: `Bearer ${key}` } : {}),
  }
  await client.connect(
    new StreamableHTTPClientTransport(new URL('/mcp', env.SITE_URL), {
      fetch: ask,
      requestInit: { headers },
    }),
  )
  clients.push(client)
  return client
}

async function call(client: Client, name: string, given: Record<string, unknown> = {}) {
  const { isError, structuredContent, content } = (await client.callTool({
    name,
    arguments: given,
  })) as CallToolResult
  const [first] = content
  const said = first?.type === 'text' ? first.text : ''
  return { isError: isError ?? false, answer: (structuredContent ?? {}) as Record<string, unknown>, said }
}

const names = async (client: Client) => (await client.listTools()).tools.map(tool => tool.name)

describe('without a key', () => {
  it('has the tools that read what readers see, and no other', async () => {
    const { tools } = await (await connect()).listTools()
    expect(tools.map(tool => tool.name)).toEqual([
      'server_status',
      'domain_verdict',
      'open_incidents',
      'history',
    ])
    for (const { annotations } of tools)
      expect(annotations).toMatchObject({ readOnlyHint: true, destructiveHint: false })
  })

  it('says how a server is, and nothing of its addresses', async () => {
    await site.db.execute(
      sql`update servers set ips = '{203.0.113.7}', note = 'classified' where id = 'web07'`,
    )
    const { answer, said } = await call(await connect(), 'server_status', { server: 'web07' })
    expect(answer).toMatchObject({
      server: 'web07',
      impact: 'major_outage',
      sentence: expect.stringContaining('down'),
    })
    expect(said).not.toMatch(/203\.0\.113|classified/)
  })

  it('says which server a name of ours means, and what is open', async () => {
    const client = await connect()
    const { answer } = await call(client, 'domain_verdict', { domain: 'https://web07.example-host.net/' })
    expect(answer).toMatchObject({
      is: 'here',
      sentence: 'web07 is down. We have been alerted.',
      page: expect.stringMatching(/\/is\/web07\.example-host\.net$/),
      servers: [
        {
          server: 'web07',
          has: ['server'],
          since: '2026-03-10T13:30:00.000Z',
          why: 'We do not know yet.',
          weDo: 'We have been alerted.',
          youCan: expect.stringContaining('Nothing is wrong on your side'),
          nextUpdateAt: null,
          post: { title: 'web07 is down', page: expect.stringMatching(/\/posts\/web07-is-down$/) },
        },
      ],
    })
    const well = await call(client, 'domain_verdict', { domain: 'web09' })
    expect(well.answer).toMatchObject({ servers: [{ youCan: expect.stringContaining('support') }] })
    expect(well.answer.incidentsElsewhere).toMatchObject([{ title: 'web07 is down' }])
    const away = await call(client, 'domain_verdict', { domain: '192.0.2.1' })
    expect(away.answer).toMatchObject({ is: 'elsewhere', servers: [], next: expect.stringMatching(/\S/) })
    expect(await call(client, 'domain_verdict', { domain: '???' })).toMatchObject({ isError: true })
    const open = await call(client, 'open_incidents')
    expect((open.answer.posts as { id: string }[]).map(post => post.id).toSorted()).toEqual(
      [ids.incident, ids.planned, ids.running].toSorted(),
    )
  })

  it('pages through the history', async () => {
    const client = await connect()
    const first = await call(client, 'history', { limit: 3 })
    const second = await call(client, 'history', { limit: 3, cursor: first.answer.next })
    expect(second.answer.next).toBeNull()
    expect((first.answer.posts as unknown[]).length + (second.answer.posts as unknown[]).length).toBe(5)
  })

  it('says nothing of what is held, drafted or withdrawn', async () => {
    await site.db.execute(
      sql`update posts set visibility = 'held', title = 'classified' where id = ${ids.incident}`,
    )
    const client = await connect()
    for (const [name, given] of [
      ['server_status', { server: 'web07' }],
      ['domain_verdict', { domain: 'web07' }],
      ['open_incidents', {}],
      ['history', {}],
    ] as const)
      expect((await call(client, name, given)).said).not.toContain('classified')
  })

  it('is told what a tool of staff needs, and does nothing', async () => {
    const { isError, said } = await call(await connect(), 'declare_incident', {
      title: 'x',
      text: 'x',
      notify: false,
    })
    expect([isError, said]).toEqual([true, expect.stringContaining('posts:write')])
  })

  it('is told what is wrong with what it asks', async () => {
    const client = await connect()
    expect(await call(client, 'server_status', { server: 'web99' })).toMatchObject({ isError: true })
    expect(await call(client, 'server_status', {})).toMatchObject({
      isError: true,
      said: expect.stringContaining('server'),
    })
    expect(await call(client, 'history', { server: 'web99' })).toMatchObject({ isError: true })
    expect(await call(client, 'nothing')).toMatchObject({ isError: true })
  })

  it('is refused once staff have switched that off; who has a key is not', async () => {
    await switchPublicTools(site.db, { isOn: false, staffId: 'dana' }, now)
    await expect(connect()).rejects.toThrow()
    expect(await names(await connect(await keyFor(site.db, ['posts:read'])))).toContain('history')
    await switchPublicTools(site.db, { isOn: true, staffId: 'dana' }, now)
    expect(await names(await connect())).toContain('history')
  })
})

describe('with a key', () => {
  it('has the tools that its scopes allow, and each that publishes has a preview and says the order', async () => {
    const { tools } = await (await connect(await keyFor(site.db, ['maintenance:write']))).listTools()
    const own = tools.filter(tool => !tool.annotations?.readOnlyHint)
    expect(own.map(tool => tool.name)).toEqual([
      'start_countermeasure',
      'plan_maintenance',
      'cancel_maintenance',
    ])
    for (const { name, description, annotations } of own) {
      expect(annotations?.destructiveHint).toBe(true)
      expect(description).toMatch(/draft.*show.*ask.*call/s)
      expect(tools.find(tool => tool.name === `preview_${name}`)?.annotations?.readOnlyHint).toBe(true)
    }
  })

  it('has to say whether customers are told', async () => {
    const { tools } = await (await connect(await keyFor(site.db))).listTools()
    for (const name of [
      'declare_incident',
      'write_update',
      'plan_maintenance',
      'start_countermeasure',
      'publish_advisory',
    ])
      expect(tools.find(tool => tool.name === name)?.inputSchema.required, name).toContain('notify')
  })

  it('drafts, previews with the reach, and publishes under its name', async () => {
    const client = await connect(await keyFor(site.db, ['posts:write'], 'Assistant'))
    const words = {
      title: 'A hole in the kernel',
      summary: 'We patch tonight.',
      text: 'You need do nothing.',
      servers: ['web07'],
    }
    const { answer } = await call(client, 'draft_advisory', words)
    const publication = { post: answer.id, version: 1, notify: true }
    const preview = await call(client, 'preview_publish_advisory', publication)
    expect(preview).toMatchObject({ isError: false, answer: { dryRun: true, reach: 1, post: null } })
    expect(preview.answer.mail).toEqual({
      subject: expect.stringContaining('A hole in the kernel'),
      text: expect.stringContaining('We patch tonight.'),
    })
    expect((await visibilityOf(answer.id)).visibility).toBe('draft')
    const done = await call(client, 'publish_advisory', publication)
    expect(done.answer).toMatchObject({ dryRun: false, reach: 1, post: answer.id })
    expect(await visibilityOf(answer.id)).toEqual({ visibility: 'published', by: 'Assistant' })
  })

  it('that is wrong is refused', async () => {
    await expect(connect('api_wrong')).rejects.toThrow(/401|Unauthorized|none of ours/)
  })
})

async function visibilityOf(postId: unknown) {
  const { rows } = await site.db.execute<{ visibility: string; by: string }>(sql`
    select visibility, (select name from audit join people on people.id = person_id
      where subject = 'post ' || posts.id and action = 'publish-advisory') as by
    from posts where id = ${postId}`)
  return rows[0] ?? { visibility: 'none', by: null }
}

describe('the endpoint', () => {
  const message = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
  const headers = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }
  const send = (body: string, more: Record<string, string> = {}, limit = plenty()) =>
    answerMcp(
      new Request(new URL('/mcp', env.SITE_URL), { method: 'POST', headers: { ...headers, ...more }, body }),
      now,
      site.db,
      limit,
    )

  it('refuses pages of other sites, and takes its own', async () => {
    const text = JSON.stringify(message)
    expect((await send(text, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await send(text, { origin: 'null' })).status).toBe(403)
    expect((await send(text, { origin: new URL(env.SITE_URL).origin })).status).toBe(200)
  })

  it.each([
    ['a bomb of brackets', '['.repeat(60_000), 400],
    ['what is too large', JSON.stringify({ ...message, params: 'x'.repeat(70_000) }), 413],
    ['many messages in one', JSON.stringify([message, message]), 400],
    ['no JSON', 'hello', 400],
    ['no message', '{"a": 1}', 400],
    ['nothing', '', 400],
  ])('refuses %s', async (_, body, status) => expect((await send(body)).status).toBe(status))

  it('answers an address 429 that asks too often', async () => {
    const limit = createRateLimit({
      address: { burst: 1, perMinute: 1 },
      network: { burst: 9, perMinute: 1 },
    })
    const from = { 'x-forwarded-for': '198.51.100.7' }
    expect((await send(JSON.stringify(message), from, limit)).status).toBe(200)
    const often = await send(JSON.stringify(message), from, limit)
    expect([often.status, Number(often.headers.get('retry-after')) > 0]).toEqual([429, true])
  })
})
