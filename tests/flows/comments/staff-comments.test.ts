import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readDeskComments } from '#db/reads/comments/desk-comments.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { audit } from '#db/schema/staff.ts'
import { answerComment } from '#lib/flows/comments/answer-comment.ts'
import { endRepliesTo } from '#lib/flows/comments/end-replies.ts'
import { hideComment, showComment } from '#lib/flows/comments/hide-comment.ts'
import { tellAuthor } from '#lib/flows/comments/tell-author.ts'
import { signLink } from '#lib/links.ts'
import type { Mail } from '#lib/mail/mail.ts'
import { minute, start } from '#tests/flows/subscribers/subscribing-fixture.ts'
import { commentsFixture, dana, postId } from './comments-fixture.ts'

let fixture: Awaited<ReturnType<typeof commentsFixture>>
beforeAll(async () => {
  fixture = await commentsFixture()
})
afterAll(() => fixture.close())
beforeEach(() => fixture.reset())

const comment: typeof fixture.comment = (...given) => fixture.comment(...given)

const answer = (answersId: string, id = newId(), now = minute(1), body = 'No: it is clean.') =>
  answerComment(fixture.db, { id, answersId, staffMember: dana, body }, now)

/** Mails the authors who are to hear of an answer. Returns the mails. */
async function tell(): Promise<Mail[]> {
  const { rows } = await fixture.db.execute<{ data: { commentId: string } }>(
    sql`delete from pgboss.job where name = 'tell-author' returning data`,
  )
  const mails: Mail[] = []
  for (const { data } of rows)
    await tellAuthor(fixture.db, data.commentId, async mail => {
      mails.push(mail)
      return { is: 'sent', providerId: null }
    })
  return mails
}

const lines = () => fixture.db.select().from(audit).orderBy(asc(audit.sequence))
const shown = async () => (await readPostPage('rootkit', minute(9), fixture.db))?.comments ?? []

describe('an answer of staff', () => {
  it('is public at once under the person’s name, and its asker is mailed, once', async () => {
    const asked = await comment('Martin')
    const id = newId()
    expect(await Promise.all([1, 2].map(() => answer(asked, id)))).toEqual(['done', 'done'])
    expect((await shown())[1]).toMatchObject({ id, parentId: asked, authorName: 'Dana', isStaff: true })
    expect(fixture.refreshed).toContain('/posts/rootkit')
    const [mail, ...more] = await tell()
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: 'martin@example.net' })
    expect(mail?.subject).toMatch(/^Dana of .+ has answered your comment on “A rootkit”$/)
    expect(mail?.text).toContain('No: it is clean.')
    expect(await lines()).toMatchObject([
      { staffId: dana.id, action: 'answer-comment', subject: `comment ${id}` },
    ])
  })

  it('is mailed as it was typed: a comment is no Markdown', async () => {
    const body = '*all* of /home/*/mail and __init__, ~~not~~ 1~2'
    await answer(await comment('Martin'), newId(), minute(1), body)
    const [mail] = await tell()
    expect(mail?.text).toContain(body)
  })

  it('to an answer hangs on the first comment, and is mailed to who is answered', async () => {
    const first = await comment('Martin')
    const second = await comment('Helen', { parentId: first })
    await answer(second)
    expect((await shown()).at(-1)).toMatchObject({ parentId: first })
    expect((await tell()).map(mail => mail.to)).toEqual(['helen@example.net'])
  })

  it('to a colleague mails nobody', async () => {
    const first = await comment('Martin')
    const id = newId()
    await answer(first, id)
    await tell()
    expect(await answer(id, newId(), minute(2))).toBe('done')
    expect(await tell()).toEqual([])
  })

  it('is not mailed to who has ended such mails', async () => {
    const asked = await comment('Martin')
    await endRepliesTo(signLink(await fixture.secret(), 'end-replies', asked, null), start, fixture.db)
    await answer(asked)
    expect(await tell()).toEqual([])
  })

  it.each([
    ['waits for its author’s word', { state: 'held', publishedAt: null }],
    ['was hidden', { state: 'removed' }],
  ] as const)('to a comment that %s is not published', async (_, facts) => {
    expect(await answer(await comment('Martin', facts))).toBe('gone')
    expect(await lines()).toEqual([])
  })

  it('below a post that is not public is not published', async () => {
    const asked = await comment('Martin')
    await fixture.db.update(posts).set({ visibility: 'draft' })
    expect(await answer(asked)).toBe('gone')
    expect(await answer(newId())).toBe('gone')
  })
})

describe('hiding a comment', () => {
  const hide = (commentId: string, now = minute(1)) =>
    hideComment(fixture.db, { commentId, staffId: dana.id, reason: 'It names a customer.' }, now)

  it('takes it from the page and keeps why, once', async () => {
    const id = await comment('Martin')
    expect((await Promise.all([hide(id), hide(id)])).sort()).toEqual(['changed-meanwhile', 'done'])
    expect(await shown()).toEqual([])
    expect(fixture.refreshed).toContain('/posts/rootkit')
    expect(await lines()).toMatchObject([
      { action: 'hide-comment', staffId: dana.id, facts: { reason: 'It names a customer.', postId } },
    ])
    expect((await readDeskComments(fixture.db, postId))[0]?.hidden).toEqual({
      staffName: 'Dana',
      at: minute(1),
      reason: 'It names a customer.',
    })
  })

  it('is undone, and shows who hid it last when it is hidden again', async () => {
    const id = await comment('Martin')
    await hide(id)
    const undo = { commentId: id, staffId: dana.id }
    expect(await showComment(fixture.db, undo, minute(2))).toBe('done')
    expect(await showComment(fixture.db, undo, minute(2))).toBe('changed-meanwhile')
    expect(await shown()).toMatchObject([{ id, publishedAt: start }])
    await hide(id, minute(3))
    expect((await readDeskComments(fixture.db, postId))[0]?.hidden?.at).toEqual(minute(3))
    expect((await lines()).map(line => line.action)).toEqual(['hide-comment', 'show-comment', 'hide-comment'])
  })

  it('never publishes what its author has not confirmed', async () => {
    const id = await comment('Martin', { state: 'removed', publishedAt: null })
    expect(await showComment(fixture.db, { commentId: id, staffId: dana.id }, start)).toBe(
      'changed-meanwhile',
    )
    const [row] = await fixture.db.select().from(comments).where(eq(comments.id, id))
    expect(row?.state).toBe('removed')
  })

  it('keeps the answer to it from being mailed', async () => {
    const asked = await comment('Martin')
    const id = newId()
    await answer(asked, id)
    await hide(id)
    expect(await tell()).toEqual([])
  })
})
