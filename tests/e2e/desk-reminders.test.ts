import { and, desc, eq, gt } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { posts } from '#db/schema/post.ts'
import { reminders } from '#db/schema/reminder.ts'
import { settings } from '#db/schema/setting.ts'
import { staff } from '#db/schema/staff.ts'
import { withPage } from '#tests/support/browser.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'
import { unusualSite } from '#tests/support/product/unusual-site.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSound } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct(unusualSite)
const phone = { viewport: { width: 390, height: 844 } }
const hostname = 'web21.example-host.net'

/** What the demo has is older. */
let begunAt = new Date()

let provider: ChannelProvider
beforeAll(async () => {
  begunAt = new Date()
  provider = await startChannelProvider()
})
afterAll(() => provider.close())

const outage = (state: 'firing' | 'resolved') =>
  product.alert({
    fingerprint: 'web21',
    server: hostname,
    kind: 'outage',
    severity: 'critical',
    summary: 'web21 is down',
    state,
  })

async function incident() {
  const [post] = await product.db
    .select()
    .from(posts)
    .where(and(eq(posts.kind, 'incident'), gt(posts.createdAt, begunAt)))
    .orderBy(desc(posts.createdAt))
    .limit(1)
  return post
}

/** Everything of the incident was longer ago. */
async function letTimePass(minutes: number, facts: Partial<typeof posts.$inferInsert>): Promise<void> {
  const post = await incident()
  const before = (at: Date | null | undefined) => at && new Date(at.getTime() - minutes * 60_000)
  const { touchedAt, resolutionProposedAt } = post ?? {}
  const moved = { touchedAt: before(touchedAt), resolutionProposedAt: before(resolutionProposedAt) }
  await product.db
    .update(posts)
    .set({ ...moved, ...facts })
    .where(eq(posts.id, post?.id ?? ''))
}

const heard = (words: string) => provider.posts.some(({ body }) => body.toString().includes(words))

async function addWay(page: Page): Promise<void> {
  await page.getByText('Webhook', { exact: true }).click()
  await page.getByLabel('Address of your endpoint').fill(`${provider.url}/dana`)
  await page.getByRole('button', { name: 'Add Webhook' }).click()
  await page.getByText('We have sent a code there.').waitFor()
  const [, code = ''] = /code is (\d{6})/.exec(provider.posts.at(-1)?.body.toString() ?? '') ?? []
  await page.getByLabel('Code from the message').fill(code)
  await page.getByRole('button', { name: 'Confirm' }).click()
  await page.getByText('Works.').first().waitFor()
}

describe('a night', () => {
  it('reminds by the way that somebody chose, climbs the ladder, ends by itself, and is reviewed', async () => {
    await product.db.insert(staff).values({ role: 'owner', name: 'Eli', email: 'eli@example-host.net' })
    const value = { escalateMinutes: 0, clearSeconds: 0 }
    await product.db
      .insert(settings)
      .values({ key: 'policy', value })
      .onConflictDoUpdate({ target: settings.key, set: { value } })
    await withPage(phone, async page => {
      await visitDesk(product, page, '/desk/people/me')
      await addWay(page)
      await expectSound(page)

      await outage('firing')
      const post = await until(incident, 'the outage is an incident')
      await visitDesk(product, page, `/desk/posts/${post.id}`)
      await page.getByLabel('What customers read').first().fill('A disk is full. We move what lies there.')
      await page.getByRole('button', { name: 'Publish update' }).click()
      await page.getByText('Published.').waitFor()
      await letTimePass(60, { nextUpdateAt: new Date(Date.now() - 60_000) })
      await until(() => heard('the promised update is late'), 'Dana is reminded')
      const steps = () => product.db.select().from(reminders).where(eq(reminders.kind, 'promise-late'))
      await until(async () => (await steps()).length === 3, 'everybody is reminded')
      await until(
        async () => (await product.mails()).some(mail => JSON.stringify(mail.to).includes('eli@')),
        'Eli is mailed',
      )

      await outage('resolved')
      await until(async () => (await incident())?.resolutionProposedAt, 'all is clear')
      await page.reload()
      await page.getByText('It ends by itself').waitFor()
      await page.getByText('that an update is late').first().waitFor()
      await expectSound(page)
      await page.getByRole('button', { name: 'Keep it open' }).click()
      await page.getByText('It was kept open').waitFor()
      await letTimePass(60, { keptOpenAt: null })
      await product.alert({
        fingerprint: 'x',
        server: hostname,
        kind: 'other',
        severity: 'info',
        summary: 'x',
        state: 'firing',
      })
      await until(async () => (await incident())?.resolvedAt, 'the incident ends by itself')
      const publicPage = async () => (await fetch(`${product.siteUrl}/posts/${post.slug}`)).text()
      await until(async () => (await publicPage()).includes('so we close this incident'), 'readers read why')

      await page.reload()
      await page.getByRole('link', { name: 'Write it' }).click()
      const text = page.getByLabel('Text', { exact: true })
      await text.fill((await text.inputValue()).replace(/✎.*/g, 'We warn ourselves earlier.'))
      await page.getByRole('button', { name: 'Save & preview' }).click()
      await page.getByRole('heading', { name: 'What we change, by when' }).waitFor()
      await expectSound(page)
      await page.getByRole('link', { name: 'Publish …' }).click()
      await page.getByRole('button', { name: 'Publish the review' }).click()
      await page.getByText('As customers see it', { exact: true }).waitFor()
      expect(await publicPage()).toContain('We warn ourselves earlier.')
      const list = await (await fetch(`${product.siteUrl}/posts`)).text()
      expect(list).toContain(`/posts/${post.slug}#review`)
    })
  }, 60_000)
})

it('the ladder is moved and a quiet time chosen without scripts', async () => {
  await withPage({ ...phone, javaScriptEnabled: false }, async page => {
    await visitDesk(product, page, '/desk/people')
    await page.getByRole('button', { name: 'Move Eli up' }).click()
    expect(await page.getByText('1. Eli').count()).toBe(1)
    await visitDesk(product, page, '/desk/people/me')
    await page.getByLabel('From', { exact: true }).fill('22:00')
    await page.getByRole('button', { name: 'Save the quiet time' }).click()
    expect(await page.getByRole('alert').textContent()).toContain('give both times, or none')
    expect(await page.getByLabel('From', { exact: true }).inputValue()).toBe('22:00')
    await page.getByLabel('To', { exact: true }).fill('06:00')
    await page.getByRole('button', { name: 'Save the quiet time' }).click()
    expect(await page.getByRole('status').textContent()).toContain('From 22:00 to 06:00')
  })
})
