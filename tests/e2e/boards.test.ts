import { gzipSync } from 'node:zlib'
import { beforeAll, describe, expect, it } from 'vitest'
import { groups, servers } from '#db/schema/server.ts'
import { withFreshPage, withPage } from '#tests/support/browser.ts'
import { measure } from '#tests/support/measure.ts'
import { refreshPages } from '#tests/support/product/refresh-pages.ts'
import { expectNothingWider, expectSoundByNight, problemsOf, rulesOfLooks } from '#tests/support/sound.ts'
import { incident } from '#tests/support/world/public-world.ts'
import { useTrouble } from './trouble.ts'

const { product, alert } = useTrouble()

/** More servers, spread over these groups. */
const grow = async (name: string, count: number, racks: readonly { id: string }[]) => {
  const grown = Array.from({ length: count }, (_, index) => ({
    hostname: `${name}${index}.example-host.net`,
    label: `${name}${index}`,
    groupId: racks[index % racks.length]?.id ?? null,
  }))
  await product.db.insert(servers).values(grown)
  await refreshPages(product)
}

/** The bytes of an address in gzip, which each browser takes. */
const weightOf = async (url: string) => {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  await answer.body?.cancel()
  expect(answer.headers.get('content-encoding'), url).toBe('gzip')
  return Number(answer.headers.get('content-length'))
}

it('a first visit of 100 servers takes six requests at most, and 12,000 bytes in gzip', async () => {
  await grow('box', 37, await product.db.select().from(groups))
  const asked: string[] = []
  await withFreshPage({}, async page => {
    page.on('request', request => asked.push(request.url()))
    await page.goto(product.siteUrl)
    await page.waitForFunction(() => document.querySelector('main[data-is-filtered]') !== null)
  })
  // The stream of changes has no end, and a page that hears of one meanwhile loads itself anew behind the reader's back.
  const whole = [...new Set(asked.filter(url => !url.endsWith('/live'))), `${product.siteUrl}/icon.svg`]
  const sizes = await Promise.all(whole.map(weightOf))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  console.info(`first visit of 100 servers: ${whole.length + 1} requests, ${bytes} bytes (${sizes})`)
  expect(whole.length + 1).toBeLessThanOrEqual(6)
  expect(bytes).toBeLessThanOrEqual(12_000)
})

it('with nine open incidents shows three whole and the others as lines, late promises included', async () => {
  const all = await product.db.select().from(servers)
  const named = all.filter(server => server.label.startsWith('box')).slice(0, 8)
  for (const [index, server] of named.entries())
    await incident(product.db, `many-${index}`, { [server.id]: ['degraded', 'slowdown'] })
  await refreshPages(product)
  await withPage({}, async page => {
    await page.goto(product.siteUrl)
    const lines = page.getByRole('table', { name: 'What else is open' }).locator('tbody tr')
    expect(await page.locator('section[aria-labelledby="open"] li.card').count()).toBe(3)
    expect(await lines.count()).toBeGreaterThanOrEqual(6)
    expect(await lines.last().textContent()).toMatch(
      /Slow.*title of many-\d.*On box\d.*Promised for .*, \d+ days.* late/,
    )
    await expectSoundByNight(page)
  })
})

describe('a board of 2,000 servers', () => {
  beforeAll(async () => {
    const racks = Array.from({ length: 20 }, (_, rack) => ({ name: `Hall ${rack}`, slug: `hall-${rack}` }))
    const made = await product.db.insert(groups).values(racks).returning()
    await grow('node', 1_900, made)
  }, 60_000)

  it.each([320, 768, 1440])('is short, light and sound at %s px', async width => {
    const bytes = gzipSync(await (await fetch(product.siteUrl)).text()).length
    expect(bytes).toBeLessThan(60_000)
    await withPage(
      { viewport: { width, height: 800 }, colorScheme: width === 768 ? 'dark' : 'light' },
      async page => {
        await page.goto(product.siteUrl)
        // All other rules find at each width what they found on the narrowest.
        const rules = width === 320 ? undefined : rulesOfLooks
        if (width === 320 || measure(1, 0)) expect(await problemsOf(page, [], rules)).toEqual([])
        await expectNothingWider(page)
        const height = await page.evaluate(() => document.documentElement.scrollHeight)
        console.info(`2,000 servers at ${width} px: ${height} px high, ${bytes} bytes of gzip`)
        expect(height).toBeLessThan(width === 320 ? 6_000 : 3_500)
      },
    )
  })

  it('without scripts shows trouble, folds the rest, and opens the group that a link names', async () => {
    await withPage({ javaScriptEnabled: false }, async page => {
      await page.goto(product.siteUrl)
      expect(await page.getByLabel(/Filter/).isVisible()).toBe(false)
      const seen = page.locator('#wall')
      expect(await seen.getByRole('link', { name: /web07 down/ }).isVisible()).toBe(true)
      expect(await seen.getByRole('link', { name: /node5 / }).isVisible()).toBe(false)
      await page.locator('#fold-hall-5').click()
      expect(await seen.getByRole('link', { name: /node5 / }).isVisible()).toBe(true)
      await page.goto(`${product.siteUrl}/groups/hall-7`)
      expect(await seen.getByRole('link', { name: /node7 / }).isVisible()).toBe(true)
    })
  })

  it('keeps by the keyboard what is filtered, folded and scrolled while it changes, and says the change alone', async () => {
    await withPage({}, async page => {
      await page.goto(product.siteUrl)
      await page.locator('#fold-hall-5').focus()
      await page.keyboard.press('Enter')
      const node5 = page.locator('#wall').getByRole('link', { name: /node5 / })
      await node5.waitFor()
      await page.getByLabel(/Filter/).focus()
      await page.keyboard.type('hall node19')
      const count = page.locator('#filter-box output')
      expect(await count.textContent()).toBe('11 of 2000 servers')
      await alert('node190', { kind: 'outage' })
      await page.getByRole('heading', { name: 'node190 is down' }).waitFor()
      expect(await page.getByLabel(/Filter/).inputValue()).toBe('hall node19')
      expect(await count.textContent()).toBe('11 of 2000 servers')
      expect(await count.getAttribute('aria-live')).toBe('off')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter')
      expect(await page.locator('#live').textContent()).toMatch(/ of 2,000 servers/)
      await page.getByLabel(/Filter/).fill('')
      expect(await node5.isVisible()).toBe(true)
    })
  })
})
