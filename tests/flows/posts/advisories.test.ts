import { asc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readAdvisory, readPostChanges, readReach } from '#db/reads/posts/advisory.ts'
import { readWithdrawal } from '#db/reads/posts/gone-post.ts'
import { readPostPage, readPostPreview } from '#db/reads/posts/post-page.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { discardDraft } from '#lib/flows/posts/discard-draft.ts'
import { type Publication, publishAdvisory } from '#lib/flows/posts/publish-advisory.ts'
import { saveAdvisory } from '#lib/flows/posts/save-advisory.ts'
import { withdrawAdvisory } from '#lib/flows/posts/withdraw-advisory.ts'
import { claimBatches } from '#lib/flows/sending/claim-batches.ts'
import type { Mailer } from '#lib/mail/mail.ts'
import type { AdvisoryDraft } from '#lib/rules/posts/advisory.ts'
import { getShared } from '#lib/shared.ts'
import { minute, noticeFixture, start } from '#tests/flows/notices/notice-fixture.ts'

let fixture: Awaited<ReturnType<typeof noticeFixture>>
const refreshed: string[] = []
beforeAll(async () => {
  fixture = await noticeFixture()
  getShared().pages.refresh = async ({ paths }) => void refreshed.push(...paths)
}, 60_000)
afterAll(() => fixture.stop())
beforeEach(async () => {
  await fixture.reset()
  await fixture.staff('dana')
  await fixture.staff('eve')
  refreshed.length = 0
})

const draft: AdvisoryDraft = {
  title: 'A rootkit',
  summary: 'What is known.',
  body: 'Text.',
  serverIds: ['web07'],
}
const slug = 'a-rootkit'

const save = (postId: string, version: number, change: Partial<AdvisoryDraft> = {}, staffId = 'dana') =>
  saveAdvisory(fixture.db, { postId, staffId, version, slug, draft: { ...draft, ...change } }, start)

async function drafted(change: Partial<AdvisoryDraft> = {}): Promise<string> {
  const postId = newId()
  expect(await save(postId, 0, change)).toBe('saved')
  return postId
}

const publish = (postId: string, version: number, facts: Partial<Publication> = {}, now = start) => {
  const rest = { staffId: 'dana', isTold: false, change: null, ...facts }
  return publishAdvisory(fixture.db, { postId, version, ...rest }, now)
}

/** Plans all notices. Returns the kind of each with who hears of it. */
async function told(now: Date): Promise<[string, string[]][]> {
  const rows = await fixture.db.select().from(notices).orderBy(asc(notices.createdAt))
  for (const { id } of rows) await planNotice(fixture.db, id, now)
  return Promise.all(rows.map(async ({ id, kind }) => [kind, await fixture.audience(id)]))
}

const post = async (id: string) => (await fixture.db.select().from(posts).where(eq(posts.id, id)))[0]
const actions = async (id: string) =>
  (await readPostChanges(fixture.db, id)).map(change => [change.staffName, change.action])

