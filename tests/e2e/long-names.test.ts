import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { alertLog } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import { withPage } from '#tests/support/browser.ts'
import { refreshPages } from '#tests/support/product/refresh-pages.ts'
import { unusualSite } from '#tests/support/product/unusual-site.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectNothingWider } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct(unusualSite)

/** The longest of each that is taken, without a place where a line could break. */
const label = 'W'.repeat(60)
const title = 'M'.repeat(160)
const groupName = 'G'.repeat(60)
const host = `${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.example-host.net`
const summary = 'X'.repeat(200)
const word = 'Q'.repeat(2000)

const advisory = '2026-01-01-advisory-longest'
let incident = ''

beforeAll(async () => {
  const { db } = product
  const now = new Date()
  await db.insert(groups).values({ name: groupName })
  const [group] = (await db.select().from(groups)).filter(each => each.name === groupName)
  await db.insert(servers).values({ hostname: host, label, groupId: group?.id ?? null })
  await db
    .insert(staff)
    .values({ name: 'P'.repeat(80), email: `${'p'.repeat(64)}@${'d'.repeat(60)}.example.com` })
  await db.insert(sources).values({ name: 'S'.repeat(80), tokenHash: 'long' })
  const post = { title, visibility: 'published', publishedAt: now, startedAt: now } as const
  const advisoryId = newId()
  await db.insert(posts).values({ ...post, id: advisoryId, slug: advisory, kind: 'advisory', body: word })
  await db.insert(updates).values({ id: newId(), postId: advisoryId, body: word, createdAt: now })
  await product.alert({
    fingerprint: 'F'.repeat(128),
    server: host,
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary,
    details: word,
  })
  await product.alert({
    fingerprint: 'H'.repeat(128),
    server: host,
    kind: 'suspicious-file',
    state: 'firing',
    severity: 'critical',
    summary,
    details: word,
  })
  await product.alert({
    fingerprint: 'U',
    server: `u${host}`,
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary,
  })
  await until(async () => {
    const [open] = (await db.select().from(posts)).filter(each => each.cause === 'outage' && !each.resolvedAt)
    incident = open?.slug ?? ''
    return incident !== ''
  }, 'the incident is there')
  // What was written past the product, it has not heard of.
  await refreshPages(product)
}, 120_000)

describe('the longest names, at 320 and at 1280 px', () => {
  async function expectRoom(page: Page): Promise<void> {
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 })
      await expectNothingWider(page)
    }
  }

  it('reach over the edge of no public page', async () => {
    await withPage({}, async page => {
      const paths = ['/', `/servers/${host}`, '/history', `/posts/${advisory}`, `/posts/${incident}`]
      for (const path of [...paths, '/subscribe', `/find?q=${host}`, `/find?q=${word.slice(0, 250)}`]) {
        const answer = await page.goto(product.siteUrl + path)
        expect([path, answer?.status()]).toEqual([path, 200])
        await expectRoom(page)
      }
    })
  })

  it('reach over the edge of no page of the desk', async () => {
    await withPage({}, async page => {
      await visitDesk(product, page)
      const found = await product.db.select().from(posts)
      const [line] = await product.db.select().from(alertLog).limit(1)
      const own = found
        .filter(each => each.cause !== null || each.slug === advisory)
        .map(each => `/posts/${each.id}`)
      const places = ['', '/posts', '/alerts', '/unmatched', '/sources', '/work', '/deliveries', '/customers']
      for (const place of [...places, '/policy', '/mail', '/people', `/alerts/${line?.sequence}`, ...own]) {
        await page.goto(`${product.siteUrl}/desk${place}`)
        await expectRoom(page)
      }
    })
  })
})
