import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSound } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

const region = (page: Page, name: string) => page.getByRole('region', { name })

describe('the gallery of mails', () => {
  it('is not shown to strangers', async () => {
    for (const path of ['mail/gallery', 'work', 'posts/abcdefghijkl/acknowledge']) {
      const response = await fetch(`${product.siteUrl}/desk/${path}`, { redirect: 'manual' })
      expect([response.status, response.headers.get('location')]).toEqual([
        307,
        `/desk/sign-in?to=${encodeURIComponent(`/desk/${path}`)}`,
      ])
    }
  })

  it('is linked, and shows each mail by day and by night', async () => {
    await withPage({}, async page => {
      await visitDesk(product, page, '/desk/mail')
      await page.getByRole('link', { name: 'See every mail that we write' }).click()
      await page.waitForURL(/\/desk\/mail\/gallery$/)
      const frames = page.locator('iframe')
      expect(await frames.count()).toBe(2 * (await page.getByRole('region').count()))
      const background = (title: string) =>
        page
          .frameLocator(`iframe[title="${title}"]`)
          .locator('.card')
          .first()
          .evaluate(card => getComputedStyle(card).backgroundColor)
      expect(await background('Outage, light')).toBe('rgb(255, 255, 255)')
      expect(await background('Outage, dark')).toBe('rgb(28, 31, 34)')
      await expectSound(page)
    })
  })
})

describe.each([
  { scripts: 'on', javaScriptEnabled: true, server: 'web21' },
  { scripts: 'off', javaScriptEnabled: false, server: 'web22' },
])('work, with scripts $scripts', ({ javaScriptEnabled, server }) => {
  const what = `We are scanning ${server}`

  it('is published, told to who watches, shown on the board, and completed', async () => {
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/work')
      await page.getByLabel('Kind').selectOption('countermeasure')
      await page.getByLabel('What we do').fill(what)
      await page.getByRole('textbox', { name: /^Servers/ }).fill(server)
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByRole('button', { name: /^Yes,/ }).click()
      const card = region(page, 'Running').locator('article').filter({ hasText: what })
      await card.waitFor()
      const board = await (await fetch(`${product.siteUrl}/servers/${server}.example-host.net`)).text()
      expect(board).toContain(what)
      const told = async () => {
        const rows = await product.db.select().from(maintenance).where(eq(maintenance.title, what))
        return rows.some(row => row.startToldAt !== null)
      }
      await until(told, 'customers are told', 10_000)
      await card.getByRole('button', { name: 'Complete now' }).click()
      await card.waitFor({ state: 'detached' })
      const [post] = await product.db.select().from(posts).where(eq(posts.title, what))
      expect(post).toMatchObject({ phase: 'completed' })
    })
  })

  it('that names no server of ours is refused, and what was typed stays', async () => {
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/work')
      await page.getByLabel('What we do').fill('Disks are changed')
      await page.getByRole('textbox', { name: /^Servers/ }).fill('nowhere99')
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      expect(await page.getByRole('alert').filter({ hasText: 'nowhere99' }).textContent()).toContain(
        'No one server is called "nowhere99"',
      )
      expect(await page.getByLabel('What we do').inputValue()).toBe('Disks are changed')
    })
  })
})

describe('the times of work', () => {
  const berlin = { timezoneId: 'Europe/Berlin' }
  const type = async (page: Page, what: string, from: string, to: string) => {
    await visitDesk(product, page, '/desk/work')
    await page.getByLabel('What we do').fill(what)
    await page.getByRole('textbox', { name: /^Servers/ }).fill('web23')
    await page.getByLabel('From (Europe/Berlin)').fill(from)
    await page.getByLabel('To (Europe/Berlin)').fill(to)
  }

  it('are typed and shown on the clock of whoever types them, with UTC beside it', async () => {
    await withPage(berlin, async page => {
      await type(page, 'Fans are changed', '2030-01-15T14:30', '2030-01-15T15:30')
      await page.getByText('That is 2030-01-15 13:30 UTC.').waitFor()
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByRole('button', { name: /^Yes,/ }).click()
      const card = region(page, 'Planned').locator('article').filter({ hasText: 'Fans are changed' })
      await card
        .getByText(/15 Jan, 14:30 to 15 Jan, 15:30 CET \(15 Jan, 13:30 to 15 Jan, 14:30 UTC\)/)
        .waitFor()
      const [row] = await product.db
        .select()
        .from(maintenance)
        .where(eq(maintenance.title, 'Fans are changed'))
      expect(row?.startsAt).toEqual(new Date('2030-01-15T13:30Z'))
      expect(row?.endsAt).toEqual(new Date('2030-01-15T14:30Z'))
    })
  })

  it('that a change of the clock leaves out are refused with the reason', async () => {
    await withPage(berlin, async page => {
      await type(page, 'Clocks are changed', '2030-03-31T02:30', '2030-03-31T05:00')
      await page.getByText('No clock shows this time').waitFor()
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByRole('alert').filter({ hasText: 'no time that there is in Europe/Berlin' }).waitFor()
    })
  })
})

it('the page of work is sound', async () => {
  await withPage({}, async page => {
    await visitDesk(product, page, '/desk/work')
    await expectSound(page)
  })
})
