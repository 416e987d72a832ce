import { eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { POST } from '#app/api/v1/[...path]/route.ts'
import { newId } from '#db/id.ts'
import type { Jobs } from '#db/jobs.ts'
import { readPagePaths } from '#db/reads/posts/page-paths.ts'
import { readPosts } from '#db/reads/posts/post-list.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { env } from '#lib/env.ts'
import { findAdvance } from '#lib/flows/posts/find-advance.ts'
import { mailAdvance } from '#lib/flows/posts/mail-advance.ts'
import { noteProgress } from '#lib/flows/posts/note-progress.ts'
import { closeAdvance, countAdvance, openAdvance } from '#lib/flows/posts/open-advance.ts'
import { pinPost } from '#lib/flows/posts/pin-post.ts'
import { dropPublication, planPublication } from '#lib/flows/posts/plan-publication.ts'
import { publishAdvisory } from '#lib/flows/posts/publish-advisory.ts'
import { publishDue } from '#lib/flows/posts/publish-due.ts'
import { saveAdvisory } from '#lib/flows/posts/save-advisory.ts'
import { withdrawAdvisory } from '#lib/flows/posts/withdraw-advisory.ts'
import { makeApiToken, revokeApiToken } from '#lib/flows/settings/make-api-token.ts'
import type { Mail } from '#lib/mail/mail.ts'
import { getShared } from '#lib/shared.ts'
import { minute, noticeFixture, start } from '#tests/flows/notices/notice-fixture.ts'
import { made } from '#tests/support/made.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
const refreshed: string[] = []
beforeAll(async () => {
  fixture = await noticeFixture()
  getShared().pages.refresh = async ({ paths }) => void refreshed.push(...paths)
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await fixture.boss.deleteAllJobs('mail-advance')
  await fixture.staff('dana')
  refreshed.length = 0
})

const slug = 'a-hole-in-the-kernel'
const draft = {
  title: 'A hole',
  summary: 'Unpublished words.',
  body: 'Secret.',
  serverIds: ['web07', 'web08'],
}

async function drafted(): Promise<string> {
  const postId = newId()
  const written = { postId, staffId: 'dana', version: 0, slug, draft }
  expect(await saveAdvisory(fixture.db, written, start)).toBe('saved')
  return postId
}

const post = async (id: string) => (await fixture.db.select().from(posts).where(eq(posts.id, id)))[0]
const page = (now: Date) => readPostPage(slug, now, fixture.db)
const listed = () => readSnapshot(fixture.db, tx => readPosts(tx, { limit: 20 }, start))
const plan = (postId: string, version: number, at: Date, isTold = true, change: string | null = null) =>
  planPublication(fixture.db, { postId, version, at, plan: { staffId: 'dana', isTold, change } }, start)

/** An advisory that readers see. Returns its id; it is of version 2. */
async function published(): Promise<string> {
  const postId = await drafted()
  const publication = { postId, staffId: 'dana', version: 1, isTold: false, change: null }
  expect(await publishAdvisory(fixture.db, publication, start)).toBe('done')
  refreshed.length = 0
  return postId
}

describe('a time for a draft', () => {
  it('comes for the others too when one of them cannot be published', async () => {
    const broken = newId()
    const written = { postId: broken, staffId: 'dana', version: 0, slug: 'broken', draft }
    await saveAdvisory(fixture.db, written, start)
    expect(await plan(broken, 1, minute(1))).toBe('done')
    const nobody = { staffId: 'nobody', isTold: false, change: null }
    await fixture.db.update(posts).set({ publishPlan: nobody }).where(eq(posts.id, broken))
    expect(await plan(await drafted(), 1, minute(2))).toBe('done')
    await expect(publishDue(fixture.db, minute(3))).rejects.toThrow(/insert into "audit"/)
    expect(await page(minute(3))).toMatchObject({ titled: { title: 'A hole' } })
  })

  it('publishes it then and not before, once, and tells as was wanted', async () => {
    const id = await drafted()
    expect(await plan(id, 1, minute(60))).toBe('done')
    expect(await publishDue(fixture.db, minute(59))).toBe(0)
    expect([await page(minute(59)), refreshed]).toEqual([null, []])
    const both = await Promise.all([1, 2].map(() => publishDue(fixture.db, minute(61))))
    expect(both.reduce((sum, count) => sum + count, 0)).toBe(1)
    expect(await page(minute(61))).toMatchObject({ titled: { title: 'A hole' }, publishedAt: minute(61) })
    expect(await fixture.db.select().from(notices)).toMatchObject([{ kind: 'advisory' }])
    expect(await post(id)).toMatchObject({ publishAt: null, publishPlan: null })
  })

  it('counts for what is saved until then, and is taken back', async () => {
    const id = await drafted()
    await plan(id, 1, minute(60), false)
    const written = { postId: id, staffId: 'dana', version: 2, slug, draft: { ...draft, title: 'Later' } }
    expect(await saveAdvisory(fixture.db, written, start)).toBe('saved')
    expect(await dropPublication(fixture.db, { postId: id, staffId: 'dana', version: 2 }, start)).toBe(
      'changed-meanwhile',
    )
    expect(await dropPublication(fixture.db, { postId: id, staffId: 'dana', version: 3 }, start)).toBe('done')
    expect(await publishDue(fixture.db, minute(90))).toBe(0)
  })

  it('is refused when it is over, when a colleague was quicker, and without words on a change', async () => {
    const id = await drafted()
    expect(await plan(id, 1, start)).toBe('past')
    expect(await plan(id, 7, minute(60))).toBe('changed-meanwhile')
    const publication = { postId: id, staffId: 'dana', version: 1, isTold: true, change: null }
    await publishAdvisory(fixture.db, publication, start)
    const written = { postId: id, staffId: 'dana', version: 2, slug, draft }
    await saveAdvisory(fixture.db, written, start)
    expect(await plan(id, 3, minute(60))).toBe('words-missing')
    expect(await plan(id, 3, minute(60), true, 'It is patched.')).toBe('done')
    await publishDue(fixture.db, minute(61))
    expect((await page(minute(61)))?.updates).toMatchObject([{ body: { text: 'It is patched.' } }])
  })

  it('goes with the draft when the advisory is withdrawn', async () => {
    const id = await published()
    await saveAdvisory(fixture.db, { postId: id, staffId: 'dana', version: 2, slug, draft }, start)
    await plan(id, 3, minute(60), false)
    await withdrawAdvisory(fixture.db, { postId: id, staffId: 'dana', version: 4 }, minute(1))
    expect(await publishDue(fixture.db, minute(90))).toBe(0)
    expect(await page(minute(90))).toBeNull()
  })
})

describe('an advisory that some customers read first', () => {
  const open = (postId: string, version: number, serverIds: string[]) =>
    openAdvance(fixture.db, { postId, staffId: 'dana', version, serverIds }, start)

  /** Sends the mails that wait. */
  async function mail(): Promise<Mail[]> {
    const { rows } = await fixture.db.execute<{ data: Jobs['mail-advance'] }>(
      sql`delete from pgboss.job where name = 'mail-advance' returning data`,
    )
    const mails: Mail[] = []
    for (const { data } of rows)
      await mailAdvance(fixture.db, data, async each => {
        mails.push(each)
        return { is: 'sent', providerId: null }
      })
    return mails
  }

  const tokenOf = (mail: Mail | undefined) => /\/advance\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''

  beforeEach(async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('rack', ['fra'])
    await fixture.subscriber('db', ['db01'])
    await fixture.subscriber('left', ['web07'], 'unsubscribed')
  })

  it('is mailed as a link to who watches these servers and to nobody else, and stands nowhere', async () => {
    const id = await drafted()
    expect(await countAdvance(fixture.db, ['web07'], start)).toBe(2)
    expect(await open(id, 1, ['web07'])).toBe('done')
    const mails = await mail()
    expect(mails.map(each => each.to).sort()).toEqual(['jane@example.net', 'rack@example.net'])
    expect(mails[0]?.headers).toHaveProperty('List-Unsubscribe')
    expect(mails.map(each => each.text).join()).not.toMatch(/Secret|Unpublished/)
    const found = await findAdvance(tokenOf(mails[0]), start, fixture.db)
    expect(found).toMatchObject({ post: { titled: { title: 'A hole' }, body: { text: 'Secret.' } } })
    expect(await page(start)).toBeNull()
    expect(await readPagePaths(fixture.db, start)).not.toContain(`/posts/${slug}`)
    expect(JSON.stringify(await listed())).not.toContain('hole')
    // Nothing is announced, so the stream of changes names nothing.
    expect(refreshed).toEqual([])
    expect(await fixture.db.$count(notices)).toBe(0)
  })

  it('is not mailed to who wants no warnings, or left since', async () => {
    await fixture.db
      .update(subscribers)
      .set({ kinds: ['outage'] })
      .where(eq(subscribers.id, 'rack'))
    const id = await drafted()
    await open(id, 1, ['web07'])
    await fixture.db.update(subscribers).set({ state: 'unsubscribed' }).where(eq(subscribers.id, 'jane'))
    expect(await mail()).toEqual([])
  })

  it('has a link that is ended, or replaced by another', async () => {
    const id = await drafted()
    await open(id, 1, ['web07'])
    const first = tokenOf((await mail())[0])
    expect(await open(id, 2, ['web07'])).toBe('done')
    const second = tokenOf((await mail())[0])
    expect(await findAdvance(first, start, fixture.db)).toBe('nothing')
    expect(await closeAdvance(fixture.db, { postId: id, staffId: 'dana', version: 3 }, start)).toBe('done')
    expect(await findAdvance(second, start, fixture.db)).toBe('nothing')
    expect(await closeAdvance(fixture.db, { postId: id, staffId: 'dana', version: 4 }, start)).toBe(
      'changed-meanwhile',
    )
  })

  it.each(['', 'x', 'A'.repeat(32), "' or true --"])('is opened by no guess such as "%s"', async guess => {
    await open(await drafted(), 1, ['web07'])
    expect(await findAdvance(guess, start, fixture.db)).toBe('nothing')
  })

  it('once it is public its link leads to its page, and it cannot be shown first any more', async () => {
    const id = await drafted()
    await open(id, 1, ['web07'])
    const token = tokenOf((await mail())[0])
    const publication = { postId: id, staffId: 'dana', version: 2, isTold: false, change: null }
    await publishAdvisory(fixture.db, publication, minute(5))
    expect(await findAdvance(token, minute(6), fixture.db)).toEqual({ slug })
    expect(await open(id, 3, ['web07'])).toBe('changed-meanwhile')
  })
})

