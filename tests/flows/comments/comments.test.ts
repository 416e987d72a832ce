import { eq, sql } from 'drizzle-orm'
import { Client } from 'pg'
import { renderToStaticMarkup } from 'react-dom/server'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import CommentProblemsPage from '#app/(site)/comments/[problems]/page.tsx'
import ConfirmCommentPage from '#app/(site)/comments/confirm/[token]/page.tsx'
import QuietPage from '#app/(site)/comments/quiet/[token]/page.tsx'
import { CommentForm } from '#app/(site)/posts/[slug]/_parts/comment-form.tsx'
import { POST as postConfirm } from '#app/api/comments/confirm/route.ts'
import { POST as postOneClick } from '#app/api/comments/quiet/[token]/route.ts'
import { POST as postQuiet } from '#app/api/comments/quiet/route.ts'
import { POST as postComment } from '#app/api/comments/route.ts'
import { newId } from '#db/id.ts'
import { readPostPage } from '#db/reads/posts/post-page.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { addComment } from '#lib/flows/comments/add-comment.ts'
import { confirmComment } from '#lib/flows/comments/confirm-comment.ts'
import { tellAuthor } from '#lib/flows/comments/tell-author.ts'
import { type LinkPurpose, signLink } from '#lib/links.ts'
import type { Mail } from '#lib/mail/mail.ts'
import { later } from '#lib/rules/time/time.ts'
import { getShared } from '#lib/shared.ts'
import {
  answerOf,
  formRequest,
  minute,
  pageOf,
  start,
  subscribingFixture,
  tokenIn,
} from '#tests/flows/subscribers/subscribing-fixture.ts'
import { until } from '#tests/support/until.ts'

let fixture: Awaited<ReturnType<typeof subscribingFixture>>
beforeAll(async () => {
  fixture = await subscribingFixture()
})
afterAll(() => fixture.close())

const postId = newId()
const email = 'martin@example.com'
const words = { authorName: 'Martin', email, body: 'Is my server among them?' }

beforeEach(async () => {
  await fixture.reset()
  await fixture.db.insert(posts).values({
    id: postId,
    slug: 'rootkit',
    kind: 'advisory',
    title: 'A rootkit',
    visibility: 'published',
    startedAt: start,
    publishedAt: start,
  })
})

const add = (change: object, now = start) => addComment({ postId, parentId: null, ...words, ...change }, now)
const rows = () => fixture.db.select().from(comments).orderBy(comments.createdAt)
const only = async () => (await rows())[0]

/** Writes a comment and opens its link. Returns its id. */
async function published(change: object, now = start): Promise<string> {
  expect(await add(change, now)).toBe('held')
  const result = await confirmComment(tokenIn((await fixture.mail(now))[0]), now)
  if (result.is !== 'published') throw new Error(`It was ${result.is}.`)
  return result.id
}

async function linkFor(purpose: LinkPurpose): Promise<string> {
  return signLink(await fixture.secret(), purpose, (await only())?.id ?? '', later(new Date(), 3600))
}

