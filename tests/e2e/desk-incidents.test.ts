import { eq } from 'drizzle-orm'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { alerts } from '#db/schema/alert.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import { updates } from '#db/schema/update.ts'
import { withFreshPage, withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { enterAs, visitDesk } from '#tests/support/sign-in.ts'
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
      await form.getByText('All who watch its servers: one person').waitFor()
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

      await press(page.getByRole('button', { name: /^Resolve/ }))
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

describe('a rack that is down', () => {
  const rack = ['db01', 'db02', 'db03', 'db04', 'db05', 'db06']
  const report = (label: string, state: 'firing' | 'resolved') =>
    product.alert({
      fingerprint: `rack:${label}`,
      server: `${label}.example-host.net`,
      kind: 'outage',
      state,
      severity: 'critical',
      summary: 'no answer',
    })
  const open = async () => {
    const all = await product.db.select().from(posts).where(eq(posts.kind, 'incident'))
    return all.find(post => post.groupId !== null && !post.resolvedAt && !post.mergedIntoId)
  }
  const mailed = async (email: string, words: string) =>
    (await product.mails()).some(
      mail => JSON.stringify(mail.to).includes(email) && mail.text?.includes(words),
    )

  it('gets another server by hand in two presses, whose customers are told of it and of its end', async () => {
    await watch('ns2')
    for (const label of rack) await report(label, 'firing')
    const post = await until(open, 'the rack is one incident')
    const { press, taken } = presses()
    await withPage({ viewport: { width: 390, height: 844 } }, async page => {
      await visitDesk(product, page, `/desk/incidents/${post.id}`)
      await page.getByLabel('Add servers').fill('ns2')
      await press(page.getByRole('button', { name: 'Save the servers' }))
      await page.getByText('One person watches ns2 and is told that it is down.').waitFor()
      await press(page.getByRole('button', { name: 'Publish & tell one person' }))
      await page.getByText('Saved. It stands on the pages.').waitFor()
      const added = taken()
      console.info(`presses: ${JSON.stringify({ addServer: added })}`)
      expect(added).toBe(2)
      expect(await read('/servers/ns2.example-host.net')).toContain(`/posts/${post.slug}`)
      await until(() => mailed('ns2@example.net', 'ns2'), 'who watches it is told', 40_000)

      for (const label of rack) await report(label, 'resolved')
      await until(
        async () => {
          const rows = await product.db
            .select()
            .from(affectedServers)
            .where(eq(affectedServers.postId, post.id))
          return rows.filter(row => row.endedAt === null).length === 1
        },
        'all but the one that a person added have ended',
        40_000,
      )
      expect((await open())?.id).toBe(post.id)

      await page.goto(`${product.siteUrl}/desk/posts/${post.id}`)
      await press(page.getByRole('button', { name: /^Resolve/ }))
      await page.getByText('You resolved it.').waitFor()
      expect(taken()).toBe(1)
      await until(() => mailed('ns2@example.net', 'll clear'), 'who watches it hears of the end', 40_000)
    })
  }, 120_000)
})

describe('an incident on which two of the staff write', () => {
  it('shows who is second what the first has published, publishes nothing of theirs unseen, and keeps their words', async () => {
    const eve = await enterAs(product, 'Eve')
    await withFreshPage({}, async theirs => {
      await withPage({}, async mine => {
        await visitDesk(product, mine, '/desk/incidents/new')
        await mine.getByLabel('What is the matter').fill('web27 is down')
        await mine.getByRole('textbox', { name: /^Servers/ }).fill('web27')
        await mine.getByLabel('What customers read').first().fill('We look.')
        await mine.getByRole('button', { name: 'Declare the incident' }).click()
        await mine.waitForURL(/\/desk\/posts\/[a-z0-9]{12}$/)
        const path = `/posts/${await slugOf(idOf(mine))}`
        await theirs.context().addCookies(eve)
        await theirs.goto(mine.url())

        const form = (page: Page) => region(page, 'Write an update')
        await form(mine).getByLabel('What customers read').fill('We still look for it.')
        await form(theirs).getByLabel('What customers read').fill('It was the switch.')
        await form(theirs).getByLabel('Phase').selectOption('identified')
        await form(theirs).getByRole('button', { name: 'Publish update' }).click()
        await theirs.getByText('Your update is public.').waitFor()

        await form(mine).getByRole('button', { name: 'Publish update' }).click()
        await mine.getByText('Eve has published this meanwhile: “It was the switch.”').waitFor()
        const unseen = await read(path)
        expect(unseen).toContain('It was the switch.')
        expect(unseen).not.toContain('We still look for it.')
        expect(await form(mine).getByLabel('What customers read').inputValue()).toBe('We still look for it.')
        await form(mine).getByLabel('What customers read').fill('It is plugged in again.')
        await form(mine).getByRole('button', { name: 'Publish update' }).click()
        await mine.getByText('Your update is public.').waitFor()
        expect(await read(path)).toContain('It is plugged in again.')

        // Eve corrects her words while Dana has the form of theirs open.
        const entry = (page: Page) =>
          region(page, 'Timeline').getByRole('listitem').filter({ hasText: 'It was the switch.' })
        await theirs.goto(mine.url())
        await mine.reload()
        for (const page of [mine, theirs]) await entry(page).getByText('Correct it').first().click()
        const instead = 'What customers read instead'
        await entry(mine).getByLabel(instead).fill('It was a cable.')
        await entry(theirs).getByLabel(instead).fill('It was the router.')
        await entry(theirs).getByRole('button', { name: 'Correct it' }).click()
        await theirs.getByText('How it read before').waitFor()
        await entry(mine).getByRole('button', { name: 'Correct it' }).click()
        await mine.getByText('A colleague was quicker').waitFor()
        expect(await entry(mine).getByLabel(instead).inputValue()).toBe('It was a cable.')
        const corrected = await read(path)
        expect(corrected).toContain('It was the router.')
        expect(corrected).not.toContain('It was a cable.')
      })
    })
  }, 120_000)
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
})
