import { eq } from 'drizzle-orm'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { alerts } from '#db/schema/alert.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { updates } from '#db/schema/update.ts'
import { withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSound } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

async function watch(label: string): Promise<void> {
  const [server] = await product.db.select().from(servers).where(eq(servers.label, label))
  const email = `${label}@example.net`
  const [ann] = await product.db.insert(subscribers).values({ email, state: 'confirmed' }).returning()
  await product.db
    .insert(subscriptions)
    .values({ subscriberId: ann?.id ?? '', serverId: server?.id ?? '', confirmedAt: new Date() })
}

const read = async (path: string) => (await fetch(`${product.siteUrl}${path}`)).text()
const idOf = (page: Page) => page.url().split('/').at(-1) ?? ''
const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

/** Presses what a person would, and counts it. */
function presses() {
  let count = 0
  return {
    async press(target: Locator): Promise<void> {
      count += 1
      await target.click()
    },
    /** How often since the last time that this was asked. */
    taken(): number {
      const taken = count
      count = 0
      return taken
    },
  }
}

async function slugOf(postId: string): Promise<string> {
  const [post] = await product.db.select().from(posts).where(eq(posts.id, postId))
  return post?.slug ?? ''
}

describe('an incident that staff declare', () => {
  it('is joined by alerts, updated from a template, taken back, corrected, resolved and opened again', async () => {
    await watch('web24')
    const { press, taken } = presses()
    const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
    await withPage({ viewport: { width: 390, height: 844 } }, async page => {
      await visitDesk(product, page, '/desk/incidents/new')
      await page.getByLabel('What is the matter').fill('web24 is down')
      await page.getByRole('textbox', { name: /^Servers/ }).fill('web24')
      await page.getByLabel('What customers read').first().fill('We are looking into it.')
      await press(button(page, 'Declare the incident'))
      await page.getByText('One person watches web24 and is told that it is down.').waitFor()
      await press(button(page, 'Publish & tell one person'))
      await page.waitForURL(/\/desk\/posts\/[a-z0-9]{12}$/)
      expect(taken(), 'presses to declare').toBe(2)
      const postId = idOf(page)
      const path = `/posts/${await slugOf(postId)}`
      expect(await read('/servers/web24.example-host.net')).toContain('web24 is down')

      await product.alert({
        fingerprint: 'declared:web24',
        server: 'web24.example-host.net',
        kind: 'outage',
        state: 'firing',
        severity: 'critical',
        summary: 'no answer',
      })
      const joined = async () =>
        (await product.db.select().from(alerts).where(eq(alerts.postId, postId))).length === 1
      await until(joined, 'the alert joins')

      await page.reload()
      const form = region(page, 'Write an update')
      await press(form.getByRole('button', { name: 'Cause found' }))
      await form.getByText('“Cause found” is filled in.').waitFor()
      expect(await form.getByLabel('What customers read').inputValue()).toContain('the outage of web24')
      expect(await form.getByLabel('Phase').inputValue()).toBe('identified')
      await press(form.getByRole('button', { name: 'Preview' }))
      const preview = region(page, 'What readers would get')
      await preview.getByText('Update: web24 is down').first().waitFor()
      await form.getByText('All who watch its servers: One person').waitFor()
      await press(form.getByRole('button', { name: 'Publish update' }))
      await page.getByText('Your update is public.').waitFor()
      await press(button(page, 'Take it back'))
      await page.getByText('Taken back. Nobody was told').waitFor()
      expect(await read(path)).not.toContain('We have found the cause')
      // The words are there to be put right, and nothing says that they are published.
      expect(await form.getByLabel('What customers read').inputValue()).toContain('We have found the cause')
      expect(await form.textContent()).not.toContain('Published.')
      taken()

      await form.getByLabel('What customers read').fill('It is the disk.')
      await form.getByLabel('Nobody: it stands on the page').check()
      await press(form.getByRole('button', { name: 'Publish update' }))
      await page.getByText('Your update is public.').waitFor()
      expect(taken(), 'presses to update').toBe(1)
      expect(await read(path)).toContain('It is the disk.')

      const entry = region(page, 'Timeline').getByRole('listitem').filter({ hasText: 'It is the disk.' })
      await press(entry.getByText('Correct it').first())
      await entry.getByLabel('What customers read instead').fill('It is the cable.')
      await press(entry.getByRole('button', { name: 'Correct it' }))
      await page.getByText('How it read before').waitFor()
      const corrected = await read(path)
      expect(corrected).toContain('It is the cable.')
      expect(corrected).toMatch(/corrected <time/)
      expect(corrected).not.toContain('It is the disk.')

      await press(button(page, 'Resolve & tell customers'))
      await page.getByText('You resolved it.').waitFor()
      await press(page.getByText('Open it again').first())
      await region(page, 'It is not over').getByLabel('What customers read').fill('It fails again.')
      await press(region(page, 'It is not over').getByRole('button', { name: 'Open it again' }))
      await region(page, 'Write an update').waitFor()
      expect(await read(path)).toContain('It fails again.')
      await expectSound(page)
      // What was taken back was told to nobody.
      const rows = await product.db.select().from(notices).where(eq(notices.postId, postId))
      expect(rows.some(({ facts }) => JSON.stringify(facts).includes('We have found the cause'))).toBe(false)
    })
  })

  it('without scripts, of no server, is taken back', async () => {
    await withPage({ javaScriptEnabled: false }, async page => {
      await visitDesk(product, page, '/desk/incidents/new')
      const title = 'Our support line is down'
      await page.getByLabel('What is the matter').fill(title)
      await page.getByLabel('What customers read').first().fill('Please write to us instead.')
      await page.getByRole('button', { name: 'Declare the incident' }).click()
      await page.getByText(/wants? to hear of outages and (is|are) told/).waitFor()
      expect(await page.getByLabel('What is the matter').inputValue()).toBe(title)
      await page.getByRole('button', { name: /^Publish & tell/ }).click()
      await page.getByRole('heading', { name: title }).waitFor()
      expect(await read('/')).toContain(title)
      await page.getByRole('button', { name: 'Take it back' }).click()
      await page.getByText('Laid aside').waitFor()
      expect(await read('/')).not.toContain(title)
    })
  })
})