describe('writing a comment', () => {
  it('keeps it hidden and asks the owner of the address', async () => {
    expect(await add({})).toBe('held')
    expect(await only()).toMatchObject({ ...words, postId, state: 'held', isStaff: false, publishedAt: null })
    const [mail, ...more] = await fixture.mail(start)
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: email, subject: 'Please confirm your comment on “A rootkit”' })
    expect((await readPostPage('rootkit', start))?.comments).toEqual([])
  })

  it.each(['held', 'draft'] as const)('stores nothing on a post that is not public: %s', async visibility => {
    await fixture.db.update(posts).set({ visibility })
    expect(await add({})).toBe('no-post')
    expect(await add({ postId: newId() })).toBe('no-post')
    expect(await rows()).toEqual([])
  })

  it('hangs an answer to an answer on the first comment', async () => {
    const first = await published({})
    const answer = await published({ parentId: first, body: 'An answer.' }, minute(1))
    await published({ parentId: answer, body: 'An answer to it.' }, minute(2))
    expect((await rows()).map(row => row.parentId)).toEqual([null, first, first])
  })

  it('takes a form that was sent twice once', async () => {
    await Promise.all([1, 2, 3].map(() => add({})))
    expect(await rows()).toHaveLength(1)
    expect(await fixture.mail(start)).toHaveLength(1)
  })

  it('fills nobody’s mailbox: three comments of an address wait at most', async () => {
    const results = await Promise.all([1, 2, 3, 4, 5].map(count => add({ body: `Comment ${count}` })))
    expect(results.sort()).toEqual(['held', 'held', 'held', 'waiting', 'waiting'])
    expect(await add({ body: 'An hour later.' }, minute(60))).toBe('held')
  })

  it.each([
    ['suppressed', () => fixture.db.insert(subscribers).values({ email, state: 'suppressed' })],
    ['removed meanwhile', () => fixture.db.update(comments).set({ state: 'removed' })],
    ['on a post that was taken back', () => fixture.db.update(posts).set({ visibility: 'held' })],
  ])('mails nothing when it is %s', async (_, change) => {
    await add({})
    await change()
    expect(await fixture.mail(start)).toEqual([])
  })
})

describe('confirming a comment', () => {
  it('publishes it, and refreshes the pages that show or count it', async () => {
    await add({})
    const token = tokenIn((await fixture.mail(start))[0])
    const id = (await only())?.id
    expect(await confirmComment(token, minute(1))).toEqual({ is: 'published', id, slug: 'rootkit' })
    expect(await only()).toMatchObject({ state: 'published', publishedAt: minute(1) })
    expect(fixture.refreshed.sort()).toEqual(['/', '/history', '/posts/rootkit'])
    expect((await readPostPage('rootkit', minute(2)))?.comments).toMatchObject([{ body: words.body }])
  })

  it('tells the other processes in the same moment', async () => {
    await add({})
    const token = tokenIn((await fixture.mail(start))[0])
    const client = new Client({ connectionString: getShared().connectionString })
    await client.connect()
    const heard: string[] = []
    client.on('notification', ({ payload }) => heard.push(payload ?? ''))
    await client.query('listen allclear_pages')
    await confirmComment(token, minute(1))
    const [payload] = await until(() => heard.length > 0 && heard, 'the pages are announced')
    await client.end()
    expect(JSON.parse(payload ?? '').paths).toContain('/posts/rootkit')
  })

  it('is the same however often', async () => {
    await add({})
    const token = tokenIn((await fixture.mail(start))[0])
    const results = await Promise.all([1, 2].map(() => confirmComment(token, minute(1))))
    const again = await confirmComment(token, minute(9))
    expect([...results, again].map(result => result.is)).toEqual(Array(3).fill('published'))
    expect(await only()).toMatchObject({ state: 'published', publishedAt: minute(1) })
  })

  it('does not bring back what staff removed, or show a post that is not public', async () => {
    await add({})
    const token = await linkFor('confirm-comment')
    await fixture.db.update(posts).set({ visibility: 'held' })
    expect(await confirmComment(token, new Date())).toEqual({ is: 'nothing' })
    await fixture.db.update(posts).set({ visibility: 'published' })
    await fixture.db.update(comments).set({ state: 'removed' })
    expect(await confirmComment(token, new Date())).toEqual({ is: 'nothing' })
    expect((await only())?.state).toBe('removed')
  })

  it('works for 72 hours', async () => {
    await add({})
    const token = tokenIn((await fixture.mail(start))[0])
    expect(await confirmComment(token, minute(72 * 60 + 1))).toEqual({ is: 'expired' })
    expect((await only())?.state).toBe('held')
  })

  it.each<LinkPurpose>(['unsubscribe', 'confirm-subscription', 'set-up'])(
    'does not take a link of another purpose: %s',
    async purpose => {
      await add({})
      expect(await confirmComment(await linkFor(purpose), new Date())).toEqual({ is: 'invalid' })
      expect((await only())?.state).toBe('held')
    },
  )
})