describe('a draft', () => {
  it('is seen by no reader, tells nobody, and is written down', async () => {
    await fixture.subscriber('jane', ['web07'])
    const id = await drafted()
    expect(await readPostPage(slug, start, fixture.db)).toBeNull()
    expect(await told(start)).toEqual([])
    expect(refreshed).toEqual([])
    expect(await actions(id)).toEqual([['dana', 'save-draft']])
    expect(await readAdvisory(fixture.db, id)).toMatchObject({ words: draft, version: 1, hasDraft: true })
  })

  it('is shown to staff as readers will see it', async () => {
    const id = await drafted()
    const preview = await readPostPreview(fixture.db, id, minute(5))
    expect(preview).toMatchObject({
      titled: { title: 'A rootkit' },
      body: { text: 'Text.' },
      publishedAt: minute(5),
      slug,
    })
    expect(preview?.servers.map(server => server.label)).toEqual(['web07'])
  })

  it('that is sent twice is one, and another one of the same address is refused', async () => {
    const id = newId()
    expect(await Promise.all([1, 2, 3].map(() => save(id, 0)))).toEqual(['saved', 'saved', 'saved'])
    expect(await actions(id)).toHaveLength(1)
    expect(await save(newId(), 0)).toBe('slug-taken')
    expect(await save(newId(), 0, { title: 'Another' })).toBe('slug-taken')
  })

  it('of two who edit at once is the first one’s; the other is told and has lost nothing', async () => {
    const id = await drafted()
    const both = await Promise.all([save(id, 1, { body: 'Dana.' }), save(id, 1, { body: 'Eve.' }, 'eve')])
    expect(both.sort()).toEqual(['changed-meanwhile', 'saved'])
    expect(await save(id, 2, { body: 'Eve, who has seen it.' }, 'eve')).toBe('saved')
    expect((await readAdvisory(fixture.db, id))?.words.body).toBe('Eve, who has seen it.')
  })

  it('is thrown away only as it was seen', async () => {
    const id = await drafted()
    const seen = { postId: id, staffId: 'eve', version: 1 }
    await save(id, 1, { body: 'More.' })
    expect(await discardDraft(fixture.db, seen, start)).toBe('changed-meanwhile')
    expect(await discardDraft(fixture.db, { ...seen, version: 2 }, start)).toBe('done')
    expect(await post(id)).toBeUndefined()
    expect(await save(id, 2)).toBe('changed-meanwhile')
    expect((await actions(id))[0]).toEqual(['eve', 'discard-draft'])
  })
})

describe('publishing', () => {
  it('shows it at once, on its servers’ pages too, and tells nobody unless wanted', async () => {
    await fixture.subscriber('jane', ['web07'])
    const id = await drafted()
    expect(await publish(id, 1)).toBe('done')
    expect(await readPostPage(slug, start, fixture.db)).toMatchObject({
      titled: { title: 'A rootkit' },
      body: { text: 'Text.' },
    })
    expect(refreshed.sort()).toEqual(['/', '/history', '/posts/a-rootkit', '/servers/web07.example.com'])
    expect(await told(start)).toEqual([])
    expect(await actions(id)).toContainEqual(['dana', 'publish-advisory'])
  })

  it('tells, once, who watches a server that it names and wants such news, as many as was said before', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('group', ['fra'])
    await fixture.subscriber('all', ['all'])
    await fixture.subscriber('other', ['db01'])
    await fixture.subscriber('gone', ['web07'], 'unsubscribed')
    await fixture.subscriber('calm', ['web07'])
    await fixture.db
      .update(subscribers)
      .set({ kinds: ['outage'] })
      .where(eq(subscribers.id, 'calm'))
    const id = await drafted()
    const advisory = await readAdvisory(fixture.db, id)
    expect(advisory && (await readReach(fixture.db, advisory, start))).toEqual({ kind: 'advisory', count: 3 })
    const tries = await Promise.all([1, 2, 3].map(() => publish(id, 1, { isTold: true })))
    expect(tries.filter(outcome => outcome === 'done')).toHaveLength(1)
    expect(await told(start)).toEqual([['advisory', ['all', 'group', 'jane']]])
    const mails = (await claimBatches(fixture.db, mailer, 9, start)).flatMap(one => one.mails)
    expect(mails.map(mail => mail.subject)).toEqual(Array(3).fill('A rootkit'))
    expect(mails[0]?.text).toContain('What is known.')
    expect(mails[0]?.text).toContain('web07: is named in it')
  })

  it('that names no server concerns everybody who watches something', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('other', ['db01'])
    const id = await drafted({ serverIds: [] })
    await publish(id, 1, { isTold: true })
    expect(await told(start)).toEqual([['advisory', ['jane', 'other']]])
  })

  it('does nothing with a draft that a colleague changed meanwhile', async () => {
    const id = await drafted()
    await save(id, 1, { body: 'More.' }, 'eve')
    expect(await publish(id, 1, { isTold: true })).toBe('changed-meanwhile')
    expect(await told(start)).toEqual([])
    expect((await post(id))?.visibility).toBe('draft')
  })
})

