import { asc, eq, sql } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { readDeskComments } from '#db/reads/comments/desk-comments.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { comments } from '#db/schema/comment.ts'
import { audit, people } from '#db/schema/person.ts'
import { posts } from '#db/schema/post.ts'
import { answerComment } from '#lib/flows/comments/answer-comment.ts'
import { endRepliesTo } from '#lib/flows/comments/end-replies.ts'
import { hideComment, showComment } from '#lib/flows/comments/hide-comment.ts'
import { tellAuthor } from '#lib/flows/comments/tell-author.ts'
import { signLink } from '#lib/links.ts'
import type { Letter } from '#lib/mail/letter.ts'
import { minute, start, subscribingWorld } from '#tests/flows/subscribers/subscribing-world.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'

let world: Awaited<ReturnType<typeof subscribingWorld>>
beforeAll(async () => {
  world = await subscribingWorld()
})
afterAll(() => world.close())

const postId = newId()
const person = { id: newId(), name: 'Dana' }

beforeEach(async () => {
  await world.reset()
  await emptyTables(world.db, 'people')
  await world.db.insert(people).values({ ...person, email: 'dana@example.com' })
  await world.db.insert(posts).values({
    id: postId,
    slug: 'rootkit',
    kind: 'advisory',
    title: 'A rootkit',
    visibility: 'published',
    startedAt: start,
    publishedAt: start,
  })
})

/** A comment that its author has confirmed. Returns its id. */
async function comment(authorName: string, facts: Partial<typeof comments.$inferInsert> = {}) {
  const id = newId()
  const email = `${authorName.toLowerCase()}@example.net`
  const at = { createdAt: start, publishedAt: start }
  await world.db.insert(comments).values({
    id,
    postId,
    authorName,
    email,
    body: 'Is my server among them?',
    state: 'published',
    ...at,
    ...facts,
  })
  return id
}

const answer = (answersId: string, id = newId(), now = minute(1), body = 'No: it is clean.') =>
  answerComment(world.db, { id, answersId, person, body }, now)

/** Mails the authors who are to hear of an answer. Returns the letters. */
async function tell(): Promise<Letter[]> {
  const { rows } = await world.db.execute<{ data: { commentId: string } }>(
    sql`delete from pgboss.job where name = 'tell-author' returning data`,
  )
  const letters: Letter[] = []
  for (const { data } of rows)
    await tellAuthor(world.db, data.commentId, async letter => {
      letters.push(letter)
      return { is: 'sent', providerId: null }
    })
  return letters
}

const lines = () => world.db.select().from(audit).orderBy(asc(audit.sequence))
const shown = async () => (await readPostPage('rootkit', minute(9), world.db))?.comments ?? []

describe('an answer of staff', () => {
  it('is public at once under the person’s name, and its asker is mailed, once', async () => {
    const asked = await comment('Martin')
    const id = newId()
    expect(await Promise.all([1, 2].map(() => answer(asked, id)))).toEqual([true, true])
    expect((await shown())[1]).toMatchObject({ id, parentId: asked, authorName: 'Dana', isStaff: true })
    expect(world.refreshed).toContain('/posts/rootkit')
    const [letter, ...more] = await tell()
    expect(more).toEqual([])
    expect(letter).toMatchObject({ to: 'martin@example.net' })
    expect(letter?.subject).toMatch(/^Dana of .+ has answered your comment on “A rootkit”$/)
    expect(letter?.text).toContain('No: it is clean.')
    expect(await lines()).toMatchObject([
      { personId: person.id, action: 'answer-comment', subject: `comment ${id}` },
    ])
  })

  it('is mailed as it was typed: a comment is no Markdown', async () => {
    const body = '*all* of /home/*/mail and __init__, ~~not~~ 1~2'
    await answer(await comment('Martin'), newId(), minute(1), body)
    const [letter] = await tell()
    expect(letter?.text).toContain(body)
  })

  it('to an answer hangs on the first comment, and is mailed to who is answered', async () => {
    const first = await comment('Martin')
    const second = await comment('Helen', { parentId: first })
    await answer(second)
    expect((await shown()).at(-1)).toMatchObject({ parentId: first })
    expect((await tell()).map(letter => letter.to)).toEqual(['helen@example.net'])
  })

  it('to a colleague mails nobody', async () => {
    const first = await comment('Martin')
    const id = newId()
    await answer(first, id)
    await tell()
    expect(await answer(id, newId(), minute(2))).toBe(true)
    expect(await tell()).toEqual([])
  })

  it('is not mailed to who has ended such letters', async () => {
    const asked = await comment('Martin')
    await endRepliesTo(signLink(await world.secret(), 'end-replies', asked, null), start, world.db)
    await answer(asked)
    expect(await tell()).toEqual([])
  })

  it.each([
    ['waits for its author’s word', { state: 'held', publishedAt: null }],
    ['was hidden', { state: 'removed' }],
  ] as const)('to a comment that %s is not published', async (_, facts) => {
    expect(await answer(await comment('Martin', facts))).toBe(false)
    expect(await lines()).toEqual([])
  })

  it('below a post that is not public is not published', async () => {
    const asked = await comment('Martin')
    await world.db.update(posts).set({ visibility: 'draft' })
    expect(await answer(asked)).toBe(false)
    expect(await answer(newId())).toBe(false)
  })
})

describe('hiding a comment', () => {
  const hide = (commentId: string, now = minute(1)) =>
    hideComment(world.db, { commentId, personId: person.id, reason: 'It names a customer.' }, now)

  it('takes it from the page and keeps why, once', async () => {
    const id = await comment('Martin')
    expect((await Promise.all([hide(id), hide(id)])).sort()).toEqual([false, true])
    expect(await shown()).toEqual([])
    expect(world.refreshed).toContain('/posts/rootkit')
    expect(await lines()).toMatchObject([
      { action: 'hide-comment', personId: person.id, facts: { reason: 'It names a customer.', postId } },
    ])
    expect((await readDeskComments(world.db, postId))[0]?.hidden).toEqual({
      personName: 'Dana',
      at: minute(1),
      reason: 'It names a customer.',
    })
  })

  it('is undone, and shows who hid it last when it is hidden again', async () => {
    const id = await comment('Martin')
    await hide(id)
    const undo = { commentId: id, personId: person.id }
    expect(await showComment(world.db, undo, minute(2))).toBe(true)
    expect(await showComment(world.db, undo, minute(2))).toBe(false)
    expect(await shown()).toMatchObject([{ id, publishedAt: start }])
    await hide(id, minute(3))
    expect((await readDeskComments(world.db, postId))[0]?.hidden?.at).toEqual(minute(3))
    expect((await lines()).map(line => line.action)).toEqual(['hide-comment', 'show-comment', 'hide-comment'])
  })

  it('never publishes what its author has not confirmed', async () => {
    const id = await comment('Martin', { state: 'removed', publishedAt: null })
    expect(await showComment(world.db, { commentId: id, personId: person.id }, start)).toBe(false)
    const [row] = await world.db.select().from(comments).where(eq(comments.id, id))
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
