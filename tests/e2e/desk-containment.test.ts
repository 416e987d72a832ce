import { and, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { demoAdvisory } from '#content/demo/comments.ts'
import { indicators } from '#db/schema/security/indicator.ts'
import { withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

const given = 'hxxp://bad[.]example/x\n/tmp/.x11/kit\nwhat is this\n'

it('a list is looked at and added without scripts, and readers see of it what is public, at once', async () => {
  await withPage({ javaScriptEnabled: false }, async page => {
    await visitDesk(product, page, '/desk/indicators/import')
    await page.getByLabel('A list, or a STIX 2.1 bundle').fill(given)
    await page.getByRole('button', { name: 'See what it does' }).click()
    await page.getByText('2 entries would be added, and 1 is left out.').waitFor()
    await page.getByLabel('Tag for all of them').fill('keyutils-2013')
    await page.getByLabel('Agents look for it').check()
    await page.getByLabel('Public: advisories may show it').check()
    await page.getByRole('button', { name: 'Add them' }).click()
    await page.getByText('2 added; 0 were in the list already.').waitFor()
    const added = and(eq(indicators.type, 'path'), eq(indicators.value, '/tmp/.x11/kit'))
    expect(await product.db.$count(indicators, added)).toBe(1)
    const shown = async () => (await fetch(`${product.siteUrl}/posts/${demoAdvisory}`)).text()
    await until(async () => (await shown()).includes('/tmp/.x11/kit'), 'readers see it')
    expect(await shown()).not.toContain('a string that we do not tell')
  })
})

it('what was done is entered on the page of its advisory, and stands there in a sentence', async () => {
  await withPage({}, async page => {
    await visitDesk(product, page, '/desk/posts')
    await page
      .getByRole('link', { name: /High alert/ })
      .first()
      .click()
    const part = page.locator('#containment')
    await part.getByText('Enter what was done').click()
    const form = part.locator('form').last()
    await form.getByLabel('What was done, as a sentence begins').fill('Port 8443 is closed')
    await form.getByLabel('On all servers').check()
    await form.getByLabel(/^Public/).check()
    await form.getByRole('button', { name: 'Enter it' }).click()
    await page.getByText('Entered.').waitFor()
    const text = await (await fetch(`${product.siteUrl}/posts/${demoAdvisory}.md`)).text()
    expect(text).toMatch(/^- Port 8443 is closed on all 63 servers since /m)
  })
})
