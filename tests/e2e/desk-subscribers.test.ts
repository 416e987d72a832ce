import { readFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { withFreshPage, withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'

const product = useProduct()

const stateOf = async (email: string) =>
  (await product.db.select().from(subscribers).where(eq(subscribers.email, email)))[0]?.state

describe.each([
  { scripts: 'on', javaScriptEnabled: true },
  { scripts: 'off', javaScriptEnabled: false },
])('at the desk, with scripts $scripts', ({ scripts, javaScriptEnabled }) => {
  it('subscribers are added, imported after a look at what that does, and erased by three clicks', async () => {
    const one = `one-${scripts}@example.com`
    const two = `two-${scripts}@example.com`
    await withPage({ javaScriptEnabled, viewport: { width: 390, height: 844 } }, async page => {
      await visitDesk(product, page, '/desk/subscribers/new')
      await page.getByLabel('E-mail address').fill(one)
      await page.getByLabel('What they hear of').fill('web99')
      await page.getByLabel('They have agreed elsewhere').check()
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByText('Where they agreed is missing').waitFor()
      expect(await page.getByLabel('E-mail address').inputValue()).toBe(one)
      await page.getByLabel('What they hear of').fill('web07')
      await page.getByLabel('Where and when they agreed').fill('Order form, May 2024')
      await page.getByRole('button', { name: 'Add', exact: true }).click()
      await page.getByText(`${one} gets notices from now on. Nobody was mailed.`).waitFor()

      await page.goto(`${product.siteUrl}/desk/subscribers/import`)
      const buffer = Buffer.from(`email,watch\n${two},web08\nnobody,web08\n`)
      await page.locator('input[type=file]').setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer })
      await page.getByRole('button', { name: 'See what it does' }).click()
      await page.getByText('Line 3: The address is not an e-mail address.').waitFor()
      expect(await stateOf(two)).toBeUndefined()
      await page.getByLabel('They have agreed elsewhere').check()
      await page.getByLabel('Where and when they agreed').fill('Newsletter of 2023')
      await page.getByRole('button', { name: 'Enter the lines that are right' }).click()
      await page.getByText('Entered: 1 new').waitFor()
      expect(await stateOf(two)).toBe('confirmed')

      await page.goto(`${product.siteUrl}/desk/subscribers?text=${two}`)
      await page.getByRole('link', { name: two }).click()
      await page.getByText('Newsletter of 2023').waitFor()
      await page.getByRole('link', { name: 'Change it for them' }).click()
      const watch = page.getByLabel('Servers, groups or domains')
      expect(await watch.inputValue()).toMatch(/^web08/)
      await watch.fill('nowhere')
      await page.getByLabel('How they asked for it').fill('By telephone, ticket 4711')
      await page.getByRole('button', { name: 'Save for them' }).click()
      await page.getByText('"nowhere" is no server, no group and no domain.').waitFor()
      expect(await watch.inputValue()).toBe('nowhere')
      await watch.fill('web07\nexample.org')
      await page.getByRole('button', { name: 'Save for them' }).click()
      await page.getByText('Saved. It counts from now on; nobody was mailed.').waitFor()
      await page.getByRole('link', { name: 'Back to this subscriber' }).click()
      await page.getByText('By telephone, ticket 4711').waitFor()
      await page.getByText('changed what they hear of').waitFor()
      await page.getByText('Erase all that we have of this address').click()
      await page.getByRole('button', { name: 'Erase for ever' }).click()
      await page.getByText('Erased.').waitFor()
      expect(await stateOf(two)).toBeUndefined()
    })
  })
})

/** The address of the form of a new subscriber of web08. */
async function formOf(email: string): Promise<string> {
  const consent = { state: 'confirmed' as const, confirmedAt: new Date() }
  const [early] = await product.db
    .insert(subscribers)
    .values({ email, ...consent })
    .returning()
  const [server] = await product.db.select().from(servers).where(eq(servers.label, 'web08'))
  const watched = { subscriberId: early?.id ?? '', serverId: server?.id ?? '', confirmedAt: new Date() }
  await product.db.insert(subscriptions).values(watched)
  return `/desk/subscribers/${early?.id}/edit`
}

/** Taking over goes in steps, and only after the last of them stands there what stays. */
async function expectKept(page: Page, text: string): Promise<void> {
  await page.waitForFunction(expected => {
    const area = document.querySelector('textarea')
    const isTakenOver = Object.keys(area ?? {}).some(key => key.startsWith('__reactProps'))
    return isTakenOver && area?.value === expected
  }, text)
  await page.waitForTimeout(200)
  expect(await page.locator('textarea').inputValue()).toBe(text)
}

describe('what is typed stays when the scripts of a page take over', () => {
  it('though it was typed before they ran', async () => {
    const form = await formOf('early@example.com')
    await withFreshPage({}, async page => {
      await visitDesk(product, page)
      const isTyped = Promise.withResolvers<void>()
      await page.route(/_next\/static.*\.js/, async route => {
        await isTyped.promise
        await route.continue()
      })
      await page.goto(`${product.siteUrl}${form}`, { waitUntil: 'commit' })
      await page.getByLabel('Servers, groups or domains').fill('nowhere')
      isTyped.resolve()
      await expectKept(page, 'nowhere')
    })
  })

  it('though it was typed while they did, who then begin anew', async () => {
    const form = await formOf('midway@example.com')
    await withFreshPage({}, async page => {
      // React puts the stored text back at the moment at which it sets it as the one that the area began with.
      await page.addInitScript(() => {
        const { prototype } = HTMLTextAreaElement
        const own = Object.getOwnPropertyDescriptor(prototype, 'defaultValue') ?? {}
        let isTyped = false
        Object.defineProperty(prototype, 'defaultValue', {
          ...own,
          set(this: HTMLTextAreaElement, text: string) {
            if (!isTyped && this.isConnected) {
              isTyped = true
              this.value = 'nowhere'
              this.dispatchEvent(new Event('input', { bubbles: true }))
            }
            own.set?.call(this, text)
          },
        })
      })
      await visitDesk(product, page, form)
      await expectKept(page, 'nowhere')
    })
  })
})

it('an invited owner is asked by mail, and a search is downloaded as CSV', async () => {
  await withPage({}, async page => {
    await visitDesk(product, page, '/desk/subscribers/new')
    await page.getByLabel('E-mail address').fill('invited@example.com')
    await page.getByLabel('What they hear of').fill('all')
    await page.getByRole('button', { name: 'Add', exact: true }).click()
    await page.getByText('A mail asks invited@example.com within a minute.').waitFor()
    await page.goto(`${product.siteUrl}/desk/subscribers?state=confirmed`)
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download' }).click(),
    ])
    const text = await readFile(await download.path(), 'utf8')
    expect(text).toContain('customer-of-web07@example.com,confirmed,web07')
    expect(text).not.toContain('invited@example.com')
  })
})

it('nobody takes the list who is not signed in, or comes from another site', async () => {
  const anonymous = await fetch(`${product.siteUrl}/desk/subscribers/export`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'text=',
  })
  expect(anonymous.status).toBeGreaterThanOrEqual(300)
  expect(await anonymous.text()).not.toContain('@example.com')
  await withPage({}, async page => {
    await visitDesk(product, page, '/desk/subscribers')
    const cookie = (await page.context().cookies()).map(({ name, value }) => `${name}=${value}`).join('; ')
    const foreign = await fetch(`${product.siteUrl}/desk/subscribers/export`, {
      method: 'POST',
      headers: {
        cookie,
        origin: 'https://evil.example',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: 'text=',
    })
    expect(foreign.status).toBe(403)
  })
})
