import { readFile } from 'node:fs/promises'
import { eq } from 'drizzle-orm'
import { SignJWT } from 'jose'
import { expect, it } from 'vitest'
import { customers } from '#db/schema/customer.ts'
import { servers } from '#db/schema/server.ts'
import { withFreshPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSoundByNight } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

/** Puts jane, by a name that an address has to write otherwise, on web07. */
async function mapJane(): Promise<string> {
  const account = 'Jane & Söhne/Nord'
  const [web07] = await product.db.select().from(servers).where(eq(servers.label, 'web07'))
  const row = { domain: 'jane.example', account, serverId: web07?.id ?? '' }
  await product.db.insert(customers).values(row).onConflictDoNothing()
  return account
}

it('the record of a customer is found by account, for other days, and taken as PDF and CSV', async () => {
  const account = await mapJane()
  await withFreshPage({ javaScriptEnabled: false }, async page => {
    await visitDesk(product, page, '/desk/customers')
    await page.getByLabel('Account or domain').fill(account)
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByRole('heading', { name: `What affected ${account}` }).waitFor()
    await page.getByText('web07: jane.example').waitFor()
    await page.getByLabel('From').fill('2999-01-01')
    await page.getByRole('button', { name: 'Show' }).click()
    await page.getByText('before its first one').waitFor()
    await page.getByLabel('From').fill('2020-01-01')
    await page.getByRole('button', { name: 'Show' }).click()
    for (const [button, begin] of [
      ['PDF, to be sent', '%PDF-1.7'],
      ['Months as CSV', '\uFEFFserver,hostname,month'],
      ['Incidents as CSV', '\uFEFFserver,hostname,kind'],
    ] as const) {
      const waiting = page.waitForEvent('download')
      await page.getByRole('button', { name: button }).click()
      const text = await readFile(await (await waiting).path(), 'utf8')
      expect(text.slice(0, begin.length)).toBe(begin)
    }
    await page.goto(`${product.siteUrl}/desk/customers/nobody.example`)
    await page.getByText('no account and no domain of this name').waitFor()
  })
}, 60_000)

it('a board is closed at the desk, and opened for the customer whom the panel hands over', async () => {
  const account = await mapJane()
  const statusOf = async (path: string) =>
    (await fetch(product.siteUrl + path, { redirect: 'manual' })).status
  await withFreshPage({}, async page => {
    await visitDesk(product, page, '/desk/readers')
    await page.getByRole('button', { name: 'Make a secret' }).click()
    const said = await page.getByText('Copy it now').textContent()
    const secret = said?.split(': ')[1]?.trim() ?? ''
    await page.getByLabel('Who may read the site').selectOption('customers')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('Close the site to all but customers').waitFor()
    expect(await statusOf('/')).toBe(200)
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await page.getByRole('heading', { name: 'Customers may read the site' }).waitFor()
    await until(async () => (await statusOf('/')) === 302, 'the site is closed')
    expect(await statusOf('/status.txt')).toBe(401)
    await withFreshPage({}, stranger => readAs(stranger, account, secret))
    await page.getByLabel('Who may read the site').selectOption('public')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('button', { name: 'Yes, do it' }).click()
    await until(async () => (await statusOf('/')) === 200, 'the site is open')
  })
}, 60_000)

type Stranger = Parameters<Parameters<typeof withFreshPage>[1]>[0]

/** Is led to the door, and comes in by the panel, once. */
async function readAs(page: Stranger, account: string, secret: string): Promise<void> {
  await page.goto(`${product.siteUrl}/servers/web07.example-host.net`)
  await page.getByRole('heading', { name: 'Open this status site from your customer panel.' }).waitFor()
  await expectSoundByNight(page)
  const claims = { account, jti: `e2e-${Date.now()}`, aud: product.siteUrl }
  const token = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime('2m')
    .sign(new TextEncoder().encode(secret))
  await page.goto(`${product.siteUrl}/enter?token=${token}`)
  expect(new URL(page.url()).pathname).toBe('/mine')
  await page.getByRole('heading', { name: 'Your server', exact: true }).waitFor()
  expect(await page.locator('#wall a').count()).toBe(1)
  const follows = await page.locator('[data-follows]').getAttribute('data-follows')
  expect(follows).toBe(await page.locator('#wall a').getAttribute('href'))
  await expectSoundByNight(page)
  await page.goto(`${product.siteUrl}/`)
  await page.locator('#wall').waitFor()
  await page.context().clearCookies()
  await page.goto(`${product.siteUrl}/enter?token=${token}`)
  await page.getByText('The link was used already').waitFor()
}
