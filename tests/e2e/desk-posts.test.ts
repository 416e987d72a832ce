import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { demoStaff } from '#content/demo/hoster.ts'
import { newId } from '#db/id.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { deskLink } from '#lib/identity/links.ts'
import { withPage } from '#tests/support/browser.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { firstOf } from '#tests/support/measure.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSound } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

/** A subscriber of one server of the demo hoster. */
async function subscriber(email: string, label: string): Promise<void> {
  const [server] = await product.db.select().from(servers).where(eq(servers.label, label))
  const [row] = await product.db
    .insert(subscribers)
    .values({ email, state: 'confirmed', confirmedAt: new Date() })
    .returning()
  if (!row || !server) throw new Error(`There is no ${label} to watch.`)
  await product.db
    .insert(subscriptions)
    .values({ subscriberId: row.id, serverId: server.id, confirmedAt: new Date() })
}

const mailTo = async (email: string, subject: string) =>
  (await product.mails()).find(mail => mail.subject === subject && JSON.stringify(mail.to).includes(email))

const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click()

/** What a reader gets at an address. */
async function read(path: string): Promise<string> {
  return (await fetch(`${product.siteUrl}${path}`)).text()
}

describe.each(
  firstOf([
    { scripts: 'on', javaScriptEnabled: true, server: 'web21', slug: 'kernel-hole-with' },
    { scripts: 'off', javaScriptEnabled: false, server: 'web22', slug: 'kernel-hole-without' },
  ]),
)('an advisory, with scripts $scripts', ({ javaScriptEnabled, server, slug }) => {
  const title = `A hole in the kernel of ${server}`
  const email = `jane-${server}@example.net`

  it('is drafted, previewed, published, told, edited by two, and withdrawn', async () => {
    await subscriber(email, server)
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/posts')
      await page.getByRole('link', { name: 'New advisory' }).click()
      await field(page, 'Title').fill(title)
      await field(page, 'Address').fill(slug)
      await field(page, 'Summary').fill('Patches are on their way.')
      await field(page, 'Text').fill(
        '## What we know\n\n<Callout>\nIt is *open*.\n</Callout>\n\nA <b>word</b>.',
      )
      await field(page, 'Servers').fill(`${server}, nowhere99`)
      await press(page, 'Save draft')

      const alert = page.getByRole('alert').filter({ hasText: 'Not saved yet.' })
      expect(await alert.textContent()).toContain('things are to be mended')
      expect(await page.locator('#body-problems').textContent()).toContain('Line 3, column 1: ')
      expect(await page.locator('#serverNames-problems').textContent()).toContain('"nowhere99"')
      expect(await field(page, 'Title').inputValue()).toBe(title)

      await field(page, 'Text').fill('## What we know\n\n<Callout tone="note">\nIt is *open*.\n</Callout>')
      await field(page, 'Servers').fill(server)
      await press(page, 'Save & preview')
      await page.waitForURL(/\/preview$/)
      expect(await page.locator('article h1').textContent()).toBe(title)
      expect(await page.getByRole('heading', { name: 'What we know' }).count()).toBe(1)
      expect((await fetch(`${product.siteUrl}/posts/${slug}`)).status).toBe(404)

      await page.getByRole('link', { name: 'Publish …' }).click()
      await page.getByLabel(`Tell subscribers: one watches ${server} and wants advisories`).check()
      await press(page, 'Publish')
      await press(page, 'Yes, tell one person')
      await page.getByText('as customers see it').waitFor()
      expect(await read(`/posts/${slug}`)).toContain(title)
      const mail = await until(() => mailTo(email, title), 'the warning is mailed')
      expect(mail.text).toContain(`${server}: is named in it`)
      expect(mail.text).toContain('Patches are on their way.')
      await editAtOnce(page)

      await page.getByLabel(/^What has changed/).fill('It is closed.')
      await press(page, 'Publish the change')
      await until(async () => (await read(`/posts/${slug}`)).includes('Closed by Dana.'), 'readers see it')
      const post = await read(`/posts/${slug}`)
      expect(post).toMatch(/edited (<!-- -->)?<time/)
      expect(post).toContain('It is closed.')

      await page.goto(page.url())
      await press(page, 'Withdraw it from readers')
      await page.getByText('One person was told of it and hears nothing of this').waitFor()
      await press(page, 'Yes, withdraw it')
      await page.getByText('Withdrawn since').waitFor()
      const left = await read(`/posts/${slug}`)
      expect(left).toContain('We have withdrawn this advisory.')
      expect(left).not.toContain('Closed by Dana.')
      expect(await read('/history')).not.toContain(title)
    })
    const told = (await product.mails()).filter(mail => JSON.stringify(mail.to).includes(email))
    expect(told.map(mail => mail.subject)).toEqual([title])
  })

  /** Two have the form open; the second one to save sees the first one's words, and keeps their own. */
  async function editAtOnce(page: Page): Promise<void> {
    const other = await page.context().newPage()
    await page.getByRole('link', { name: 'edit', exact: true }).click()
    await page.waitForURL(/\/edit$/)
    await other.goto(page.url())
    await field(other, 'Text').fill('Closed by Eve.')
    await press(other, 'Save draft')
    await other.getByRole('button', { name: 'Publish the change' }).waitFor()
    await other.close()

    await field(page, 'Text').fill('Closed by Dana.')
    await press(page, 'Save draft')
    const alert = page.getByRole('alert').filter({ hasText: 'changed this advisory after you opened it' })
    expect(await alert.textContent()).toContain('Closed by Eve.')
    expect(await field(page, 'Text').inputValue()).toBe('Closed by Dana.')
    await press(page, 'Save draft')
    await page.getByRole('button', { name: 'Publish the change' }).waitFor()
  }
})

