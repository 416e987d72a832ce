import { eq } from 'drizzle-orm'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { openBrowser, withPage } from '#tests/support/browser.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { signIn } from '#tests/support/sign-in.ts'
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

async function serverNamed(label: string): Promise<string> {
  const [server] = await product.db.select().from(servers).where(eq(servers.label, label))
  if (!server) throw new Error(`There is no server ${label}.`)
  return server.id
}

/** A line of the log that waits for the decision, which an alert for staff alone brings on. */
async function log(label: string, facts: Partial<typeof alertLog.$inferInsert>): Promise<void> {
  const [source] = await product.db.select().from(sources).limit(1)
  await product.db.insert(alertLog).values({
    ...{ sourceId: source?.id ?? '', serverId: await serverNamed(label), format: 'generic' },
    ...{ result: 'accepted', kind: 'outage', state: 'firing', severity: 'critical' },
    ...facts,
  })
  const nudge = { fingerprint: `nudge:${label}`, server: `${label}.example-host.net`, kind: 'other' }
  await product.alert({ ...nudge, state: 'firing', severity: 'info', summary: 'nudge' })
}

function guess(label: string): Promise<void> {
  const labels = { alertname: `EximFrozen-${label}` }
  return log(label, { isGuess: true, fingerprint: label, summary: 'Exim frozen messages: 412', labels })
}

const headline = (page: Page) => page.locator('h1').textContent()

async function waitForHeadline(page: Page, words: RegExp): Promise<void> {
  await until(async () => {
    await page.goto(`${product.siteUrl}/desk`)
    return words.test((await headline(page)) ?? '')
  }, `the desk says ${words}`)
}

const visibilityOf = async (title: string) =>
  (await product.db.select().from(posts).where(eq(posts.title, title)))[0]?.visibility

describe('a guess at the desk', () => {
  it('is published by one key, in words that were ready, and its page makes a rule of the answer by one press', async () => {
    await guess('mail01')
    await withPage(browser, {}, async page => {
      await signIn(product, page)
      await waitForHeadline(page, /One guess waits for your answer/)
      const board = await (await fetch(product.siteUrl)).text()
      expect(board).not.toContain('mail01 is down')
      const row = page.getByRole('region', { name: 'Looks like an outage of mail01' })
      expect(await row.textContent()).toContain('Exim frozen messages: 412')
      await row.focus()
      await page.keyboard.press('p')
      await page.getByText('Published. Customers of its servers are told now.').waitFor()
      await page.getByRole('button', { name: 'Are ignored' }).click()
      await page.getByText('From the next alert on it is read so.').waitFor()
    })
    expect(await visibilityOf('mail01 is down')).toBe('published')
    const rules = (await product.db.select().from(sources)).flatMap(source => source.rules)
    expect(rules).toContainEqual({ match: { alertName: 'EximFrozen-mail01' }, effect: { ignore: true } })
  }, 60_000)

  it('is dismissed with scripts off, and customers hear nothing', async () => {
    await guess('db01')
    await withPage(browser, { javaScriptEnabled: false }, async page => {
      await signIn(product, page)
      await waitForHeadline(page, /One guess waits for your answer/)
      await page.getByRole('button', { name: 'Dismiss' }).click()
      await page.getByText('Dismissed. No customer hears of it.').waitFor()
      expect(await page.getByRole('button', { name: 'Are for staff only' }).count()).toBe(1)
    })
    expect(await visibilityOf('Looks like an outage of db01')).toBe('draft')
  }, 60_000)
})

describe('an alert that was not confirmed for long', () => {
  it('is asked about on the first screen, and one key ends it', async () => {
    const longAgo = new Date(Date.now() - 26 * 3_600_000)
    const facts = { fingerprint: 'ping:ns1', summary: 'no answer', startsAt: longAgo, receivedAt: longAgo }
    await log('ns1', facts)
    await withPage(browser, {}, async page => {
      await signIn(product, page)
      await waitForHeadline(page, /One alert may be over/)
      const row = page.getByRole('region', { name: /still true that ns1/ })
      await row.focus()
      await page.keyboard.press('e')
      await row.waitFor({ state: 'detached' })
      await until(async () => !/may be over/.test((await headline(page)) ?? ''), 'nothing is asked any more')
    })
    const told = (await product.db.select().from(posts)).filter(post => post.title.startsWith('ns1 '))
    expect(told).toMatchObject([{ visibility: 'published', touchedAt: null }])
  }, 60_000)
})
