import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { demoStaff } from '#content/demo/hoster.ts'
import { servers } from '#db/schema/server.ts'
import { withFreshPage, withPage } from '#tests/support/browser.ts'
import { holdTestKey } from '#tests/support/database/test-key.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { enterAs, visitDesk } from '#tests/support/sign-in.ts'
import { type SmtpProvider, startSmtpProvider } from '#tests/support/smtp-provider.ts'
import { expectSound } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

/** A site of a new hoster: no server, no source, nobody at the desk. */
let product: Product
let provider: SmtpProvider

beforeAll(async () => {
  const { address, template } = inject('server')
  holdTestKey()
  provider = await startSmtpProvider()
  const mail = { SMTP_URL: provider.url, MAIL_FROM: 'Status <status@example.com>' }
  product = await startProduct(mail, { address, demo: { template, token: '' } })
}, 120_000)
afterAll(async () => {
  await product.stop()
  await provider.close()
})

/** 200 servers in four groups, as a hoster's own list has them. */
const list = [
  'hostname,group,addresses',
  ...Array.from(
    { length: 200 },
    (_, i) =>
      `web${String(i + 1).padStart(3, '0')}.example.com,"Vienna, rack ${(i % 4) + 1}",203.0.113.${i + 1}`,
  ),
].join('\n')

/** What a person does, counted. */
function hand(page: Page) {
  const counts = { clicks: 0, fields: 0 }
  return {
    counts,
    async click(role: 'button' | 'link', name: string | RegExp) {
      counts.clicks += 1
      await page.getByRole(role, { name }).first().click()
    },
    async fill(label: string | RegExp, text: string) {
      counts.fields += 1
      await page.getByLabel(label).fill(text)
    },
  }
}

const headline = (page: Page) => page.locator('h1').textContent()
const boardText = async () => (await fetch(product.siteUrl)).text()

describe('a fresh install', () => {
  it('has 200 servers in four groups on the board in four clicks, without an alert', async () => {
    await withFreshPage({ viewport: { width: 390, height: 844 } }, async page => {
      const startedAt = performance.now()
      const link = /http:[^\s"]+\/desk\/set-up\/[^\s"]+/.exec(product.output())?.[0] ?? ''
      await page.goto(link)
      await page.getByLabel('Your name').fill(demoStaff.name)
      await page.getByLabel('Your e-mail address').fill(demoStaff.email)
      await page.getByRole('button', { name: 'Set up and sign in' }).click()
      await page.waitForURL(`${product.siteUrl}/desk`)
      expect(await headline(page)).toBe('5 first steps are left before customers can rely on this site')
      expect(await page.locator('main').textContent()).not.toContain('nothing waits')
      await expectSound(page)
      const { counts, click, fill } = hand(page)
      await click('link', 'Go on')
      await click('link', 'Paste a list')
      await fill('List', list)
      await click('button', 'See what it does')
      await page.getByText('200 new, 0 changed, 0 moved, 0 retired, 4 new groups, 0 as they are.').waitFor()
      expect(await product.db.$count(servers)).toBe(0)
      await expectSound(page)
      await click('button', 'Apply')
      await page.getByText('Applied: 200 new, 0 changed, 0 retired.').waitFor()
      const board = await boardText()
      for (const rack of [1, 2, 3, 4]) expect(board).toContain(`id="group-vienna-rack-${rack}"`)
      expect(board).toContain('All 200 servers are fine')
      const seconds = Math.round((performance.now() - startedAt) / 1000)
      console.log(
        `200 servers on a fresh install: ${counts.clicks} clicks, ${counts.fields} field, ${seconds} s`,
      )
      expect(counts).toEqual({ clicks: 4, fields: 1 })
    })
  })

  it('shows each first step done once it is true, mail by a code that came', async () => {
    await withPage({ viewport: { width: 390, height: 844 } }, async page => {
      await visitDesk(product, page, '/desk/first-run')
      await page.getByRole('button', { name: /^Mail a code/ }).click()
      await until(() => provider.mails.length > 0, 'the mail has come')
      const address = /http\S+first-run\?code=\d{6}/.exec(provider.mails[0]?.text ?? '')?.[0] ?? ''
      await page.goto(address)
      await page.getByRole('button', { name: 'It has arrived' }).click()
      await page.getByText(`A mail to ${demoStaff.email} arrived.`).waitFor()
      await page.getByRole('button', { name: 'They are right' }).click()
      await until(async () => (await headline(page)) === '2 first steps are left', 'two are left')
      await expectSound(page)
      await page.getByRole('button', { name: 'Hide this list from the first page' }).click()
      await page.waitForURL(`${product.siteUrl}/desk`)
      expect(await headline(page)).toContain('Nothing is watched yet')
    })
  })
})

