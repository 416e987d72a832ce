import { and, asc, eq } from 'drizzle-orm'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import ConfirmPage from '#app/(site)/comments/confirm/[token]/page.tsx'
import { POST as postConfirm } from '#app/api/comments/confirm/route.ts'
import { POST as postDelete } from '#app/api/comments/delete/route.ts'
import { POST as postOwn } from '#app/api/comments/mine/route.ts'
import { POST as postComment } from '#app/api/comments/route.ts'
import { newId } from '#db/id.ts'
import { readCommentList } from '#db/reads/comments/comment-list.ts'
import { countUnanswered, isUnanswered } from '#db/reads/comments/unanswered.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { audit } from '#db/schema/staff.ts'
import { answerComment } from '#lib/flows/comments/answer-comment.ts'
import { clarifyPoint, closeComments, settleComment } from '#lib/flows/comments/care-for-comments.ts'
import { confirmComment } from '#lib/flows/comments/confirm-comment.ts'
import { hideComment } from '#lib/flows/comments/hide-comment.ts'
import { deleteOwnComment, editOwnComment, readOwnComment } from '#lib/flows/comments/own-comment.ts'
import { signLink } from '#lib/links.ts'
import { readKeptForm } from '#lib/processes/kept-forms.ts'
import { answerOf, formRequest, minute } from '#tests/flows/subscribers/subscribing-fixture.ts'
import { commentsFixture, dana, postId } from './comments-fixture.ts'

let fixture: Awaited<ReturnType<typeof commentsFixture>>
beforeAll(async () => {
  fixture = await commentsFixture()
}, 60_000)
afterAll(() => fixture.close())
beforeEach(() => fixture.reset())

const comment: typeof fixture.comment = (...given) => fixture.comment(...given)

const answer = (answersId: string, clarifies: string | null = null) =>
  answerComment(fixture.db, { id: newId(), answersId, staffMember: dana, body: 'No.', clarifies }, minute(1))
async function waiting(): Promise<string[]> {
  const { authorName, publishedAt } = comments
  const rows = await fixture.db
    .select({ authorName })
    .from(comments)
    .innerJoin(posts, eq(posts.id, comments.postId))
    .where(and(isUnanswered, eq(posts.visibility, 'published')))
    .orderBy(asc(publishedAt))
  return rows.map(row => row.authorName)
}
const page = () => readPostPage('rootkit', minute(9), fixture.db)
const actions = async () =>
  (await fixture.db.select().from(audit).orderBy(asc(audit.sequence))).map(line => line.action)

describe('a comment waits for an answer', () => {
  it('while it is public and no answer of staff is to it, those that wait longest first', async () => {
    const martin = await comment('Martin', { publishedAt: minute(-1) })
    const helen = await comment('Helen', { parentId: martin })
    await comment('Held', { state: 'held', publishedAt: null })
    await comment('Eve', { isStaff: true, email: null })
    expect(await waiting()).toEqual(['Martin', 'Helen'])
    expect(await countUnanswered(fixture.db)).toBe(2)
    await answer(helen)
    expect(await waiting()).toEqual(['Martin'])
    await answer(martin)
    expect(await waiting()).toEqual([])
  })

  it('again when the answer is hidden', async () => {
    const martin = await comment('Martin')
    await answer(martin)
    const [reply] = await fixture.db.select().from(comments).where(eq(comments.answersId, martin))
    await hideComment(
      fixture.db,
      { commentId: reply?.id ?? '', staffId: dana.id, reason: 'Wrong.' },
      minute(2),
    )
    expect(await waiting()).toEqual(['Martin'])
  })

  it('not where staff say that it needs none, once, and that can be taken back', async () => {
    const commentId = await comment('Martin')
    const settle = (isSettled: boolean) =>
      settleComment(fixture.db, { commentId, staffId: dana.id, isSettled }, minute(1))
    expect((await Promise.all([settle(true), settle(true)])).sort()).toEqual(['changed-meanwhile', 'done'])
    expect(await waiting()).toEqual([])
    expect(await settle(false)).toBe('done')
    expect(await waiting()).toEqual(['Martin'])
    expect(await actions()).toEqual(['settle-comment', 'unsettle-comment'])
  })

  it('not below a post that readers do not see', async () => {
    await comment('Martin')
    await fixture.db.update(posts).set({ visibility: 'draft' })
    expect([await waiting(), await countUnanswered(fixture.db)]).toEqual([[], 0])
  })

  it('and the list finds it by words, name, address and post', async () => {
    await comment('Martin', { body: 'Is 100% true?' })
    await comment('Helen')
    const found = async (text: string, isAddressAsked = true) =>
      (await readCommentList(fixture.db, { view: 'all', text, isAddressAsked }, 1))?.rows.map(
        row => row.authorName,
      )
    expect(await found('100%')).toEqual(['Martin'])
    expect(await found('martin@example')).toEqual(['Martin'])
    expect(await found('martin@example', false)).toEqual([])
    expect(await found('rootkit')).toHaveLength(2)
    expect(await found('nothing')).toEqual([])
    expect(await readCommentList(fixture.db, { view: 'all', text: null, isAddressAsked: true }, 2)).toBeNull()
  })
})