const fields = { post: postId, slug: 'rootkit', name: 'Martin', email, body: 'Point 6?', website: '' }
const send = (change: Record<string, string>, headers = {}) =>
  postComment(formRequest('/api/comments', { ...fields, ...change }, headers))

describe('the form', () => {
  it('leads to the mailbox, whether or not the address is known', async () => {
    await fixture.db.insert(subscribers).values({ email, state: 'confirmed' })
    expect(answerOf(await send({}))).toEqual([303, '/comments/sent'])
    expect(answerOf(await send({ email: 'unknown@example.net' }))).toEqual([303, '/comments/sent'])
    expect(await fixture.mail(new Date())).toHaveLength(2)
  })

  it('stores plain words', async () => {
    await send({ name: ' Mar\u202etin ', body: '<b>Thanks</b>\r\n\u0000\r\n\r\nDana' })
    expect(await only()).toMatchObject({ authorName: 'Martin', body: '<b>Thanks</b>\n\nDana' })
  })

  it('of a robot is answered the same, and stored nowhere', async () => {
    expect(answerOf(await send({ website: 'x' }))).toEqual([303, '/comments/sent'])
    expect(await rows()).toEqual([])
  })

  it.each([
    [{ name: ' ', email: 'martin' }, '/comments/name-email?post=rootkit'],
    [{ body: '' }, '/comments/body?post=rootkit'],
    [{ post: newId() }, '/comments/post?post=rootkit'],
    [{ body: '', slug: '//evil.example' }, '/comments/body'],
  ])('says what is wrong: %j', async (change, location) => {
    expect(answerOf(await send(change))).toEqual([303, location])
    expect(await rows()).toEqual([])
  })

  it('of another site is refused', async () => {
    expect((await send({}, { origin: 'https://evil.example' })).status).toBe(403)
    expect(await rows()).toEqual([])
  })

  it('from one address comes through only so often', async () => {
    const from = { 'x-forwarded-for': '192.0.2.1' }
    const answers = await Promise.all(
      [1, 2, 3, 4, 5, 6].map(count => send({ email: `${count}@example.net` }, from)),
    )
    // They come at once, so it may be any of them that is one too many.
    expect(answers.map(answer => answer.headers.get('location')).sort()).toEqual([
      '/comments/often?post=rootkit',
      ...Array(5).fill('/comments/sent'),
    ])
  })

  it('has labels of its own for each comment on a page', () => {
    const html = [undefined, 'abc123def456'].map(parentId =>
      renderToStaticMarkup(CommentForm({ postId, slug: 'rootkit', ...(parentId ? { parentId } : {}) })),
    )
    const ids = [...html.join('').matchAll(/ id="([^"]+)"/g)].map(match => match[1])
    expect(new Set(ids).size).toBe(ids.length)
    for (const [, label] of html.join('').matchAll(/<label for="([^"]+)"/g)) expect(ids).toContain(label)
    expect(html[1]).toContain('name="parent" value="abc123def456"')
  })
})

describe('the page behind the link', () => {
  it('changes nothing when it is opened, shows the words and no address', async () => {
    await add({ body: '<script>alert(1)</script>' }, new Date())
    const token = tokenIn((await fixture.mail(new Date()))[0])
    const before = await fixture.everything()
    const html = await pageOf(ConfirmCommentPage, token)
    expect(await fixture.everything()).toBe(before)
    expect(html).toContain('&lt;script&gt;')
    expect(html).not.toContain('@example')
    expect(html.match(/<button/g)).toHaveLength(1)
  })

  it('has a button that publishes, and leads to the comment', async () => {
    await add({}, new Date())
    const token = tokenIn((await fixture.mail(new Date()))[0])
    const press = (value: string) => postConfirm(formRequest('/api/comments/confirm', { token: value }))
    expect(answerOf(await press('x.y.z'))).toEqual([303, '/comments/expired'])
    const id = (await only())?.id
    expect(answerOf(await press(token))).toEqual([303, `/posts/rootkit#comment-${id}`])
    expect(await pageOf(ConfirmCommentPage, token)).toContain(`/posts/rootkit#comment-${id}`)
    const shown = await fixture.db.select().from(comments).where(eq(comments.state, 'published'))
    expect(shown).toHaveLength(1)
  })
})

