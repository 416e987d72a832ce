import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { routeEntries } from '#lib/front/development/source-site.ts'
import { withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSound } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

const secret = { title: 'Zugzwang in the hypervisor', body: 'Xylophone is the exploit.', slug: 'zugzwang' }
const words = /zugzwang|xylophone|quixotic/i

const read = async (path: string) => {
  const response = await fetch(`${product.siteUrl}${path}`, { redirect: 'manual' })
  return { status: response.status, text: await response.text(), headers: [...response.headers].join() }
}

/** Every public address without a changing part, and every page of a server and a post. */
async function publicAddresses(): Promise<string[]> {
  const fixed = routeEntries()
    .filter(entry => !entry.startsWith('/desk') && !entry.includes('['))
    .map(entry => entry.replace(/\/\([^)]*\)/g, '').replace(/\/(page|route)$/, '') || '/')
  const shown = await product.db.select().from(posts).where(eq(posts.visibility, 'published'))
  const named = await product.db.select().from(servers)
  return [
    ...fixed,
    '/posts?page=1',
    '/robots.txt',
    '/sitemap.xml',
    '/live.js',
    `/posts/${secret.slug}`,
    '/advance/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    ...shown.map(post => `/posts/${post.slug}`),
    ...named.slice(0, 8).map(server => `/servers/${server.hostname}`),
    '/servers/web07.example-host.net',
  ]
}

/** What the stream of changes says while something happens. */
async function streamed(happen: () => Promise<void>): Promise<string> {
  const end = new AbortController()
  const response = await fetch(`${product.siteUrl}/live`, { signal: end.signal })
  let text = ''
  const reading = (async () => {
    for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString()
  })().catch(() => {})
  await happen()
  end.abort()
  await reading
  return text
}

describe('an advisory under embargo', () => {
  it('is read by who has the link, stands nowhere else, and is public at its time or by a key', async () => {
    await withPage({}, async page => {
      await visitDesk(product, page, '/desk/posts/new')
      const stream = await streamed(async () => {
        await page.getByRole('textbox', { name: 'Title', exact: true }).fill(secret.title)
        await page.getByRole('textbox', { name: 'Address', exact: true }).fill(secret.slug)
        await page.getByRole('textbox', { name: 'Summary', exact: true }).fill('Quixotic.')
        await page.getByRole('textbox', { name: 'Text', exact: true }).fill(secret.body)
        await page.getByRole('textbox', { name: 'Servers', exact: true }).fill('web07, web12')
        await page.getByRole('button', { name: 'Save draft' }).click()
        await page.getByRole('link', { name: 'Show it to the customers of some servers first' }).click()
        await page.getByText('2 people watch these 2 servers and want warnings.').waitFor()
        await page.getByRole('button', { name: 'Mail these 2 the link' }).click()
        await page.getByText('The private link is mailed now.').waitFor()
        await page.goto(page.url().replace(/\/advance$/, ''))
        await page.getByText('Publish it later, by itself').click()
        await page.getByLabel(/^When \(/).fill('2099-01-01T10:00')
        await page.getByRole('button', { name: 'Set this time' }).click()
        await page.getByText('Published by itself').waitFor()
      })
      expect(stream).not.toMatch(words)
      const mail = await until(
        async () =>
          (await product.mails()).find(each => each.subject === `Before it is public: ${secret.title}`),
        'the link is mailed',
      )
      expect(mail.text).not.toMatch(/xylophone|quixotic/i)
      const link = /https?:\/\/\S+(\/advance\/\S+)/.exec(mail.text ?? '')?.[1] ?? ''
      const own = await read(link)
      expect(own).toMatchObject({ status: 200, text: expect.stringContaining(secret.body) })
      expect(own.text).toMatch(/<meta name="robots" content="noindex, nofollow"/)
      expect(own.headers).toContain('no-store')

      const leaks: string[] = []
      for (const path of await publicAddresses()) {
        const answer = await read(path)
        if (words.test(answer.text) || words.test(answer.headers)) leaks.push(path)
      }
      // The address that somebody typed is in no answer either.
      expect(leaks).toEqual([])
      expect((await read(`/posts/${secret.slug}`)).status).toBe(404)

      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByRole('button', { name: /^Yes,/ }).click()
      await until(async () => (await read(`/posts/${secret.slug}`)).status === 200, 'readers see it')
      expect((await read(link)).headers).toContain(`/posts/${secret.slug}`)
    })
  })
})

it('a comment becomes a clarification beside its point, and comments are closed', async () => {
  const [post] = await product.db
    .select()
    .from(posts)
    .where(eq(posts.slug, '2013-02-19-high-alert-rootkit-on-hosting-servers'))
  if (!post) throw new Error('There is no advisory.')
  const at = { createdAt: new Date(), publishedAt: new Date() }
  const [asked] = await product.db
    .insert(comments)
    .values({ postId: post.id, authorName: 'Eve', body: 'Is point 6 about me?', state: 'published', ...at })
    .returning()
  await withPage({ javaScriptEnabled: false, viewport: { width: 390, height: 844 } }, async page => {
    await visitDesk(product, page, '/desk/comments')
    await page.getByText('Is point 6 about me?').waitFor()
    await page.getByRole('link', { name: post.title }).first().click()
    const card = page.locator(`#comment-${asked?.id}`)
    await card.getByText('Answer Eve').click()
    await card.getByLabel('Your answer').fill('No, point 6 is about others.')
    await card.getByRole('button', { name: 'Publish answer' }).click()
    await page.goto(`${product.siteUrl}/posts/${post.slug}`)
    await page.locator('#point-6').getByText('No, point 6 is about others.').waitFor()
    await page
      .locator('#point-6')
      .getByText(/\d+ comments speak of it/)
      .waitFor()
    await page.getByRole('link', { name: 'Ask about point 6' }).click()
    await page.waitForURL(/\/ask\?about=point-6$/)
    expect(await page.getByLabel('Your comment').inputValue()).toMatch(/^> Point 6: \w.+\n\n$/)
    await page.goto(`${product.siteUrl}/posts/${post.slug}/ask?about=point-99`)
    await page.waitForURL(/#comments$/)
    await page.goto(`${product.siteUrl}/desk/posts/${post.id}`)
    await page.getByRole('button', { name: 'Close the comments' }).click()
    await page.goto(`${product.siteUrl}/posts/${post.slug}`)
    await page.getByText('Comments here are closed.').waitFor()
    expect(await page.getByRole('button', { name: 'Send comment' }).count()).toBe(0)
  })
  await withPage({}, async page => {
    await page.goto(`${product.siteUrl}/posts/${post.slug}`)
    await expectSound(page)
  })
})