it('a pinned post stands before newer ones until its time is over', async () => {
  const id = await published()
  const titles = async () => (await listed()).map(each => each.titled.title)
  await fixture.db
    .update(posts)
    .set({ publishedAt: minute(5) })
    .where(eq(posts.id, 'p1'))
  expect(await titles()).toEqual(['Title of staff', 'A hole'])
  const pin = (until: Date | null) => pinPost(fixture.db, { postId: id, staffId: 'dana', until }, start)
  expect(await pin(start)).toBe('past')
  expect(await pin(minute(60))).toBe('done')
  expect(await titles()).toEqual(['A hole', 'Title of staff'])
  await publishDue(fixture.db, minute(59))
  expect(await titles()).toEqual(['A hole', 'Title of staff'])
  await publishDue(fixture.db, minute(60))
  expect(await titles()).toEqual(['Title of staff', 'A hole'])
  expect(refreshed).toContain('/history')
})

describe('progress on the servers of an advisory', () => {
  const note = (postId: string, change: { done?: string[]; undone?: string[]; word?: string | null }) =>
    noteProgress(fixture.db, { postId, staffId: 'dana', done: [], undone: [], ...change }, start)

  it('is counted on its page in the words of staff, and only of servers that it names', async () => {
    const id = await published()
    expect((await page(start))?.progress).toBeNull()
    expect(await note(id, { word: 'patched', done: ['web07', 'db01'] })).toBe('done')
    expect((await page(start))?.progress).toEqual({ what: 'patched', done: 1, total: 2, open: ['web08'] })
    await Promise.all([note(id, { done: ['web08'] }), note(id, { done: ['web07'] })])
    expect((await page(start))?.progress).toMatchObject({ done: 2, open: [] })
    await note(id, { undone: ['web07'], word: null })
    expect((await page(start))?.progress).toBeNull()
    expect(refreshed).toContain(`/posts/${slug}`)
  })

  it('is noted by another system with a token for that alone', async () => {
    const id = await published()
    await note(id, { word: 'patched' })
    const { token } = made(
      await makeApiToken(
        fixture.db,
        { scopes: ['progress:write'], expiresAt: null, name: 'Ansible', staffId: 'dana' },
        start,
      ),
    )
    const send = async (body: unknown, given = token) => {
      const request = new Request(`${env.SITE_URL}/api/v1/progress`, {
        method: 'POST',
        headers: { authorization: `Bearer ${given}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      })
      const response = await POST(request)
      return [response.status, await response.json()]
    }
    expect(await send({ post: slug, servers: ['web07', 'web08.example.com', 'nope'] })).toEqual([
      200,
      { noted: 2, unknown: ['nope'], notInPost: [] },
    ])
    expect((await page(start))?.progress).toMatchObject({ done: 2, total: 2 })
    const { servers } = await readTargets(fixture.db)
    const other = servers.find(({ id }) => !draft.serverIds.includes(id))?.label ?? ''
    expect(await send({ post: slug, servers: [other] })).toEqual([
      200,
      { noted: 0, unknown: [], notInPost: [other] },
    ])
    expect((await send({ post: id, servers: ['web08'], done: false }))[0]).toBe(200)
    expect((await page(start))?.progress).toMatchObject({ open: ['web08'] })
    expect((await send({ post: 'no-such-post', servers: ['web07'] }))[0]).toBe(404)
    expect((await send({ post: 'a\0b', servers: ['web07'] }))[0]).toBe(404)
    expect((await send({ post: slug }))[0]).toBe(400)
    expect((await send({ post: slug, servers: ['web07'] }, 'progress_wrong'))[0]).toBe(401)
    const tokenId =
      (await fixture.db.execute<{ id: string }>(sql`select id from api_tokens`)).rows[0]?.id ?? ''
    await revokeApiToken(fixture.db, { tokenId, staffId: 'dana' }, start)
    expect((await send({ post: slug, servers: ['web07'] }))[0]).toBe(401)
  })

  it('of a draft is nothing that readers could learn of', async () => {
    const id = await drafted()
    expect(await note(id, { word: 'patched', done: ['web07'] })).toBe('gone')
    expect(refreshed).toEqual([])
  })
})
