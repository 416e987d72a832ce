import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
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
      await until(async () => {
        await page.goto(product.siteUrl)
        return (await headline(page)) === 'One of 63 servers is down, 62 are fine.'
      }, 'the board shows it')
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
      await until(
        async () => {
          await page.goto(product.siteUrl)
          return (await headline(page)) === 'All 63 servers are fine.'
        },
        'the board says all clear',
        30_000,
      )
      const ended = await until(async () => (await product.mails())[before + 1], 'the mail about the end')
      expect(ended.subject).toMatch(/all clear/i)
      expect(ended.to).toMatchObject({ text: 'customer-of-web07@example.com' })
      expect(await product.mails()).toHaveLength(before + 2)
    })
  }, 90_000)
})