describe('an incident that is changed', () => {
  it('gets another server, is split, merged again, and its old address leads to the other', async () => {
    await withPage({}, async page => {
      await visitDesk(product, page, '/desk/incidents/new')
      await page.getByLabel('What is the matter').fill('web25 is slow')
      await page.getByRole('textbox', { name: /^Servers/ }).fill('web25')
      await page.getByLabel(/^They are/).selectOption('degraded')
      await page.getByLabel('What customers read').first().fill('We look.')
      await page.getByLabel(/^Tell the customers/).uncheck()
      await page.getByRole('button', { name: 'Declare the incident' }).click()
      await page.waitForURL(/\/desk\/posts\//)
      const first = idOf(page)

      await page.getByRole('link', { name: /^change servers/ }).click()
      await page.getByLabel('Add servers').fill('web26')
      await page.getByLabel(/^Tell customers what got worse/).uncheck()
      await page.getByRole('button', { name: 'Save the servers' }).click()
      await page.getByText('Saved. It stands on the pages.').waitFor()
      await expectSound(page)

      const split = page.getByRole('region', { name: 'It is two' })
      await split.getByLabel('web26').check()
      await split.getByLabel('Title of the new one').fill('web26 is down')
      await split.getByLabel('What customers read there').fill('That is another fault.')
      await split.getByRole('button').click()
      await page.waitForURL(url => !url.pathname.includes('/incidents/') && !url.pathname.endsWith(first))
      const second = idOf(page)
      const oldPath = `/posts/${await slugOf(second)}`
      expect(await read(oldPath)).toContain('That is another fault.')

      await page.goto(`${product.siteUrl}/desk/incidents/${second}`)
      await page.getByLabel('Merge it into').selectOption({ label: 'web25 is slow' })
      await page.getByRole('button', { name: 'Merge the two' }).click()
      await page.waitForURL(new RegExp(`/desk/posts/${first}$`))
      const led = await fetch(`${product.siteUrl}${oldPath}`, { redirect: 'manual' })
      expect([led.status, led.headers.get('location')]).toEqual([308, `/posts/${await slugOf(first)}`])
      const rows = await product.db.select().from(affectedServers).where(eq(affectedServers.postId, first))
      expect(rows).toHaveLength(2)
      expect(await product.db.$count(notices, eq(notices.postId, first))).toBe(0)
      expect(await product.db.$count(updates, eq(updates.postId, second))).toBe(0)
    })
  })

  it('has pages that are sound', async () => {
    await withPage({}, async page => {
      for (const path of ['/desk/incidents/new', '/desk/incidents/templates']) {
        await visitDesk(product, page, path)
        await expectSound(page)
      }
    })
  })
})