describe.each(
  firstOf([
    { scripts: 'on', javaScriptEnabled: true, name: 'Martina' },
    { scripts: 'off', javaScriptEnabled: false, name: 'Helena' },
  ]),
)('comments, with scripts $scripts', ({ javaScriptEnabled, name }) => {
  it('are answered by staff, whom readers know by their badge; the author is mailed; one is hidden and shown again', async () => {
    const [post] = await product.db.select().from(posts).where(eq(posts.kind, 'advisory')).limit(1)
    if (!post) throw new Error('The demo has no advisory.')
    const email = `${name.toLowerCase()}@example.net`
    const words = { authorName: name, email, body: `Is the server of ${name} clean?` }
    const at = { createdAt: new Date(), publishedAt: new Date() }
    const id = newId()
    await product.db.insert(comments).values({ id, postId: post.id, ...words, ...at, state: 'published' })
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, `/desk/posts/${post.id}`)
      const comment = page.locator(`#comment-${id}`)
      await comment.getByText(`Answer ${name}`).click()
      await comment.getByLabel('Your answer').fill(`Yes, ${name}.`)
      await comment.getByRole('button', { name: 'Publish answer' }).click()
      await until(async () => (await read(`/posts/${post.slug}`)).includes(`Yes, ${name}.`), 'readers see it')
      await page.goto(`${product.siteUrl}/posts/${post.slug}`)
      const answer = page.locator('li', { hasText: `Yes, ${name}.` })
      expect(await answer.getByText('Dana, Example Hosting').count()).toBe(1)
      expect(await answer.locator('.badge', { hasText: 'Staff' }).locator('svg').count()).toBe(1)

      await page.goto(`${product.siteUrl}/desk/posts/${post.id}`)
      await comment.getByText(`Hide the comment of ${name}`).click()
      await comment.getByLabel('Why').fill('It names a customer.')
      await comment.getByRole('button', { name: 'Hide it from readers' }).click()
      await comment.getByText('It names a customer.').waitFor()
      expect(await read(`/posts/${post.slug}`)).not.toContain(words.body)
      await comment.getByRole('button', { name: 'Show it again' }).click()
      await until(async () => (await read(`/posts/${post.slug}`)).includes(words.body), 'it is shown again')
    })
    const mail = await until(
      () => mailTo(email, `Dana of Example Hosting has answered your comment on “${post.title}”`),
      'the author is mailed',
    )
    expect(mail.text).toContain(`Yes, ${name}.`)
  })
})

describe('signing in', () => {
  it('leads back to the page of the desk that was asked for, by mail too', async () => {
    const path = '/desk/posts/abcdefghijkl/acknowledge'
    await withPage({ javaScriptEnabled: false }, async page => {
      await page.goto(`${product.siteUrl}${path}`)
      expect(page.url()).toBe(`${product.siteUrl}/desk/sign-in?to=${encodeURIComponent(path)}`)
      await page.getByLabel('Your e-mail address').fill(demoStaff.email)
      await page.getByRole('button').click()
      const link = await until(async () => {
        const mail = (await product.mails()).find(each => each.subject === 'Sign in to Example Hosting')
        return mail?.text?.match(/https?:\/\/\S+\/desk\/enter\/\S+/)?.[0]
      }, 'the link is mailed')
      await page.goto(link)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL(`${product.siteUrl}${path}`)
    })
  })

  it.each(['//evil.example', 'https://evil.example/desk', '/\\evil.example', '%2F%2Fevil.example', '/posts'])(
    'never leads to %s',
    async to => {
      const link = await deskLink(product.db, demoStaff.email)
      await withPage({}, async page => {
        const token = link.split('/').at(-1)
        await page.goto(`${product.siteUrl}/desk/enter/${token}?to=${encodeURIComponent(to)}`)
        await page.getByRole('button', { name: 'Sign in' }).click()
        await page.waitForURL(`${product.siteUrl}/desk`)
      })
      await emptyTables(product.db, 'verifications')
    },
  )

  it('does not believe who sends the address of the page himself', async () => {
    const headers = { 'x-allclear-asked': '/desk/people' }
    const response = await fetch(`${product.siteUrl}/desk/work`, { headers, redirect: 'manual' })
    expect(response.headers.get('location')).toBe('/desk/sign-in?to=%2Fdesk%2Fwork')
  })
})

describe('the page is sound', () => {
  /** The ids of a withdrawn advisory, of one that is a file, and of work. */
  async function paths() {
    const all = await product.db.select().from(posts)
    const own = all.find(post => post.slug === 'kernel-hole-with')?.id
    const filed = all.find(post => post.filePath !== null)
    const maintenance = all.find(post => post.kind === 'maintenance')?.id
    return {
      draft: `/desk/posts/${own}`,
      comments: `/desk/posts/${filed?.id}`,

      work: `/desk/posts/${maintenance}`,
      withdrawn: '/posts/kernel-hole-with',
      public: `/posts/${filed?.slug}`,
    }
  }

  it.each(['draft', 'comments', 'work', 'withdrawn', 'public'] as const)('%s', async name => {
    await withPage({}, async page => {
      await visitDesk(product, page)
      await page.goto(`${product.siteUrl}${(await paths())[name]}`)
      await page.locator('h1').first().waitFor()
      await expectSound(page)
    })
  })

  it('new, with everything wrong', async () => {
    await withPage({}, async page => {
      await visitDesk(product, page, '/desk/posts/new')
      await press(page, 'Save draft')
      await page.getByRole('alert').filter({ hasText: 'Not saved yet.' }).waitFor()
      await expectSound(page)
    })
  })
})
