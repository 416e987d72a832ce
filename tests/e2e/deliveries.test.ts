import { eq } from 'drizzle-orm'
import { beforeAll, describe, expect, it } from 'vitest'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSoundByNight } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const address = 'customer-of-web07@example.com'

const product = useProduct()

beforeAll(async () => {
  await product.alert({
    fingerprint: 'ping:web07',
    server: 'web07.example-host.net',
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'web07 is silent',
  })
  await until(async () => (await ofWeb07())?.state === 'sent', 'the customer of web07 is told', 30_000)
}, 150_000)

const held = { plannedAt: null, heldAt: new Date(), heldFor: 4_000, releasedAt: null, droppedAt: null }

async function ofWeb07() {
  const [row] = await product.db.select().from(deliveries).where(eq(deliveries.address, address))
  return row
}

describe('the page of the post', () => {
  it('says by itself how many were told, a moment after they were', async () => {
    const said = await until(
      async () => {
        const board = await (await fetch(product.siteUrl)).text()
        const path = /href="(\/posts\/[^"]+incident[^"]+)"/.exec(board)?.[1]
        const post = path ? await (await fetch(`${product.siteUrl}${path}`)).text() : ''
        return /1 customer told.{0,20}that it began/s.test(post)
      },
      'the page says it',
      30_000,
    )
    expect(said).toBe(true)
  })
})

describe.each([true, false])('the deliveries at the desk, with scripts: %s', javaScriptEnabled => {
  it('show the life of each', async () => {
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page)
      await page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name: 'Deliveries' }).click()
      await page.getByRole('link', { name: address }).click()
      await page.getByText('The provider took it at the first attempt').waitFor()
      expect(await page.locator('h1').textContent()).toBe(`To ${address}`)
      expect(await page.locator('main').textContent()).toContain('“web07 is down”')
    })
  })

  it('that were refused are tried anew by a button', async () => {
    const before = await ofWeb07()
    await product.db
      .update(deliveries)
      .set({ state: 'refused', error: 'the mailbox is full' })
      .where(eq(deliveries.address, address))
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/deliveries?state=refused')
      expect(await page.locator('main').textContent()).toContain('the mailbox is full')
      await page.getByRole('button', { name: 'Try again' }).click()
      await page.getByRole('button', { name: 'Yes, tell one person' }).click()
      await page.getByText('No delivery fits.').waitFor()
    })
    const after = await until(async () => {
      const row = await ofWeb07()
      return row && row.mailId !== before?.mailId && row.state === 'sent' ? row : null
    }, 'it is sent anew')
    expect(after.mailId).not.toBe(before?.mailId)
  }, 120_000)

  it('that wait say until when and why, there and at their post, and are sent by a button', async () => {
    const before = await ofWeb07()
    const [notice] = await product.db
      .select()
      .from(notices)
      .where(eq(notices.id, before?.noticeId ?? ''))
    const dueAt = new Date(Date.now() + 1_800_000)
    await product.db
      .update(deliveries)
      .set({
        state: 'queued',
        dueAt,
        error: 'the mailbox is full',
        attempts: 0,
        batchId: null,
        mailId: null,
        textId: null,
      })
      .where(eq(deliveries.address, address))
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, `/desk/posts/${notice?.postId}`)
      expect(await page.locator('main').textContent()).toMatch(
        /One waits until .*: the last attempt did not work/,
      )
      await page.goto(`${product.siteUrl}/desk/deliveries`)
      const part = page.getByRole('region', { name: 'Waiting: decided, and not sent yet' })
      expect(await part.textContent()).toMatch(/One waits until .*: the last attempt did not work/)
      await part.getByRole('button', { name: 'Send it now' }).click()
      await until(async () => (await part.count()) === 0, 'nothing waits')
    })
    const after = await until(async () => {
      const row = await ofWeb07()
      return row?.state === 'sent' ? row : null
    }, 'it is sent')
    expect(after.hastenedAt).not.toBeNull()
  }, 120_000)

  it.each([
    ['dropped', 'Drop: mail nobody'],
    ['released', 'Release: mail it now'],
  ])('that are held are %s by a button', async (what, button) => {
    const noticeId = (await ofWeb07())?.noticeId ?? ''
    await product.db.update(notices).set(held).where(eq(notices.id, noticeId))
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/deliveries')
      expect(await page.locator('main').textContent()).toContain('4,000 customers')
      await page.getByRole('button', { name: button }).click()
      await page.getByRole('button', { name: /^Yes,/ }).click()
      await until(async () => !(await page.locator('main').textContent())?.includes('4,000'), 'it is gone')
    })
    const planned = await until(async () => {
      const [notice] = await product.db.select().from(notices).where(eq(notices.id, noticeId))
      return notice?.plannedAt ? notice : null
    }, 'it waits no more')
    expect([planned.droppedAt !== null, planned.releasedAt !== null]).toEqual([
      what === 'dropped',
      what === 'released',
    ])
  })
})

it('the pages have no fault that axe finds, by day and by night', async () => {
  await product.db
    .update(deliveries)
    .set({ state: 'refused', error: 'the mailbox is full' })
    .where(eq(deliveries.address, address))
  await product.db
    .update(notices)
    .set({ plannedAt: null, heldAt: new Date(), heldFor: 4_000, releasedAt: null })
  await withPage({}, async page => {
    await visitDesk(product, page)
    for (const path of ['/desk/deliveries', `/desk/deliveries/${(await ofWeb07())?.id}`]) {
      await page.goto(`${product.siteUrl}${path}`)
      await expectSoundByNight(page)
    }
  })
})
