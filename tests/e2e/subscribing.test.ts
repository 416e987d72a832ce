import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { openOnce, withPage } from '#tests/support/browser.ts'
import { refreshPages } from '#tests/support/product/refresh-pages.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { seenHtml } from '#tests/support/seen.ts'
import { problemsOf } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

const headline = (page: Page) => page.locator('h1').textContent()

/** The page as it stands has no problem that axe finds. Without scripts in the page, axe cannot look. */
async function expectAccessible(page: Page, canLook: boolean): Promise<void> {
  if (!canLook) return
  expect(await problemsOf(page)).toEqual([])
}

/** The address of the link in the latest mail to somebody with these words in its subject. */
async function linkTo(email: string, subject: string, part: string): Promise<string> {
  const mail = await until(
    async () =>
      (await product.mails()).findLast(
        each => JSON.stringify(each.to).includes(email) && each.subject?.includes(subject),
      ),
    `the mail "${subject}" to ${email}`,
  )
  const link = mail.text?.match(new RegExp(`https?://\\S+/${part}/\\S+`))?.[0]
  if (!link) throw new Error(`There is no link to /${part} in: ${mail.text}`)
  return link
}

async function zoneOf(email: string): Promise<string | null | undefined> {
  const [row] = await product.db.select().from(subscribers).where(eq(subscribers.email, email))
  return row?.zone
}

async function watchedBy(email: string): Promise<(string | null)[]> {
  const rows = await product.db
    .select({ serverId: subscriptions.serverId, domain: subscriptions.domain, at: subscriptions.confirmedAt })
    .from(subscriptions)
    .innerJoin(subscribers, eq(subscribers.id, subscriptions.subscriberId))
    .where(eq(subscribers.email, email))
  return rows.filter(row => row.at !== null).map(row => row.domain ?? row.serverId)
}

/** What is typed, ticked and open stays when the page changes meanwhile. */
async function changeMeanwhile(page: Page): Promise<void> {
  await page.evaluate(() => document.querySelector('main > *')?.setAttribute('data-old', ''))
  await refreshPages(product)
  await page.waitForFunction(() => document.querySelector('[data-old]') === null)
  for (const label of ['web07', 'web08'])
    expect(await page.getByLabel(label, { exact: true }).isChecked()).toBe(true)
  expect(await page.getByText('Dallas, rack 1 (18)').locator('..').getAttribute('open')).not.toBeNull()
}