describe('an answer of staff', () => {
  it('stands beside the point that it makes clearer, until staff take it from there', async () => {
    await answer(await comment('Martin'), '2')
    const reply = (await page())?.comments.find(each => each.isStaff)
    expect(reply?.clarifies).toBe('2')
    const clarify = (point: string | null) =>
      clarifyPoint(fixture.db, { commentId: reply?.id ?? '', staffId: dana.id, point }, minute(2))
    expect(await clarify(null)).toBe('done')
    expect((await page())?.comments.find(each => each.isStaff)?.clarifies).toBeNull()
    expect(fixture.refreshed).toContain('/posts/rootkit')
  })

  it('is the only thing that can: a reader’s comment cannot', async () => {
    const commentId = await comment('Martin')
    const placed = clarifyPoint(fixture.db, { commentId, staffId: dana.id, point: '2' }, minute(2))
    expect(await placed).toBe('changed-meanwhile')
  })
})

it('closed comments take no more, the page knows, and staff open them again', async () => {
  const close = (isClosed: boolean) =>
    closeComments(fixture.db, { postId, staffId: dana.id, isClosed }, minute(1))
  const form = { post: postId, slug: 'rootkit', name: 'Eve', email: 'eve@example.net', body: 'And now?' }
  const send = async () => answerOf(await postComment(formRequest('/api/comments', form)))
  expect([await close(true), await close(true)]).toEqual(['done', 'changed-meanwhile'])
  expect((await page())?.isClosed).toBe(true)
  expect(await send()).toEqual([303, '/comments/closed?post=rootkit'])
  expect(await fixture.db.$count(comments)).toBe(0)
  expect(await close(false)).toBe('done')
  expect(await send()).toEqual([303, '/comments/sent'])
  expect(await actions()).toEqual(['close-comments', 'open-comments'])
})

describe('a comment that was written before the comments of its post ended', () => {
  const close = (isClosed: boolean) =>
    closeComments(fixture.db, { postId, staffId: dana.id, isClosed }, minute(1))
  const linkOf = async (id: string) =>
    signLink(await fixture.secret(), 'confirm-comment', id, new Date(Date.now() + 86_400_000))
  const open = async (token: string) =>
    renderToStaticMarkup(await ConfirmPage({ params: Promise.resolve({ token }) }))

  it('does not appear any more, and its author reads why, with the words', async () => {
    const token = await linkOf(await comment('Martin', { state: 'held', publishedAt: null }))
    await close(true)
    expect(await confirmComment(token, minute(2), fixture.db)).toMatchObject({ is: 'closed' })
    expect((await page())?.comments).toEqual([])
    const shown = await open(token)
    expect(shown).toContain('Is point 2 true?')
    expect(shown).not.toContain('<form')
    expect(answerOf(await postConfirm(formRequest('/api/comments/confirm', { token })))).toEqual([
      303,
      `/comments/confirm/${token}`,
    ])
  })

  it('appears by the same link where staff let them go on', async () => {
    const token = await linkOf(await comment('Martin', { state: 'held', publishedAt: null }))
    await close(true)
    await close(false)
    expect(await confirmComment(token, minute(2), fixture.db)).toMatchObject({ is: 'published' })
    expect((await page())?.comments).toHaveLength(1)
  })

  it('keeps its words once it is public, and goes when its author wishes', async () => {
    const id = await comment('Martin')
    await close(true)
    const token = signLink(await fixture.secret(), 'own-comment', id, null)
    expect(await editOwnComment({ token, body: 'Other.' }, minute(2), fixture.db)).toBe('closed')
    expect(await deleteOwnComment(token, minute(2), fixture.db)).toBe('done')
  })
})