describe('a change after publishing', () => {
  const published = async (facts: Partial<Publication> = {}, change: Partial<AdvisoryDraft> = {}) => {
    const id = await drafted(change)
    await publish(id, 1, facts)
    await told(start)
    return id
  }

  it('is a draft until it is published; then readers see that it was edited, and nobody is told', async () => {
    await fixture.subscriber('jane', ['web07'])
    const id = await published({ isTold: true })
    await save(id, 2, { title: 'A rootkit, contained' })
    expect((await readPostPage(slug, minute(5), fixture.db))?.titled.title).toBe('A rootkit')
    await publish(id, 3, {}, minute(9))
    const page = await readPostPage(slug, minute(9), fixture.db)
    expect(page).toMatchObject({
      titled: { title: 'A rootkit, contained' },
      publishedAt: start,
      updatedAt: minute(9),
    })
    expect((await told(minute(9))).map(([kind]) => kind)).toEqual(['advisory'])
  })

  it('keeps the address that readers have', async () => {
    const id = await published()
    await saveAdvisory(fixture.db, { postId: id, staffId: 'dana', version: 2, slug: 'other', draft }, start)
    await publish(id, 3)
    expect((await post(id))?.slug).toBe(slug)
  })

  it('is told as an update to who heard of it, in the words of what has changed, when staff want it', async () => {
    await fixture.subscriber('jane', ['web07'])
    const id = await published({ isTold: true })
    await fixture.subscriber('late', ['web07'])
    await save(id, 2, { body: 'All servers are clean.' })
    const advisory = await readAdvisory(fixture.db, id)
    expect(advisory && (await readReach(fixture.db, advisory, minute(9)))).toEqual({
      kind: 'update',
      count: 1,
    })
    await publish(id, 3, { isTold: true, change: 'All servers are clean.' }, minute(9))
    expect((await told(minute(9)))[1]).toEqual(['update', ['jane']])
    const page = await readPostPage(slug, minute(9), fixture.db)
    expect(page?.updates).toMatchObject([{ body: { text: 'All servers are clean.' }, phase: null }])
  })

  it('is no update without words on what has changed: nothing is published, and nobody is told', async () => {
    await fixture.subscriber('jane', ['web07'])
    const id = await published({ isTold: true })
    await save(id, 2, { body: 'All servers are clean.' })
    expect(await publish(id, 3, { isTold: true }, minute(9))).toBe('words-missing')
    expect(await readPostPage(slug, minute(9), fixture.db)).toMatchObject({ body: { text: 'Text.' } })
    expect((await told(minute(9))).map(([kind]) => kind)).toEqual(['advisory'])
    expect(await publish(id, 3, {}, minute(9))).toBe('done')
  })

  it('that names another server warns who watches that one, too', async () => {
    await fixture.subscriber('jane', ['web07'])
    await fixture.subscriber('other', ['db01'])
    const id = await published({ isTold: true })
    await save(id, 2, { serverIds: ['web07', 'db01'] })
    await publish(id, 3, { isTold: true }, minute(9))
    expect((await told(minute(9)))[1]).toEqual(['advisory', ['jane', 'other']])
  })
})

