import { eq } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readPosts } from '#db/reads/posts/post-list.ts'
import { readPostPage, readReviewPreview } from '#db/reads/posts/post-page.ts'
import { readOwedReviews, readReviewedIncident, readReviewReach } from '#db/reads/reviews/review.ts'
import { alerts } from '#db/schema/alert.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { sources } from '#db/schema/source.ts'
import { audit } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import { draftReview } from '#lib/flows/reviews/draft-review.ts'
import { dropReviewPlan, planReview } from '#lib/flows/reviews/plan-review.ts'
import { publishDueReviews } from '#lib/flows/reviews/publish-due-reviews.ts'
import { publishReview } from '#lib/flows/reviews/publish-review.ts'
import { saveReview } from '#lib/flows/reviews/save-review.ts'
import { waiveReview } from '#lib/flows/reviews/waive-review.ts'
import { withdrawReview } from '#lib/flows/reviews/withdraw-review.ts'
import { checkText } from '#lib/posts/check.ts'
import { isUnfinished, mostReview } from '#lib/rules/reviews/review.ts'
import { minute, noticeFixture, start, told } from '#tests/flows/notices/notice-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'

const fixture = await noticeFixture()
const { db } = fixture
afterAll(() => fixture.stop())

/** web07 was down for 20 minutes; bob heard of it, ann watches it since. */
beforeEach(async () => {
  await fixture.reset()
  await emptyTables(db, 'audit', 'sources')
  await fixture.staff('dana')
  await fixture.subscriber('bob', ['web07'])
  await db
    .update(posts)
    .set({ title: 'web07 was down', phase: 'resolved', resolvedAt: minute(25), touchedAt: minute(5) })
  const trouble = {
    impact: 'major_outage' as const,
    cause: 'outage' as const,
    since: start,
    until: minute(20),
  }
  const ended = { clearedAt: minute(20), endedAt: minute(25), announcedImpact: 'operational' as const }
  await db.insert(affectedServers).values({ postId: 'p1', serverId: 'web07', ...trouble, ...ended })
  await fixture.notice('n1', 'began', minute(1), { servers: [told('web07')] })
  await planNotice(db, 'n1', minute(1))
  await db.update(deliveries).set({ state: 'sent', sentAt: minute(2) })
  await fixture.subscriber('ann', ['web07'])
})

const text = '## What happened\n\nA disk was full.\n\n## Cause\n\nNobody looked.'
const save = (version: number, words = text) =>
  saveReview(db, { postId: 'p1', staffId: 'dana', version, text: words }, minute(60))
const publish = (version: number, isTold = true) =>
  publishReview(db, { postId: 'p1', staffId: 'dana', version, isTold }, minute(70))
const review = async () => (await db.select().from(reviews))[0]

describe('the beginning of a review', () => {
  it('is what is known of the incident, passes the check, and is not yet finished', async () => {
    await db.insert(sources).values({ id: 's1', name: 's1', tokenHash: 'h' })
    await db.insert(alerts).values({
      sourceId: 's1',
      fingerprint: 'f',
      startsAt: start,
      serverId: 'web07',
      kind: 'outage',
      severity: 'critical',
      summary: 'secret words of the scanner',
      firstReceivedAt: minute(1),
      lastReceivedAt: minute(1),
      isDebounced: true,
      postId: 'p1',
    })
    const entry = { postId: 'p1', staffId: 'dana', phase: 'identified' as const, createdAt: minute(5) }
    await db.insert(updates).values({ ...entry, body: 'The *disk* is full.\n\nWe move it.' })
    const draft = (await draftReview(db, 'p1')) ?? ''
    expect(draft.match(/^## .*$/gm)).toEqual([
      '## What happened',
      '## Impact in numbers',
      '## Cause',
      '## Timeline',
      '## What we change, by when',
    ])
    expect(draft).toContain('(20 minutes): web07 was down.')
    expect(draft).toContain('One customer was told, the first of them 2 minutes after it began.')
    expect(draft).toContain('our monitoring reported it.')
    expect(draft).toContain('The disk is full.')
    expect(draft).not.toContain('secret words')
    expect(isUnfinished(draft)).toBe(true)
    expect(checkText(draft, 'text', 'full')).toEqual([])
    await save(0, draft)
    expect(await publish(1)).toBe('unfinished')
    expect(await readPostPage('p1-slug', minute(80), db)).toMatchObject({ review: null })
  })

  it('is never longer than a review may be', async () => {
    const entry = { postId: 'p1', staffId: 'dana', phase: 'identified' as const, body: 'x'.repeat(4000) }
    const rows = Array.from({ length: 500 }, (_, count) => ({ ...entry, createdAt: minute(count) }))
    await db.insert(updates).values(rows)
    const draft = (await draftReview(db, 'p1')) ?? ''
    expect(draft).toContain('and 400 more entries, which stand below')
    expect(draft.length).toBeLessThan(mostReview)
  })

  it('is not there while the incident is open', async () => {
    await db.update(posts).set({ resolvedAt: null })
    expect(await draftReview(db, 'p1')).toBeNull()
    expect(await save(0)).toBe('gone')
  })
})

