import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { POST } from '#app/api/me-too/route.ts'
import { newId } from '#db/id.ts'
import { readMeToos } from '#db/reads/comments/me-toos.ts'
import { meToos } from '#db/schema/comment.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { addComment } from '#lib/flows/comments/add-comment.ts'
import { countMeToo } from '#lib/flows/comments/count-me-too.ts'
import { purgeUnconfirmed } from '#lib/flows/subscribers/purge-unconfirmed.ts'
import { readerTokenIn } from '#lib/identity/readers.ts'
import { mostPerAddress } from '#lib/rules/comments/me-too.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import {
  answerOf,
  formRequest,
  minute,
  start,
  subscribingFixture,
} from '#tests/flows/subscribers/subscribing-fixture.ts'

let fixture: Awaited<ReturnType<typeof subscribingFixture>>
beforeAll(async () => {
  fixture = await subscribingFixture()
}, 60_000)
afterAll(() => fixture.close())

const [postId, web07, web08] = [newId(), newId(), newId()]

beforeEach(async () => {
  await fixture.reset()
  const { db } = fixture
  await db.insert(servers).values([
    { id: web07, label: 'web07', hostname: 'web07.example.net' },
    { id: web08, label: 'web08', hostname: 'web08.example.net' },
  ])
  const facts = { visibility: 'published', phase: 'investigating', startedAt: start } as const
  await db.insert(posts).values({
    id: postId,
    slug: 'down',
    kind: 'incident',
    title: 'web07 is down',
    publishedAt: start,
    ...facts,
  })
  const affected = { impact: 'major_outage', cause: 'outage', since: start } as const
  await db.insert(affectedServers).values({ postId, serverId: web07, ...affected })
})

const say = (browser: string, address: string, serverId = web07) =>
  countMeToo({ postId, serverId, browser, address }, start, fixture.db)
const counts = async () => (await readMeToos(fixture.db, postId)).map(({ label, count }) => [label, count])

it('each browser counts once for a server, however often and from how many tabs at once', async () => {
  await Promise.all(['a', 'a', 'a', 'b'].map(browser => say(browser, '192.0.2.1')))
  expect(await counts()).toEqual([['web07', 2]])
})

it('one address counts for a few readers, and no more', async () => {
  for (let i = 0; i < mostPerAddress; i++) await say(`b${i}`, '192.0.2.1')
  expect(await say('another', '192.0.2.1')).toMatchObject({ is: 'often' })
  expect(await say('elsewhere', '192.0.2.2')).toMatchObject({ is: 'counted' })
  expect(await counts()).toEqual([['web07', mostPerAddress + 1]])
})

it('nobody counts for a server that the post does not name, nor once it is over', async () => {
  expect(await say('a', '192.0.2.1', web08)).toEqual({ is: 'gone' })
  await fixture.db.update(posts).set({ resolvedAt: minute(5) })
  expect(await say('a', '192.0.2.1')).toEqual({ is: 'gone' })
})

it('nobody counts, and nobody comments, where the desk leaves that out of the pages', async () => {
  onTestFinished(() => holdSite(KeptSite.parse({})))
  holdSite(KeptSite.parse({ shows: { meToo: false, comments: false } }))
  expect(await say('one', '192.0.2.1')).toEqual({ is: 'gone' })
  const comment = { postId, parentId: null, authorName: 'Jo', email: 'jo@example.com', body: 'Is it mine?' }
  expect(await addComment(comment, start, fixture.db)).toBe('closed')
})

it('keeps neither cookie nor address, and after a night only the number', async () => {
  await say('browser-of-jane', '192.0.2.77')
  const stored = JSON.stringify(await fixture.db.select().from(meToos))
  expect(stored).not.toMatch(/browser-of-jane|192\.0\.2\.77/)
  await purgeUnconfirmed(fixture.db, minute(60 * 25))
  const [row] = await fixture.db.select().from(meToos)
  expect(row).toMatchObject({ browserHash: null, addressHash: null })
  expect(await counts()).toEqual([['web07', 1]])
})

it('is a plain form, whose cookie goes nowhere else', async () => {
  const form = { post: postId, server: web07 }
  const first = await POST(formRequest('/api/me-too', form))
  expect(answerOf(first)).toEqual([303, '/comments/noted?post=down'])
  const cookie = first.headers.get('set-cookie') ?? ''
  expect(cookie).toMatch(/^allclear-me-too=[a-z0-9]{12}; Path=\/api\/me-too; .*HttpOnly; SameSite=Lax/)
  // On a site for customers the same browser bears the cookie that lets it in, and shows both here.
  const both = `${cookie.split(';')[0]}; allclear-reader=let-in`
  expect(readerTokenIn(new Headers({ cookie: both }))).toBe('let-in')
  const again = await POST(formRequest('/api/me-too', form, { cookie: cookie.split(';')[0] ?? '' }))
  expect(answerOf(again)).toEqual([303, '/comments/noted?post=down'])
  expect(await counts()).toEqual([['web07', 1]])
  expect(answerOf(await POST(formRequest('/api/me-too', { post: 'x', server: web07 })))).toEqual([
    303,
    '/comments/not-noted',
  ])
})
