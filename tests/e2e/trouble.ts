import type { Page } from 'playwright-core'
import { beforeAll } from 'vitest'
import { useProduct } from '#tests/support/product/use-product.ts'
import { until } from '#tests/support/until.ts'

/** The built site while there is trouble of each kind on its pages, for the tests of one file. */
export function useTrouble() {
  const product = useProduct()

  const alert = (server: string, facts: Record<string, unknown>) =>
    product.alert({
      fingerprint: `ping:${server}`,
      server,
      state: 'firing',
      severity: 'critical',
      summary: 'no answer',
      ...facts,
    })

  beforeAll(async () => {
    await alert('web07', { kind: 'outage' })
    await alert('web19', { kind: 'slowdown', severity: 'warning' })
    await until(async () => {
      const board = await (await fetch(product.siteUrl)).text()
      // Once a customer is told, nothing changes the pages again for a while.
      return ['web07 is down', 'web19 is slow', 'customer told'].every(words => board.includes(words))
    }, 'the board shows the trouble')
  }, 120_000)

  return { product, alert }
}

export const headline = async (page: Page) => (await page.locator('h1').textContent()) ?? ''
