import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { openOnce, withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { seenHtml } from '#tests/support/seen.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

const outage = {
  fingerprint: 'ping:web07',
  server: 'web07.example-host.net',
  kind: 'outage',
  state: 'firing',
  severity: 'critical',
  summary: 'secret words of the scanner',
}

const headline = async (page: Page) => (await page.locator('h1').textContent()) ?? ''

const says = (words: string) => (html: string) => seenHtml(html).includes(words)

describe.each([
  { scripts: 'on', javaScriptEnabled: true },
  { scripts: 'off', javaScriptEnabled: false },
])('an outage of web07, with scripts $scripts', ({ javaScriptEnabled }) => {
  it('shows on its page and on the board, leaves the others alone, and is mailed once to its subscriber; so is the all clear', async () => {
    const before = (await product.mails()).length
    await withPage({ javaScriptEnabled }, async page => {
      await page.goto(product.siteUrl)
      expect(await headline(page)).toBe('All 63 servers are fine.')

      const { status, body } = await product.alert(outage)
      expect(status).toBe(200)
      expect(body.results).toMatchObject([{ status: 'accepted' }])

      if (javaScriptEnabled)
        await until(async () => (await headline(page)).includes('down'), 'the open board shows it by itself')
      await openOnce(
        page,
        product.siteUrl,
        says('One of 63 servers is down, 62 are fine.'),
        'the board shows it',
      )
      expect(await headline(page)).toBe('One of 63 servers is down, 62 are fine.')
      await page.goto(`${product.siteUrl}/servers/web07.example-host.net`)
      expect(await headline(page)).toMatch(/^web07 is down/)
      await page.goto(`${product.siteUrl}/servers/web12.example-host.net`)
      expect(await headline(page)).toMatch(/^web12 is fine/)
      expect(await page.content()).not.toContain('web07')

      const began = await until(async () => (await product.mails())[before], 'the mail about the beginning')
      expect(began.subject).toContain('web07 is down')
      expect(began.to).toMatchObject({ text: 'customer-of-web07@example.com' })
      expect(`${began.text}${began.html}`).not.toContain('secret words')

      await product.alert({ ...outage, state: 'resolved' })
      await openOnce(page, product.siteUrl, says('All 63 servers are fine.'), 'the board says all clear')
      expect(await headline(page)).toBe('All 63 servers are fine.')
      const ended = await until(async () => (await product.mails())[before + 1], 'the mail about the end')
      expect(ended.subject).toMatch(/all clear/i)
      expect(ended.to).toMatchObject({ text: 'customer-of-web07@example.com' })
      expect(await product.mails()).toHaveLength(before + 2)
    })
  }, 90_000)
})
