import { eq, isNull } from 'drizzle-orm'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { withPage } from '#tests/support/browser.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'

/** The built site with its desk in a browser, for the tests of one tool. */
export type Desk = Product & {
  /** Adds a source at the desk. What its page says to paste, word for word, by name. */
  newSource(format: string): Promise<Map<string, string>>
  /** What the log holds of this format, the oldest first. */
  lines(format: string): Promise<{ result: string; state: string | null; summary: string | null }[]>
  /** The fingerprints that are open. */
  open(): Promise<string[]>
  close(): Promise<void>
}

export async function openDeskInBrowser(): Promise<Desk> {
  const product = await startProduct()
  return {
    ...product,
    newSource: format => newSource(product, format),
    lines: format =>
      product.db
        .select({ result: alertLog.result, state: alertLog.state, summary: alertLog.summary })
        .from(alertLog)
        .where(eq(alertLog.format, format))
        .orderBy(alertLog.sequence),
    async open() {
      const rows = await product.db
        .select({ fingerprint: alerts.fingerprint })
        .from(alerts)
        .where(isNull(alerts.closedAt))
      return rows.map(row => row.fingerprint).sort()
    },
    close: () => product.stop(),
  }
}

async function newSource(product: Product, format: string): Promise<Map<string, string>> {
  return withPage({}, async page => {
    await visitDesk(product, page, '/desk/sources/new')
    await page.getByLabel('Name').fill(`The tool ${format}`)
    await page.getByLabel('Tool').selectOption(format)
    await page.getByRole('button', { name: 'Make its token' }).click()
    await page.locator('[data-token]').waitFor()
    const texts = await page
      .locator('pre[data-paste]')
      .evaluateAll(all =>
        all.map(pre => [pre.getAttribute('data-paste') ?? '', pre.textContent ?? ''] as const),
      )
    return new Map(texts)
  })
}
