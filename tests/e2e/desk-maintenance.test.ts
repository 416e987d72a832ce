import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { withPage } from '#tests/support/browser.ts'
import { unusualSite } from '#tests/support/product/unusual-site.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSound } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct(unusualSite)

const region = (page: Page, name: string) => page.getByRole('region', { name })

describe('the gallery of mails', () => {
  it('is not shown to strangers', async () => {
    for (const path of ['mail/gallery', 'maintenance', 'posts/abcdefghijkl/acknowledge']) {
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

const rowOf = async (title: string) => {
  const [row] = await product.db.select().from(maintenance).where(eq(maintenance.title, title))
  return row
}

const publicPage = async (path: string) => {
  const html = await (await fetch(`${product.siteUrl}${path}`)).text()
  return html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

describe.each([
  { scripts: 'on', javaScriptEnabled: true, server: 'web21' },
  { scripts: 'off', javaScriptEnabled: false, server: 'web22' },
])('maintenance, with scripts $scripts', ({ javaScriptEnabled, server }) => {
  const what = `We are scanning ${server}`

  it('asks before it mails, is told to who watches, shown on the board, and completed', async () => {
    await withPage({ javaScriptEnabled }, async page => {
      await watch(server)
      await visitDesk(product, page, '/desk/maintenance')
      await page.getByLabel('Kind').selectOption('countermeasure')
      await page.getByLabel('What we do').fill(what)
      await page.getByRole('textbox', { name: /^Servers/ }).fill(server)
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByText('tell one person now?').waitFor()
      expect(await rowOf(what)).toBeUndefined()
      await page.getByRole('button', { name: /^Yes,/ }).click()
      const card = region(page, 'Running').locator('article').filter({ hasText: what })
      await card.waitFor()
      expect(await publicPage(`/servers/${server}.example-host.net`)).toContain(what)
      const told = async () => {
        const row = await rowOf(what)
        const slots = await product.db
          .select()
          .from(maintenanceServers)
          .where(eq(maintenanceServers.maintenanceId, row?.id ?? ''))
        return slots.some(slot => slot.startToldAt !== null)
      }
      await until(told, 'customers are told')
      await card.getByRole('button', { name: 'Complete now' }).click()
      await card.waitFor({ state: 'detached' })
      const [post] = await product.db.select().from(posts).where(eq(posts.title, what))
      expect(post).toMatchObject({ phase: 'completed' })
    })
  })

  it('that names no server of ours is refused, and what was typed stays', async () => {
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/maintenance')
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

/** Somebody watches this server. */
async function watch(label: string) {
  const [server] = await product.db.select({ id: servers.id }).from(servers).where(eq(servers.label, label))
  const id = `watches-${label}`
  await product.db.insert(subscribers).values({ id, email: `${id}@example.org`, state: 'confirmed' })
  await product.db
    .insert(subscriptions)
    .values({ subscriberId: id, serverId: server?.id ?? '', confirmedAt: new Date() })
}

/** Fills in the form for web23, without mail. */
async function type(page: Page, what: string, from: string, to: string) {
  await visitDesk(product, page, '/desk/maintenance')
  await page.getByLabel('What we do').fill(what)
  await page.getByRole('textbox', { name: /^Servers/ }).fill('web23')
  await page.getByLabel('From (Europe/Berlin)').fill(from)
  await page.getByLabel('To (Europe/Berlin)').fill(to)
  await page.getByLabel('Mail the customers of these servers').uncheck()
}

describe('the times of maintenance', () => {
  const berlin = { timezoneId: 'Europe/Berlin' }
  it('are typed on the clock of the site, and shown on that of whoever looks, with UTC beside it', async () => {
    await withPage(berlin, async page => {
      await type(page, 'Fans are changed', '2030-01-15T14:30', '2030-01-15T15:30')
      await page.getByText('That is 2030-01-15 13:30 UTC.').waitFor()
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await region(page, 'Tuesday, 15 January 2030')
        .getByText(/15 Jan 2030, 14:30 to 15:30 CET \(15 Jan 2030, 13:30 to 14:30 UTC\)/)
        .waitFor()
      expect(await rowOf('Fans are changed')).toMatchObject({
        startsAt: new Date('2030-01-15T13:30Z'),
        endsAt: new Date('2030-01-15T14:30Z'),
      })
    })
  })

  it('that the clock of the site leaves out are refused with the reason, wherever the person is', async () => {
    await withPage({ timezoneId: 'America/New_York' }, async page => {
      await type(page, 'Clocks are changed', '2030-03-31T02:30', '2030-03-31T05:00')
      await page.getByText('No clock shows this time').waitFor()
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      await page.getByRole('alert').filter({ hasText: 'no time that there is in Europe/Berlin' }).waitFor()
    })
  })
})

describe('maintenance that comes again, on a phone', () => {
  const title = 'Kernels are renewed'
  const phone = { timezoneId: 'Europe/Berlin', viewport: { width: 390, height: 844 } }
  const windows = () =>
    product.db.select().from(maintenance).where(eq(maintenance.title, title)).orderBy(maintenance.startsAt)
  const openWindow = async (page: Page, place: number) => {
    const row = (await windows())[place]
    await visitDesk(product, page, `/desk/posts/${row?.postId}`)
    const [post] = await product.db
      .select()
      .from(posts)
      .where(eq(posts.id, row?.postId ?? ''))
    return `/posts/${post?.slug}`
  }

  it('keeps its local time over a change of the clock', async () => {
    await withPage(phone, async page => {
      await type(page, title, '2030-03-24T01:00', '2030-03-24T05:00')
      await page.getByLabel(/^Repeats/).selectOption('week')
      await page.getByRole('button', { name: 'Publish', exact: true }).click()
      for (const day of ['Sunday, 24 March 2030', 'Sunday, 31 March 2030', 'Sunday, 7 April 2030'])
        await region(page, day)
          .getByText(/, 01:00 to 05:00 (CET|CEST) /)
          .waitFor()
      expect((await windows()).map(row => row.startsAt.toISOString().slice(5, 16))).toEqual([
        '03-24T00:00',
        '03-31T00:00',
        '04-06T23:00',
      ])
      await region(page, 'Comes again').getByText('Every week on Sunday, 01:00 to 05:00').waitFor()
      await expectSound(page)
    })
  })

  it('has windows that move and fall out alone', async () => {
    await withPage(phone, async page => {
      const moved = await openWindow(page, 1)
      await page.getByText('Move it').click()
      await page.getByLabel('From (Europe/Berlin)').fill('2030-04-01T01:00')
      await page.getByLabel('To (Europe/Berlin)').fill('2030-04-01T05:00')
      await page.getByRole('button', { name: 'Move', exact: true }).click()
      await page
        .getByText(/1 Apr( 20\d\d)?, 01:00 to 05:00 CEST/)
        .first()
        .waitFor()
      // Readers see a window from some days before it.
      const all = eq(maintenance.title, title)
      await product.db.update(maintenance).set({ announceAt: new Date() }).where(all)
      expect(await publicPage(moved)).toMatch(/Planned 1 Apr(il)?( 2030)?, 01:00 to 05:00 CEST/)
      const cancelled = await openWindow(page, 2)
      await page.getByText('Cancel it').click()
      await page.getByLabel(/^Why it does not take place/).fill('The new kernel is late')
      await page.getByRole('button', { name: 'Cancel this maintenance' }).click()
      await page.getByRole('main').getByText('Cancelled', { exact: true }).first().waitFor()
      const text = await publicPage(cancelled)
      expect(text).toMatch(/Cancelled was planned/)
      expect(text).toContain('The new kernel is late')
      expect((await windows()).map(row => row.cancelledAt !== null)).toEqual([false, false, true])
    })
  })

  it('says honestly that it takes longer, and is extended with a click', async () => {
    const [first] = await windows()
    const ago = (minutes: number) => new Date(Date.now() - minutes * 60_000)
    const times = { startsAt: ago(120), endsAt: ago(10) }
    const id = first?.id ?? ''
    await product.db
      .update(maintenance)
      .set({ ...times, endsBy: 'staff', announceAt: null })
      .where(eq(maintenance.id, id))
    await product.db.update(maintenanceServers).set(times).where(eq(maintenanceServers.maintenanceId, id))
    await withPage(phone, async page => {
      const path = await openWindow(page, 0)
      expect(await publicPage('/servers/web23.example-host.net')).toMatch(/Was to end at .+, goes on/)
      await page.getByRole('button', { name: '30 minutes more' }).click()
      await page.getByText('It goes on for 30 minutes more.').waitFor()
      expect(await publicPage(path)).toMatch(/Was to end at .+, goes on until about/)
      await expectSound(page)
      await page.getByRole('button', { name: 'Complete now' }).click()
      await page.getByRole('main').getByText('Done', { exact: true }).first().waitFor()
      expect(await publicPage(path)).not.toContain('goes on')
    })
  })
})

it('each server has its turn, on the page of all and on its own', async () => {
  await withPage({ timezoneId: 'Europe/Berlin' }, async page => {
    await visitDesk(product, page, '/desk/maintenance')
    await page.getByLabel('What we do').fill('Memory is doubled')
    await page.getByLabel('From (Europe/Berlin)').fill('2030-02-05T22:00')
    await page.getByLabel('To (Europe/Berlin)').fill('2030-02-05T23:00')
    await page.getByText('Each server at its own time').click()
    await page.getByLabel(/^Or one server a line/).fill('web24 22:00-22:20\nweb25 22:20-22:40')
    await page.getByRole('button', { name: 'Publish', exact: true }).click()
    await region(page, 'Tuesday, 5 February 2030').getByText('in turns').waitFor()
    const row = await rowOf('Memory is doubled')
    const [post] = await product.db
      .select()
      .from(posts)
      .where(eq(posts.id, row?.postId ?? ''))
    expect(await publicPage(`/posts/${post?.slug}`)).toMatch(
      /web24 5 Feb 2030, 22:00 to 22:20 CET web25 5 Feb 2030, 22:20 to 22:40 CET/,
    )
    const own = await publicPage('/servers/web25.example-host.net')
    expect(own).toMatch(/5 Feb 2030, 22:20 to 22:40 CET/)
    expect(own).not.toContain('22:00')
  })
})

it('a countermeasure begins with two actions from Now', async () => {
  await withPage({}, async page => {
    await visitDesk(product, page, '/desk')
    const part = region(page, 'Begin a countermeasure')
    await part.getByRole('textbox', { name: /^Servers/ }).fill('web26')
    await watch('web26')
    await part.getByRole('button', { name: 'Start now' }).click()
    await part.getByRole('button', { name: /^Yes,/ }).click()
    await part.getByRole('status').waitFor()
    expect(await publicPage('/servers/web26.example-host.net')).toContain(
      'We are scanning for malicious files',
    )
  })
})

it('the former address leads on', async () => {
  await withPage({}, async page => {
    await visitDesk(product, page, '/desk/work')
    await page.waitForURL(/\/desk\/maintenance$/)
  })
})