describe.each([
  { scripts: 'on', javaScriptEnabled: true },
  { scripts: 'off', javaScriptEnabled: false },
])('a customer, with scripts $scripts', ({ scripts, javaScriptEnabled }) => {
  const email = `customer-${scripts}@example.com`

  it('asks for notices, confirms, changes what comes, and leaves', async () => {
    const device = { javaScriptEnabled, viewport: { width: 320, height: 640 }, timezoneId: 'Asia/Kolkata' }
    await withPage(device, async page => {
      const axe = () => expectAccessible(page, javaScriptEnabled)
      await page.goto(`${product.siteUrl}/subscribe`)
      await page.getByLabel('Your e-mail address').fill(email)
      await page.getByRole('button', { name: 'Get notified' }).click()
      await page.getByRole('alert').waitFor()
      expect(await page.getByLabel('Your e-mail address').inputValue()).toBe(email)
      await page.getByLabel('Your domain').fill('www.example.org')
      await page.getByText('Dallas, rack 1 (18)').click()
      await page.getByLabel('web07', { exact: true }).check()
      await page.getByLabel('web08', { exact: true }).check()
      if (javaScriptEnabled) await changeMeanwhile(page)
      await page.getByLabel('Your e-mail address').fill(email)
      await axe()
      await page.getByRole('button', { name: 'Get notified' }).click()
      expect(await headline(page)).toBe('Look into your mailbox.')
      await axe()

      const confirmLink = await linkTo(email, 'Please confirm', 'confirm')
      await page.goto(confirmLink)
      expect(await headline(page)).toBe(
        'Shall we write to you about web07, web08 and the server of example.org?',
      )
      expect(await watchedBy(email)).toEqual([])
      await axe()
      await page.getByRole('button', { name: 'Yes, write to me' }).click()
      expect(await headline(page)).toBe('What you get.')
      await page.getByText('Done. We write when something is the matter').waitFor()
      await axe()
      expect(await watchedBy(email)).toHaveLength(3)
      expect(await zoneOf(email)).toBe(javaScriptEnabled ? 'Asia/Kolkata' : null)

      await page.goto(`${product.siteUrl}/preferences`)
      await page.getByLabel('Your e-mail address').fill(email)
      await axe()
      await page.getByRole('button', { name: 'Mail me the link' }).click()
      expect(await headline(page)).toBe('Look into your mailbox.')

      await page.goto(await linkTo(email, 'Change what you get', 'preferences'))
      expect(await headline(page)).toBe('What you get.')
      await axe()
      await page.getByLabel('web08', { exact: true }).uncheck()
      await page.getByLabel('Slowdowns').uncheck()
      await page.getByLabel('A domain').fill('what?')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByRole('link', { name: 'That is not a domain. Write it like example.com.' }).waitFor()
      await axe()
      await page.getByLabel('web08', { exact: true }).uncheck()
      await page.getByLabel('Slowdowns').uncheck()
      await page.getByLabel('A domain').fill('')
      await page.getByLabel('Times in our messages').selectOption('Berlin')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved. It counts from now on.').waitFor()
      await axe()
      expect(await watchedBy(email)).toHaveLength(2)
      expect(await page.getByLabel('Slowdowns').isChecked()).toBe(false)
      expect(await page.getByLabel('Times in our messages').inputValue()).toBe('Europe/Berlin')
      expect(await zoneOf(email)).toBe('Europe/Berlin')

      await page.getByText('Webhook', { exact: true }).click()
      await page
        .getByLabel('Address of your endpoint')
        .fill(`https://hooks.example.invalid/${'long/'.repeat(20)}`)
      await page.getByRole('button', { name: 'Add Webhook' }).click()
      await page.getByText('Waits for the code').waitFor()
      await axe()
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)

      await page.getByRole('link', { name: 'Delete my address' }).click()
      await axe()
      await page.getByRole('link', { name: 'Keep it' }).click()
      await page.getByRole('button', { name: 'Stop all notices' }).click()
      expect(await headline(page)).toBe('You get no more notices.')
      await axe()
      expect(await watchedBy(email)).toEqual([])
      await page.goto(confirmLink)
      expect(await headline(page)).toBe('This link confirms nothing any more.')
    })
  }, 90_000)

  it('asks on the page of an incident for its end, and gets this one mail', async () => {
    const reader = `reader-${scripts}@example.com`
    const server = javaScriptEnabled ? 'web30' : 'web31'
    const outage = {
      fingerprint: `ping:${server}`,
      server: `${server}.example-host.net`,
      kind: 'outage',
      severity: 'critical',
      summary: 'no answer',
    }
    await product.alert({ ...outage, state: 'firing' })
    await withPage({ javaScriptEnabled }, async page => {
      const isShown = (board: string) => seenHtml(board).includes(`${server} is down`)
      await openOnce(page, product.siteUrl, isShown, 'the board shows the incident')
      await page
        .getByRole('link', { name: new RegExp(`^${server} is down`) })
        .first()
        .click()
      const form = page.locator('form', {
        has: page.getByRole('button', { name: 'Tell me when this is over' }),
      })
      await form.getByLabel('Your e-mail address').fill(reader)
      await expectAccessible(page, javaScriptEnabled)
      await form.getByRole('button').click()
      expect(await headline(page)).toBe('Look into your mailbox.')
      await page.goto(await linkTo(reader, 'Please confirm', 'confirm'))
      expect(await headline(page)).toMatch(/^Shall we write to you about the end of “/)
      await page.getByRole('button', { name: 'Yes, write to me' }).click()
    })
    await product.alert({ ...outage, state: 'resolved' })
    await until(
      async () =>
        (await product.mails()).some(
          each => JSON.stringify(each.to).includes(reader) && each.subject === `All clear: ${server}`,
        ),
      'the mail about the end',
      30_000,
    )
  }, 90_000)
})