describe('withdrawing', () => {
  it('takes it from readers, who find that it was withdrawn; what was not mailed yet is not mailed', async () => {
    await fixture.subscriber('jane', ['web07'])
    const id = await drafted()
    await publish(id, 1, { isTold: true })
    await told(start)
    const seen = { postId: id, staffId: 'eve', version: 2 }
    expect(await withdrawAdvisory(fixture.db, { ...seen, version: 1 }, minute(1))).toBe('changed-meanwhile')
    expect(await withdrawAdvisory(fixture.db, seen, minute(1))).toBe('done')
    expect(await withdrawAdvisory(fixture.db, seen, minute(2))).toBe('changed-meanwhile')
    expect(await readPostPage(slug, minute(1), fixture.db)).toBeNull()
    expect(await readWithdrawal(slug, fixture.db)).toEqual(minute(1))
    expect(await claimBatches(fixture.db, mailer, 9, minute(1))).toEqual([])
    expect((await fixture.deliveries()).map(row => row.state)).toEqual(['skipped'])
    expect((await actions(id))[0]).toEqual(['eve', 'withdraw-advisory'])
  })

  it('brings the posts beside it up to date, whose pages name it', async () => {
    const id = await drafted()
    await publish(id, 1)
    // What the fixture has would be at the same moment.
    await fixture.db
      .update(posts)
      .set({ startedAt: minute(-9) })
      .where(eq(posts.id, 'p1'))
    await fixture.db.insert(posts).values({
      id: 'beside',
      slug: 'beside',
      kind: 'advisory',
      title: 'Beside',
      visibility: 'published',
      startedAt: minute(-1),
      publishedAt: minute(-1),
    })
    refreshed.length = 0
    await withdrawAdvisory(fixture.db, { postId: id, staffId: 'eve', version: 2 }, minute(1))
    expect(refreshed).toEqual(expect.arrayContaining([`/posts/${slug}`, '/posts/beside']))
  })

  it('before the mails went out leaves nobody unwarned when it is published again', async () => {
    await fixture.subscriber('jane', ['web07'])
    const id = await drafted()
    await publish(id, 1, { isTold: true })
    await told(start)
    await withdrawAdvisory(fixture.db, { postId: id, staffId: 'eve', version: 2 }, minute(1))
    await claimBatches(fixture.db, mailer, 9, minute(1))
    const advisory = await readAdvisory(fixture.db, id)
    expect(advisory && (await readReach(fixture.db, advisory, minute(2)))).toEqual({
      kind: 'advisory',
      count: 1,
    })
    await publish(id, 3, {}, minute(2))
    await save(id, 4, { body: 'Mended.' })
    await publish(id, 5, { isTold: true }, minute(3))
    expect((await told(minute(3)))[1]).toEqual(['advisory', ['jane']])
  })

  it('keeps the words as a draft, which can be published again', async () => {
    const id = await drafted()
    await publish(id, 1)
    await withdrawAdvisory(fixture.db, { postId: id, staffId: 'dana', version: 2 }, minute(1))
    expect(await readAdvisory(fixture.db, id)).toMatchObject({ words: draft, hasDraft: true })
    expect(await discardDraft(fixture.db, { postId: id, staffId: 'dana', version: 3 }, minute(2))).toBe(
      'changed-meanwhile',
    )
    expect(await publish(id, 3, {}, minute(3))).toBe('done')
    const page = await readPostPage(slug, minute(3), fixture.db)
    expect(page).toMatchObject({ publishedAt: start, updatedAt: minute(3) })
    expect(await readWithdrawal(slug, fixture.db)).toBeNull()
  })
})

it('what is kept as a file, or is no advisory, is left alone', async () => {
  await fixture.db.insert(posts).values({
    id: 'filed',
    slug: 'filed',
    kind: 'advisory',
    title: 'Filed',
    visibility: 'published',
    startedAt: start,
    publishedAt: start,
    filePath: 'filed.mdx',
  })
  for (const id of ['filed', 'p1']) {
    const before = await post(id)
    expect(await save(id, 0)).not.toBe('saved')
    expect(await publish(id, 0, { isTold: true })).toBe('changed-meanwhile')
    const seen = { postId: id, staffId: 'dana', version: 0 }
    expect(await withdrawAdvisory(fixture.db, seen, start)).toBe('changed-meanwhile')
    expect(await discardDraft(fixture.db, seen, start)).toBe('changed-meanwhile')
    expect(await post(id)).toEqual(before)
  }
})

const mailer: Mailer = {
  provider: 'test',
  mailsPerBatch: 100,
  batchesAtOnce: 9,
  perSecond: null,
  longestSeconds: 10,
  send: async () => ({ is: 'sent', providerIds: [] }),
}
