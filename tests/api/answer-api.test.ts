import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isTaken } from '#db/conditions/taken.ts'
import { readPostsThatWait } from '#db/reads/reminders/matters.ts'
import { apiTokens } from '#db/schema/api.ts'
import { posts } from '#db/schema/post.ts'
import { audit, staff } from '#db/schema/staff.ts'
import { exampleIds as ids } from '#lib/api/contract/examples.ts'
import { takeOnIncident } from '#lib/flows/incidents/take-on-incident.ts'
import { makeApiToken, revokeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { mattersOf } from '#lib/rules/reminders/matter.ts'
import { later } from '#lib/rules/time/time.ts'
import { made } from '#tests/support/made.ts'
import { type Site, testSite } from '#tests/support/site.ts'
import { callApi, exampleWorld, keyFor, now } from './api-world.ts'

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

const measure = { title: 'Scan of web07', servers: ['web07'], minutes: 60, notify: true }
const start = (more: object = {}) =>
  callApi(site.db, { method: 'POST', path: '/countermeasures', key, body: measure, ...more })

describe('a key', () => {
  it('without the scope is refused with 403, which names the scope, and does nothing', async () => {
    const reading = await keyFor(site.db, ['maintenance:read'], 'Dashboard')
    const { status, type, body } = await start({ key: reading })
    expect({ status, type, scope: body.scope }).toEqual({
      status: 403,
      type: 'application/problem+json',
      scope: 'maintenance:write',
    })
    expect(body.detail).toContain('maintenance:write')
    expect(body.detail).toContain('Dashboard')
    expect(await countMaintenance()).toBe(2)
  })

  it.each([
    ['missing', null],
    ['wrong', 'api_wrong'],
  ])('that is %s is refused with 401', async (_, given) => {
    const { status, headers } = await start({ key: given })
    expect([status, headers.get('www-authenticate')]).toEqual([401, 'Bearer realm="api"'])
  })

  it('opens nothing after its end, and the answer says when that was', async () => {
    const expiresAt = later(now, 3600)
    const wanted = { name: 'Short', scopes: ['maintenance:write'] as const, expiresAt, staffId: 'dana' }
    const { token } = made(await makeApiToken(site.db, wanted, now))
    const call = { method: 'POST', path: '/countermeasures', key: token, body: measure }
    expect((await callApi(site.db, call, later(now, 3599))).status).toBe(200)
    const after = await callApi(site.db, call, expiresAt)
    expect(after.status).toBe(401)
    expect(after.body.detail).toContain(expiresAt.toISOString())
  })

  it('stands in the record under its name, also after it is revoked', async () => {
    await start()
    const [token] = await site.db.select().from(apiTokens)
    expect(token?.lastSeenAt).toEqual(now)
    await revokeApiToken(site.db, { tokenId: token?.id ?? '', staffId: 'dana' }, now)
    const rows = await site.db
      .select({ action: audit.action, name: staff.name })
      .from(audit)
      .innerJoin(staff, sql`${staff.id} = ${audit.staffId}`)
      .orderBy(audit.sequence)
    expect(rows).toEqual([
      { action: 'make-api-token', name: 'Dana' },
      { action: 'start-countermeasure', name: 'Ansible' },
      { action: 'revoke-api-token', name: 'Dana' },
    ])
    expect((await start()).status).toBe(401)
  })
})

describe('a request that names itself', () => {
  const named = { idempotencyKey: 'scan-of-web07' }

  it('is done once, and answered the same when it comes again', async () => {
    const first = await start(named)
    const again = await start(named)
    expect(again.body).toEqual(first.body)
    expect([first.headers.get('idempotent-replayed'), again.headers.get('idempotent-replayed')]).toEqual([
      null,
      'true',
    ])
    expect(await countMaintenance()).toBe(3)
  })

  it('is done once though two of it come at once', async () => {
    const answers = await Promise.all([start(named), start(named), start(named)])
    expect(await countMaintenance()).toBe(3)
    for (const { status } of answers) expect([200, 409]).toContain(status)
  })

  it('with another body is refused with 422', async () => {
    await start(named)
    const { status, body } = await start({ ...named, body: { ...measure, minutes: 30 } })
    expect([status, body.errors[0].field]).toEqual([422, 'Idempotency-Key'])
    expect(await countMaintenance()).toBe(3)
  })

  it('may be sent again after it was refused, with what was wrong made right', async () => {
    expect((await start({ ...named, body: { ...measure, servers: ['web99'] } })).status).toBe(422)
    expect((await start(named)).status).toBe(200)
  })

  it('that was begun and never answered is answered again, and makes nothing twice', async () => {
    const { body } = await start(named)
    await site.db.execute(sql`update api_answers set status = null, body = null`)
    expect((await start(named)).status).toBe(409)
    await site.db.execute(sql`update api_answers set created_at = created_at - interval '2 minutes'`)
    expect((await start(named)).body.post).toBe(body.post)
    expect(await countMaintenance()).toBe(3)
  })

  it('is forgotten after a day', async () => {
    await start(named)
    const tomorrow = later(now, 86_401)
    await callApi(
      site.db,
      { method: 'POST', path: '/countermeasures', key, body: measure, idempotencyKey: 'other' },
      tomorrow,
    )
    const { rows } = await site.db.execute(sql`select key from api_answers`)
    expect(rows).toEqual([{ key: 'other' }])
  })
})

describe('what cannot be read', () => {
  it.each([
    ['an unknown server', { ...measure, servers: ['web07', 'web99'] }, 422, 'servers.1'],
    ['a missing decision to tell', { ...measure, notify: undefined }, 400, 'notify'],
    ['a field that there is not', { ...measure, colour: 'red' }, 400, 'colour'],
    ['a text with a zero byte', { ...measure, title: 'a\0b' }, 400, 'title'],
    ['half a sign', { ...measure, title: 'a\ud800b' }, 400, 'title'],
    ['no object', '[1]', 400, 'body'],
  ])('%s is refused by its field', async (_, body, status, field) => {
    const answer = await start({ body })
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([status, field])
    expect(answer.type).toBe('application/problem+json')
    expect(await countMaintenance()).toBe(2)
  })

  it.each([
    ['/posts?limit=0', 400, 'limit'],
    ['/posts?limit=many', 400, 'limit'],
    ['/posts?cursor=%00', 400, 'cursor'],
    ['/posts?open=perhaps', 400, 'open'],
    ['/statuses?cursor=nobody', 400, 'cursor'],
    ['/posts?cursor=nobody', 400, 'cursor'],
    ['/maintenance?cursor=nobody', 400, 'cursor'],
    ['/posts/%00', 404, 'post'],
  ])('%s is refused by its field', async (path, status, field) => {
    const answer = await callApi(site.db, { path, key })
    expect([answer.status, answer.body.errors?.[0]?.field]).toEqual([status, field])
  })

  it.each(['/servers/web99', '/posts/nothing', '/nothing', '/posts/a/b/c', '/maintenance/web07-is-down'])(
    '%s is a true 404',
    async path => expect((await callApi(site.db, { path, key })).status).toBe(404),
  )

  it('another method is refused with 405, which names those that there are', async () => {
    const { status, headers } = await callApi(site.db, { method: 'DELETE', path: '/posts', key })
    expect([status, headers.get('allow')]).toEqual([405, 'GET'])
  })

  it('a body that is no JSON is refused with 415, one that is too large with 413, a broken one with 400', async () => {
    const path = '/countermeasures'
    const form = { method: 'POST', path, key, headers: { 'content-type': 'text/plain' }, body: 'x' }
    expect((await callApi(site.db, form)).status).toBe(415)
    expect((await start({ body: JSON.stringify({ title: 'x'.repeat(300_000) }) })).status).toBe(413)
    expect((await start({ body: '{"title": ' })).status).toBe(400)
    expect((await start({ body: '['.repeat(5000) })).status).toBe(400)
  })

  it('dry_run of what tells nobody is refused, and nothing is done', async () => {
    const path = '/servers/web09.example-host.net?dry_run=true'
    const { status, body } = await callApi(site.db, { method: 'DELETE', path, key })
    expect([status, body.errors[0].field]).toEqual([400, 'dry_run'])
    expect((await callApi(site.db, { path: '/servers/web09', key })).status).toBe(200)
  })
})

it('a list goes on where its page ended, and ends', async () => {
  const seen: string[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const from: string = cursor === '' ? '' : `&cursor=${cursor}`
    const { body } = await callApi(site.db, { path: `/posts?limit=2${from}`, key })
    seen.push(...body.posts.map((post: { id: string }) => post.id))
    cursor = body.next
  }
  expect(seen).toEqual([ids.advisory, ids.resolved, ids.incident, ids.running, ids.planned])
})

it('says nothing of drafts and held posts where public posts are read', async () => {
  await site.db.execute(
    sql`update posts set visibility = 'held', title = 'classified' where id = ${ids.incident}`,
  )
  for (const path of ['/posts', '/statuses', `/posts/${ids.incident}`, '/servers/web07'])
    expect(JSON.stringify((await callApi(site.db, { path, key })).body)).not.toContain('classified')
})

async function countMaintenance(): Promise<number> {
  const { rows } = await site.db.execute<{ count: number }>(
    sql`select count(*)::int as count from maintenance`,
  )
  return rows[0]?.count ?? 0
}

describe('an incident that a program declares', () => {
  const declared = { title: 'web09 is down', text: 'We look.', servers: ['web09'], notify: false }
  const declare = (more: object = {}) =>
    callApi(site.db, { method: 'POST', path: '/incidents', key, body: { ...declared, ...more } })
  const isShownTaken = async (id: string) =>
    (await site.db.select({ is: isTaken() }).from(posts).where(eq(posts.id, id)))[0]?.is
  const waitingFor = async (id: string) =>
    mattersOf(await readPostsThatWait(site.db, now, [id]), [], defaultPolicy).map(({ kind }) => kind)

  it('is nobody’s until a person takes it: readers are told so, and staff are reminded', async () => {
    const { body } = await declare()
    expect(await waitingFor(body.post)).toEqual(['untaken'])
    const text = 'It is the disk.'
    const path = `/posts/${body.post}/updates`
    await callApi(site.db, { method: 'POST', path, key, body: { text, notify: 'nobody' } })
    expect(await waitingFor(body.post)).toEqual(['untaken'])
    expect(await isShownTaken(body.post)).toBe(false)
    expect(await takeOnIncident(site.db, { postId: body.post, staffId: 'dana' }, now)).toBe('done')
    expect(await waitingFor(body.post)).toEqual([])
    expect(await isShownTaken(body.post)).toBe(true)
  })

  it('is taken where the request says that a person is on it, also later', async () => {
    const { body } = await declare({ taken: true })
    expect(await waitingFor(body.post)).toEqual([])
    const other = await declare({ title: 'web09 is slow' })
    const path = `/posts/${other.body.post}/updates`
    const update = { text: 'We are there.', notify: 'nobody', taken: true }
    await callApi(site.db, { method: 'POST', path, key, body: update }, later(now, 1))
    expect(await waitingFor(other.body.post)).toEqual([])
  })
})