describe('a review', () => {
  it('is a draft until it is published, then stands on the page and in the list', async () => {
    await save(0)
    expect(await readPostPage('p1-slug', minute(61), db)).toMatchObject({ review: null })
    expect((await readReviewPreview(db, 'p1', minute(61)))?.review?.body.text).toBe(text)
    expect(await publish(1)).toBe('done')
    const shown = await readPostPage('p1-slug', minute(80), db)
    expect(shown?.review).toEqual({
      body: { text, language: 'en', translations: {} },
      publishedAt: minute(70),
      editedAt: minute(70),
    })
    const [listed] = await db.transaction(tx => readPosts(tx, { limit: 5 }, minute(80)))
    expect(listed?.hasReview).toBe(true)
    const actions = await db.select({ action: audit.action }).from(audit)
    expect(actions.map(({ action }) => action)).toEqual(['save-review', 'publish-review'])
  })

  it('is told to who was told of the incident, and to nobody else', async () => {
    await save(0)
    expect(await readReviewReach(db, 'p1', minute(61))).toBe(1)
    await publish(1)
    const [notice] = await db.select().from(notices).where(eq(notices.kind, 'review'))
    expect(notice?.facts.saying).toMatchObject({ is: 'words', text: 'A disk was full.' })
    await planNotice(db, notice?.id ?? '', minute(71))
    expect(await fixture.audience(notice?.id ?? '')).toEqual(['bob'])
  })

  it('is published without a word to anybody, if wanted', async () => {
    await save(0)
    await publish(1, false)
    expect(await db.$count(notices, eq(notices.kind, 'review'))).toBe(0)
    expect(await review()).toMatchObject({ announcedAt: null, version: 2 })
  })

  it('overwrites nothing that a person has not seen', async () => {
    const both = await Promise.all([save(0, `${text} A.`), save(0, `${text} B.`)])
    expect(both.sort()).toEqual(['changed-meanwhile', 'done'])
    expect(await publish(0)).toBe('changed-meanwhile')
    expect(await save(1, `${text} C.`)).toBe('done')
    // A form that was sent twice.
    expect(await save(1, `${text} C.`)).toBe('done')
    expect(await publish(1)).toBe('changed-meanwhile')
    expect(await publish(2)).toBe('done')
  })

  it('is withdrawn from readers, and who has not heard of it yet does not', async () => {
    await save(0)
    await publish(1)
    const [notice] = await db.select().from(notices).where(eq(notices.kind, 'review'))
    await planNotice(db, notice?.id ?? '', minute(71))
    const seen = { postId: 'p1', staffId: 'dana', version: 2 }
    expect(await withdrawReview(db, seen, minute(72))).toBe('done')
    expect(await readPostPage('p1-slug', minute(80), db)).toMatchObject({ review: null })
    const rows = await db
      .select()
      .from(deliveries)
      .where(eq(deliveries.noticeId, notice?.id ?? ''))
    expect(rows).toMatchObject([{ state: 'skipped' }])
    expect(await withdrawReview(db, { ...seen, version: 3 }, minute(73))).toBe('changed-meanwhile')
    expect((await readReviewedIncident(db, 'p1'))?.review?.draft).toBe(text)
    expect(await publish(3, false)).toBe('done')
    expect((await readPostPage('p1-slug', minute(80), db))?.review?.publishedAt).toEqual(minute(70))
  })

  it('is owed until it is public, or staff say that none is needed', async () => {
    const owed = async () => (await readOwedReviews(db, minute(100))).map(({ id }) => id)
    expect(await owed()).toEqual(['p1'])
    expect(await waiveReview(db, { postId: 'p1', staffId: 'dana', isWaived: true }, minute(60))).toBe('done')
    expect(await owed()).toEqual([])
    await waiveReview(db, { postId: 'p1', staffId: 'dana', isWaived: false }, minute(61))
    expect(await owed()).toEqual(['p1'])
    await save(2)
    expect(await owed()).toEqual(['p1'])
    await publish(3)
    expect(await owed()).toEqual([])
    expect(await waiveReview(db, { postId: 'p1', staffId: 'dana', isWaived: true }, minute(90))).toBe(
      'changed-meanwhile',
    )
  })
})

describe('a review with a time', () => {
  const plan = (version: number, at = minute(90)) =>
    planReview(db, { postId: 'p1', version, at, plan: { staffId: 'dana', isTold: true } }, minute(70))

  it('is published by itself then, as its draft is by that time, once', async () => {
    await save(0)
    expect([await plan(1, minute(69)), await plan(9)]).toEqual(['past', 'changed-meanwhile'])
    expect(await plan(1)).toBe('done')
    await save(2, `${text} More.`)
    expect(await publishDueReviews(db, minute(89))).toBe(0)
    expect(await publishDueReviews(db, minute(90))).toBe(1)
    expect(await publishDueReviews(db, minute(91))).toBe(0)
    expect(await review()).toMatchObject({
      body: `${text} More.`,
      draft: null,
      publishedAt: minute(90),
      publishAt: null,
    })
    const said = await db.select().from(notices).where(eq(notices.kind, 'review'))
    expect(said).toHaveLength(1)
  })

  it('that staff have to write on again, or whose time they take back, waits for a person', async () => {
    await save(0)
    await plan(1)
    await save(2, `${text} ✎`)
    expect(await publishDueReviews(db, minute(90))).toBe(0)
    expect(await review()).toMatchObject({ body: null, publishAt: null })
    await save(4)
    expect(await plan(5)).toBe('done')
    const by = { postId: 'p1', staffId: 'dana' }
    expect(await dropReviewPlan(db, { ...by, version: 6 }, minute(80))).toBe('done')
    expect(await dropReviewPlan(db, { ...by, version: 7 }, minute(80))).toBe('changed-meanwhile')
    expect(await publishDueReviews(db, minute(95))).toBe(0)
  })
})