describe('the settings of the site', () => {
  const pageOf = async (siteUrl: string) => (await fetch(siteUrl)).text()

  it('name it on every page of every process, and after a restart', async () => {
    const second = await product.beside()
    onTestFinished(() => void second.end())
    expect(await pageOf(second.siteUrl)).toContain('Allclear')
    await withPage({ viewport: { width: 320, height: 700 } }, async page => {
      await visitDesk(product, page, '/desk/settings/site')
      await page.getByLabel('Name').fill('Alpine Hosting')
      await page.getByLabel('Imprint').fill('javascript:alert(1)')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('is no address of a page').waitFor()
      await page.getByLabel('Imprint').fill('https://example.com/imprint')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved.').waitFor()
      await page.getByRole('checkbox', { name: 'Deutsch' }).check()
      await page.getByRole('button', { name: 'Offer these' }).click()
      await page.getByText('Saved.').nth(1).waitFor()
      await expectSound(page)
    })
    expect(await (await fetch(`${product.siteUrl}/de/subscribe`)).text()).toContain('<html lang="de"')
    for (const { siteUrl } of [product, second])
      await until(async () => {
        const text = await pageOf(siteUrl)
        return text.includes('Alpine Hosting') && !text.includes('Allclear')
      }, 'every process has the new name')
    expect(await pageOf(product.siteUrl)).toContain('https://example.com/imprint')
    await product.kill()
    await product.restart()
    expect(await pageOf(product.siteUrl)).toContain('Alpine Hosting')
  })

  it('say which accent cannot be read, and show a logo that does nothing', async () => {
    await withPage({ viewport: { width: 320, height: 700 } }, async page => {
      await visitDesk(product, page, '/desk/settings/look')
      await page.getByLabel('Accent by day').fill('#f5a623')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('The nearest that can is #9a6916.').waitFor()
      await page.getByLabel('Accent by day').fill('#9a6916')
      await page.getByLabel('Style sheet of your own').fill('@import "https://example.com/x.css";')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Line 1 of the style sheet may not load').waitFor()
      await page.getByLabel('Style sheet of your own').fill('.headline { letter-spacing: 1px }')
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved.').waitFor()
      await expectSound(page)
      await visitDesk(product, page, '/desk/settings/pictures')
      const drawing =
        '<svg viewBox="0 0 100 20"><script>alert(1)</script><rect width="100" height="20" fill="#24508f"/></svg>'
      const logo = { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from(drawing) }
      await page.locator('input[name="logoLight"]').setInputFiles(logo)
      await page.getByRole('button', { name: 'Save' }).click()
      await page.getByText('Saved.').waitFor()
      await expectSound(page)
      await page.goto(product.siteUrl)
      await expectSound(page)
      const shown = page.getByRole('img', { name: 'Alpine Hosting' })
      const size = await shown.evaluate((img: HTMLImageElement) => [img.naturalWidth > 0, img.height])
      expect(size).toEqual([true, 32])
      const spacing = await page.locator('h1').evaluate(element => getComputedStyle(element).letterSpacing)
      expect(spacing).toBe('1px')
      const answer = await fetch(new URL((await shown.getAttribute('src')) ?? '', product.siteUrl))
      expect(answer.headers.get('content-security-policy')).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      )
      expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000')
      expect(await answer.text()).not.toContain('script')
    })
  })
})

const shownLabels = (page: Page, group: string) =>
  page.getByRole('region', { name: group }).locator('.server-row a').allTextContents()
const rack = 'Vienna, rack 1'

it('is drawn to its place by the pointer, and moved by keys', async () => {
  await withPage({}, async page => {
    await visitDesk(product, page, '/desk/servers')
    const handle = (label: string) =>
      page.locator('.server-row', { hasText: label }).first().locator('[data-handle]')
    const labels = () => shownLabels(page, rack)
    const [first, second, third] = await labels()
    const from = await handle(third ?? '').boundingBox()
    const to = await handle(first ?? '').boundingBox()
    if (!from || !to) throw new Error('There is nothing to draw.')
    await page.mouse.move(from.x + 5, from.y + 5)
    await page.mouse.down()
    await page.mouse.move(to.x + 5, to.y + 3, { steps: 3 })
    await page.mouse.up()
    await until(async () => (await labels())[0] === third, 'the third is first')
    await handle(third ?? '').press('ArrowDown')
    await until(
      async () => (await labels()).slice(0, 3).join() === [first, third, second].join(),
      'it is second',
    )
    await page.getByLabel(first ?? '', { exact: true }).check()
    await page.getByLabel('Move the ticked ones to').selectOption('Vienna, rack 4')
    await page.getByRole('button', { name: 'Move', exact: true }).click()
    await page.getByText('One server is moved.').waitFor()
    expect((await shownLabels(page, 'Vienna, rack 4')).at(-1)).toBe(first)
    await expectSound(page)
  })
})

it('that two change at once keeps what the first has saved, and what the second has typed until they have seen it', async () => {
  const eve = await enterAs(product, 'Eve')
  const [server] = await product.db.select().from(servers).limit(1)
  await withFreshPage({}, async theirs => {
    await withPage({}, async mine => {
      await visitDesk(product, mine, `/desk/servers/${server?.id}`)
      await theirs.context().addCookies(eve)
      await theirs.goto(mine.url())
      const note = (page: Page) => page.getByLabel('What customers read on its page, if anything')
      const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click()
      await note(theirs).fill('It moves to Graz in June.')
      await note(mine).fill('It is the oldest of all.')
      await save(theirs)
      await theirs.getByText('Saved.').waitFor()
      await save(mine)
      await mine.getByText('What customers read: “It moves to Graz in June.”').waitFor()
      expect(await note(mine).inputValue()).toBe('It is the oldest of all.')
      const stored = async () =>
        (await product.db.select().from(servers)).find(each => each.id === server?.id)?.note
      expect(await stored()).toBe('It moves to Graz in June.')
      await save(mine)
      await mine.getByText('Saved.').waitFor()
      expect(await stored()).toBe('It is the oldest of all.')
    })
  })
})