describe('the page that says what is wrong', () => {
  const page = (problems: string) =>
    CommentProblemsPage({ params: Promise.resolve({ problems }), searchParams: Promise.resolve({}) })

  it('names each problem, and knows no other', async () => {
    const html = renderToStaticMarkup(await page('name-email'))
    expect(html).toContain('Your name is missing')
    expect(html).toContain('jane@example.com')
    expect(html.match(/<li>/g)).toHaveLength(2)
    expect(renderToStaticMarkup(await page('constructor'))).not.toContain('<li>')
  })
})

describe('an answer to a comment', () => {
  /** Runs the queued mails to authors. */
  async function toAuthors(): Promise<Mail[]> {
    const { rows } = await fixture.db.execute(
      sql`delete from pgboss.job where name = 'tell-author' returning data`,
    )
    const sent: Mail[] = []
    const keep = async (mail: Mail) => {
      sent.push(mail)
      return { is: 'sent' as const, providerId: null }
    }
    for (const { data } of rows as { data: { commentId: string } }[])
      await tellAuthor(fixture.db, data.commentId, keep)
    return sent
  }

  const answer = {
    authorName: 'Eve',
    email: 'eve@example.org',
    body: 'See https://spam.example for **more**.',
  }

  it('is mailed once to the author of the comment, as plain text without links or addresses', async () => {
    const first = await published({})
    await published({ parentId: first, ...answer }, minute(1))
    const [mail, ...more] = await toAuthors()
    expect(more).toEqual([])
    expect(mail).toMatchObject({ to: email, subject: 'Eve has answered your comment on “A rootkit”' })
    expect(mail?.text).toContain('> See [link] for **more**.')
    expect(mail?.text).toMatch(/\/posts\/rootkit#comment-[a-z0-9]{12}/)
    expect(JSON.stringify(mail)).not.toContain('eve@example.org')
    expect(mail?.headers).toMatchObject({
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    expect(await toAuthors()).toEqual([])
  })

  it('is not mailed for a comment of its own, nor to himself, nor while it is hidden', async () => {
    const first = await published({})
    await published({ parentId: first, body: 'One more thing.' }, minute(1))
    await add({ parentId: first, ...answer }, minute(2))
    expect(await toAuthors()).toEqual([])
  })

  it.each(['unsubscribed', 'suppressed'] as const)('is not mailed to who is %s', async state => {
    const first = await published({})
    await fixture.db.insert(subscribers).values({ email, state })
    await published({ parentId: first, ...answer }, minute(1))
    expect(await toAuthors()).toEqual([])
  })

  it('is not mailed any more after the button, or one click in a mail program', async () => {
    const first = await published({})
    await published({ parentId: first, ...answer }, minute(1))
    const [mail] = await toAuthors()
    const token = mail?.text.match(/\/comments\/quiet\/(\S+)/)?.[1] ?? ''
    const page = await pageOf(QuietPage, token)
    expect(page).toContain('Stop these mails')
    expect(await only()).toMatchObject({ repliesOffAt: null })
    const params = Promise.resolve({ token })
    const response = await postOneClick(new Request('http://x', { method: 'POST' }), { params })
    expect(response.status).toBe(200)
    const button = await postQuiet(formRequest('/api/comments/quiet', { token }))
    expect(button.headers.get('location')).toBe('/comments/quieted')
    await published({ parentId: first, ...answer, body: 'Again.' }, minute(2))
    expect(await toAuthors()).toEqual([])
  })

  it('is ended by no link of another purpose', async () => {
    await published({})
    const response = await postQuiet(
      formRequest('/api/comments/quiet', { token: await linkFor('confirm-comment') }),
    )
    expect(response.headers.get('location')).toBe('/unsubscribe/invalid')
    expect(await only()).toMatchObject({ repliesOffAt: null })
  })
})
