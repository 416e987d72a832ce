import { eq } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { posts } from '#db/schema/post.ts'
import { openBrowser, withPage } from '#tests/support/browser.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { newEntry, signIn } from '#tests/support/sign-in.ts'
import { until } from '#tests/support/until.ts'

let product: Product
let browser: Browser

beforeAll(async () => {
  product = await startProduct()
  browser = await openBrowser()
}, 120_000)

afterAll(async () => {
  await browser?.close()
  await product?.stop()
}, 60_000)

const headline = (page: Page) => page.locator('h1').textContent()

describe('the desk, for whoever is not signed in', () => {
  it.each(['', '/alerts', '/outbox', '/outbox/x.eml', '/people', '/posts/abcdefghijkl'])(
    'sends /desk%s to the sign-in page',
    async path => {
      const response = await fetch(`${product.siteUrl}/desk${path}`, { redirect: 'manual' })
      expect(response.status).toBe(307)
      const to = path ? `?to=${encodeURIComponent(`/desk${path}`)}` : ''
      expect(response.headers.get('location')).toBe(`/desk/sign-in${to}`)
    },
  )

  it('says the same to a stranger and to staff who ask for a link', async () => {
    const answers = await withPage(browser, { javaScriptEnabled: false }, async page => {
      const said: (string | null)[] = []
      for (const email of ['stranger@example.net', 'dana@example-host.net']) {
        await page.goto(`${product.siteUrl}/desk/sign-in`)
        await page.getByLabel('Your e-mail address').fill(email)
        await page.getByRole('button').click()
        said.push(await page.getByRole('status').textContent())
      }
      return said
    })
    expect(new Set(answers).size).toBe(1)
  })
})

describe('a sign-in link', () => {
  it('survives being opened by a scanner of mail, signs in by its button, and then is used up', async () => {
    const entry = await newEntry(product)
    for (const method of ['GET', 'GET', 'HEAD']) await fetch(entry, { method })
    await withPage(browser, {}, async page => {
      await page.goto(entry)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL(`${product.siteUrl}/desk`)
      const cookies = await page.context().cookies()
      expect(cookies).toMatchObject([
        { name: 'allclear.session_token', httpOnly: true, sameSite: 'Lax', secure: false },
      ])
    })
    await withPage(browser, {}, async page => {
      await page.goto(entry)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL(`${product.siteUrl}/desk/sign-in?problem=link`)
    })
  })
})

describe.each([
  { scripts: 'on', javaScriptEnabled: true, server: 'web21' },
  { scripts: 'off', javaScriptEnabled: false, server: 'web22' },
])('a suspicious file, with scripts $scripts', ({ javaScriptEnabled, server }) => {
  it('stays with staff until they approve, goes on with their words, and ends by them', async () => {
    const [summary, details] = [`/lib64/libkeyutils.so.1.9 on ${server}`, 'sha256 of the secret file']
    await product.alert({
      ...{ fingerprint: `file:${server}`, server: `${server}.example-host.net`, kind: 'suspicious-file' },
      ...{ state: 'firing', severity: 'critical', summary, details },
    })
    await withPage(browser, { javaScriptEnabled }, async page => {
      await signIn(product, page)
      await until(async () => {
        await page.goto(`${product.siteUrl}/desk`)
        return (await headline(page)) === 'One incident is held for you.'
      }, 'the desk shows what is held')
      expect(await page.content()).toContain(details)
      const board = await (await fetch(product.siteUrl)).text()
      expect(board).not.toContain('suspicious')

      await page.getByLabel('Title for customers').fill(`We are checking ${server}`)
      await page.getByRole('button', { name: 'Approve & publish' }).click()
      await page.getByRole('link', { name: `We are checking ${server}` }).click()

      await page.getByLabel('Phase').selectOption('identified')
      await page
        .getByRole('region', { name: 'Write an update' })
        .getByLabel('What customers read')
        .fill('Found it.')
      await page.getByRole('button', { name: 'Publish update' }).click()
      await page.getByText('Found it.').first().waitFor()

      await page.getByRole('button', { name: 'Resolve & tell customers' }).click()
      await page.getByText('over since').first().waitFor()
    })
    const [post] = await product.db
      .select()
      .from(posts)
      .where(eq(posts.title, `We are checking ${server}`))
    expect(post).toMatchObject({ visibility: 'published', phase: 'resolved', nextUpdateAt: null })
    expect(JSON.stringify(post)).not.toContain('libkeyutils')
  }, 60_000)
})

describe('a file of customers', () => {
  it('is looked at, applied, and then counted on its page', async () => {
    await withPage(browser, {}, async page => {
      await signIn(product, page)
      await page.goto(`${product.siteUrl}/desk/customers`)
      const domains = async () => Number(/^\d+/.exec((await headline(page)) ?? '')?.[0] ?? 1)
      const before = await domains()
      const buffer = Buffer.from('domain,server\nfirst.example.com,web07\nsecond.example.com,web08\n')
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer })
      await page.getByRole('button', { name: 'Look at it' }).click()
      await page.getByRole('button', { name: 'Apply' }).click()
      await page.getByText('Applied: 2 new').waitFor()
      expect(await domains()).toBe(before + 2)
    })
  })
})

describe('an outage that nobody has taken', () => {
  it('is taken with one click on the first screen, and readers then read that we are on it', async () => {
    await product.alert({
      fingerprint: 'ping:web30',
      server: 'web30',
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      summary: 'no answer',
    })
    const address = `${product.siteUrl}/servers/web30.example-host.net`
    const shows = async (words: string) => (await (await fetch(address)).text()).includes(words)
    await until(() => shows('web30 is down. We have been alerted.'), 'readers read that we were alerted')
    await withPage(browser, {}, async page => {
      await signIn(product, page)
      const card = page.locator('article').filter({ hasText: 'web30 is down' })
      await card.getByRole('button', { name: /I’ve got it/ }).click()
      await card.getByText('Dana has had it since').waitFor()
    })
    await until(() => shows('web30 is down. We are on it.'), 'readers read that we are on it')
  })
})