describe('the author of a comment', () => {
  const tokenOf = async (id: string) => signLink(await fixture.secret(), 'own-comment', id, null)
  const edit = async (id: string, now: Date) =>
    editOwnComment({ token: await tokenOf(id), body: 'Better words.' }, now, fixture.db)

  it('changes the words for ten minutes, and the page says so', async () => {
    const id = await comment('Martin')
    expect(await edit(id, minute(9))).toBe('done')
    expect((await page())?.comments[0]).toMatchObject({ body: 'Better words.', editedAt: minute(9) })
    expect(fixture.refreshed).toContain('/posts/rootkit')
    expect(await edit(id, minute(11))).toBe('late')
  })

  it('does not change what staff have answered', async () => {
    const id = await comment('Martin')
    await answer(id)
    expect(await edit(id, minute(2))).toBe('answered')
  })

  it('deletes it for ever at any time, by a link that nobody else has', async () => {
    const id = await comment('Martin')
    const other = await comment('Helen')
    const replies = signLink(await fixture.secret(), 'end-replies', id, null)
    expect(await deleteOwnComment(replies, minute(1), fixture.db)).toBe('invalid')
    const years = minute(60 * 24 * 900)
    expect(await deleteOwnComment(await tokenOf(id), years, fixture.db)).toBe('done')
    expect(await deleteOwnComment(await tokenOf(id), years, fixture.db)).toBe('gone')
    expect((await page())?.comments.map(each => each.id)).toEqual([other])
    expect(await actions()).toEqual(['delete-comment'])
  })

  it('does both by plain forms, and opening the link changes nothing', async () => {
    const id = await comment('Martin', { createdAt: new Date(), publishedAt: new Date() })
    const token = await tokenOf(id)
    expect(await readOwnComment(token, new Date(), fixture.db)).toMatchObject({ is: 'own', obstacle: null })
    const change = (body: string) => postOwn(formRequest('/api/comments/mine', { token, body }))
    const tooMany = answerOf(await change('x'.repeat(4001)))[1] ?? ''
    expect(readKeptForm(String(tooMany).replace('/kept/', ''), new Date())).toMatchObject({
      kind: 'own-comment',
    })
    expect(answerOf(await change('Better words.'))).toEqual([303, '/comments/changed?post=rootkit'])
    const remove = () => postDelete(formRequest('/api/comments/delete', { token }))
    expect(answerOf(await remove())).toEqual([303, '/comments/deleted'])
    expect(answerOf(await remove())).toEqual([303, '/comments/gone'])
  })

  it('has that link in the mail that asks to confirm the comment', async () => {
    await postComment(
      formRequest('/api/comments', { post: postId, name: 'Eve', email: 'eve@example.net', body: 'And now?' }),
    )
    const [mail] = await fixture.mail(new Date())
    const token = /comments\/mine\/(\S+)/.exec(mail?.text ?? '')?.[1] ?? ''
    expect(await readOwnComment(token, new Date(), fixture.db)).toMatchObject({
      is: 'own',
      comment: { body: 'And now?', state: 'held' },
    })
  })
})
