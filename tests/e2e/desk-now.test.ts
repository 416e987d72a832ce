import { eq, like } from 'drizzle-orm'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { newId } from '#db/id.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import { withFreshPage, withPage } from '#tests/support/browser.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'
import { measure } from '#tests/support/measure.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { enterAs, visitDesk } from '#tests/support/sign-in.ts'
import { problemsOf } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

const row = (page: Page, name: RegExp) => page.getByRole('region', { name })
const yes = /^Yes,/

/** An alert that opens an incident, and waits until the desk can show it. */
async function trouble(server: string, kind: 'outage' | 'suspicious-file'): Promise<string> {
  const fingerprint = `${kind}:${server}`
  const facts = { fingerprint, server: `${server}.example-host.net`, kind, state: 'firing' }
  await product.alert({ ...facts, severity: 'critical', summary: 'found by a scan' })
  const post = await until(
    async () => {
      const all = await product.db.select().from(posts).where(eq(posts.kind, 'incident'))
      return all.find(each => each.title.startsWith(`${server} is`) && !each.resolvedAt)
    },
    `the incident of ${server}`,
    30_000,
  )
  return post.id
}

/** Counts what a person presses; typing is no action. */
function presses() {
  let count = 0
  return {
    async press(target: { click(): Promise<void> }) {
      count += 1
      await target.click()
    },
    count: () => count,
  }
}

describe('a night by the keys alone', () => {
  it('goes from a held file and an alert to their end, and no pointer is touched', async () => {
    await trouble('ns2', 'suspicious-file')
    const id = await trouble('ams-web05', 'outage')
    const counted: Record<string, string> = {}
    await withPage({}, async page => {
      let pressed: string[] = []
      const press = async (...keys: string[]) => {
        for (const key of keys) await page.keyboard.press(key)
        pressed.push(...keys)
      }
      const note = (what: string) => {
        counted[what] = pressed.join(' ')
        pressed = []
      }
      /** Where the row is from the one that has the focus: j leads down, k up; null: it is that one. */
      const wayTo = (name: RegExp) =>
        page.evaluate(pattern => {
          const rows: (Element | null)[] = [...document.querySelectorAll('main [data-row]')]
          const to = rows.findIndex(each => new RegExp(pattern).test(each?.getAttribute('aria-label') ?? ''))
          const at = rows.indexOf(document.activeElement)
          return at === to ? null : to > at ? 'j' : 'k'
        }, name.source)
      /** Goes over the rows until this one has the focus, which is no action. */
      const goTo = async (name: RegExp) => {
        await row(page, name).first().waitFor()
        await until(async () => {
          const way = await wayTo(name)
          if (way) await page.keyboard.press(way)
          return way === null
        }, `${name} has the focus`)
      }
      const answer = async (place: ReturnType<typeof row>) => {
        await place.getByRole('button', { name: yes }).waitFor()
        await until(
          () => page.evaluate(() => document.activeElement?.textContent?.startsWith('Yes') ?? false),
          'the answer has the focus',
        )
        await press('Enter')
      }

      const isTyping = () =>
        until(() => page.evaluate(() => document.activeElement?.tagName === 'TEXTAREA'), 'words can be typed')

      await visitDesk(product, page)
      await page.getByRole('button', { name: 'Keys' }).waitFor()
      await press('?')
      await page.getByRole('dialog', { name: 'Keys of the desk' }).waitFor()
      await press('Escape')
      note('help')

      const held = row(page, /^Held: ns2/)
      await goTo(/^Held: ns2/)
      await press('e')
      await page.keyboard.press('Control+End')
      await page.keyboard.type(' We look at it now.')
      note('edit')
      await press('Escape', 'a')
      await answer(held)
      await page.getByText('Published. Customers of its servers are told now.').waitFor()
      note('approve')

      await goTo(/^Nobody has it: ams-web05/)
      await press('a')
      const mine = row(page, /ams-web05/).first()
      await mine.getByText('Dana has had it since').waitFor()
      note('take')

      await goTo(/ams-web05/)
      await press('u')
      await isTyping()
      await page.keyboard.type('A disk is full.')
      await press('Tab', 'Tab', 'Enter')
      await answer(mine)
      const written = () => product.db.$count(updates, eq(updates.body, 'A disk is full.'))
      await until(async () => (await written()) === 1, 'the update is public')
      note('update')

      await goTo(/ams-web05/)
      await press('r')
      await isTyping()
      await press('Tab', 'Enter')
      await answer(mine)
      const isOver = async () =>
        (await product.db.select().from(posts).where(eq(posts.id, id)))[0]?.resolvedAt !== null
      await until(isOver, 'it is over')
      note('resolve')

      await press('/')
      await page.waitForURL(/\/desk\/incidents/)
      note('search')
    })
    console.info(`keys: ${JSON.stringify(counted)}`)
    expect(counted).toEqual({
      help: '? Escape',
      edit: 'e',
      approve: 'Escape a Enter',
      take: 'a',
      update: 'u Tab Tab Enter Enter',
      resolve: 'r Tab Enter Enter',
      search: '/',
    })
  })
})

describe('the work list', () => {
  it('takes two presses to approve, three to publish an update, two for a countermeasure', async () => {
    await trouble('web11', 'suspicious-file')
    const counted: Record<string, number> = {}
    await withPage({}, async page => {
      await visitDesk(product, page)
      const held = row(page, /^Held: web11/)
      const approving = presses()
      await approving.press(held.getByRole('button', { name: 'Approve & publish' }))
      await approving.press(held.getByRole('button', { name: yes }))
      await page.getByText('Published. Customers of its servers are told now.').waitFor()
      counted.approve = approving.count()

      const open = row(page, /^web11/)
      const updating = presses()
      await updating.press(open.locator('summary', { hasText: 'Write an update' }))
      await open.getByLabel('What customers read').fill('The file is gone.')
      await updating.press(open.getByRole('button', { name: 'Publish update' }))
      await updating.press(open.getByRole('button', { name: yes }))
      await until(
        async () => (await product.db.$count(updates, eq(updates.body, 'The file is gone.'))) === 1,
        'the update is published',
      )
      counted.update = updating.count()

      const measuring = presses()
      await measuring.press(open.getByRole('button', { name: 'Scan' }))
      await measuring.press(open.getByRole('button', { name: yes }))
      await until(
        async () =>
          (await product.db.$count(maintenance, eq(maintenance.title, 'We are scanning web11'))) === 1,
        'the countermeasure runs',
      )
      counted.countermeasure = measuring.count()
    })
    console.info(`presses: ${JSON.stringify(counted)}`)
    expect(counted).toEqual({ approve: 2, update: 3, countermeasure: 2 })
  })

  it('is live: a colleague sees within two seconds who has a row, and loses neither words nor focus nor place', async () => {
    await trouble('web12', 'outage')
    await withFreshPage({}, async theirs => {
      await theirs.context().addCookies(await enterAs(product, 'Eve'))
      await theirs.goto(`${product.siteUrl}/desk`)
      const seen = row(theirs, /^Nobody has it: web12/)
      await seen.locator('summary', { hasText: 'Write an update' }).click()
      const words = seen.getByLabel('What customers read')
      await words.pressSequentially('We are')
      const place = await theirs.evaluate(() => scrollY)
      await withPage({}, async mine => {
        await visitDesk(product, mine)
        await row(mine, /^Nobody has it: web12/)
          .getByRole('button', { name: /I’ve got it/ })
          .click()
      })
      // Two seconds where nothing runs beside it: a second is the shortest pause between two pages.
      const timeout = measure(2_000, 10_000)
      await theirs.getByText('Dana has had it since').first().waitFor({ timeout })
      expect(await words.inputValue()).toBe('We are')
      await theirs.keyboard.type(' looking')
      expect(await words.inputValue()).toBe('We are looking')
      expect(Math.abs((await theirs.evaluate(() => scrollY)) - place)).toBeLessThan(400)
    })
  })

  it('says the number in the title of the tab, and never shows more rows than a page can hold', async () => {
    const now = Date.now()
    const many = Array.from({ length: 2_000 }, (_, i) => {
      const id = newId()
      const facts = {
        kind: 'incident',
        visibility: 'held',
        cause: 'suspicious-file',
        phase: 'investigating',
      } as const
      return { ...facts, id, slug: `many-${id}`, title: `File ${i}`, startedAt: new Date(now - 9e7 + i) }
    })
    await product.db.insert(posts).values(many)
    await withPage({}, async page => {
      await visitDesk(product, page)
      expect(await page.title()).toMatch(/^\(2,?0\d\d\) Now/)
      expect(await page.locator('[data-row]').count()).toBeLessThan(60)
      expect(await page.getByText(/^And 1,99\d more: held incidents$/).count()).toBe(1)
      await page.getByRole('link', { name: 'held incidents' }).click()
      await page.getByText(/Page 1 of 4\d/).waitFor()
    })
    await product.db.delete(posts).where(like(posts.slug, 'many-%'))
  })
})

describe('what was typed', () => {
  const words = 'Sites answer slowly while we copy.'
  const write = async (page: Page) => {
    const incident = row(page, /mail02/).first()
    await incident.locator('summary', { hasText: 'Write an update' }).click()
    await fillIn(incident, words)
    await incident.getByLabel('Mail this update').uncheck()
    return incident
  }
  /** Again where the draft in the field was renewed between the choosing of its text and the typing over it. */
  const fillIn = (from: Locator, text: string) => {
    const field = from.getByLabel('What customers read')
    return until(async () => {
      await field.fill(text)
      return (await field.inputValue()) === text
    }, 'the words stand alone in their field')
  }
  /** The page asks whether it may renew itself, as when a computer wakes up. */
  const lookNow = (page: Page) => page.evaluate(() => dispatchEvent(new Event('online')))

  it('stays when the network fails, and when the session has ended', async () => {
    await trouble('mail02', 'outage')
    await withFreshPage({}, async page => {
      await visitDesk(product, page)
      const incident = await write(page)
      await page.route('**/desk', route =>
        route.request().method() === 'POST' ? route.abort() : route.continue(),
      )
      await incident.getByRole('button', { name: 'Publish update' }).click()
      await incident.getByText('No answer came').waitFor()
      expect(await incident.getByLabel('What customers read').inputValue()).toBe(words)
      expect(await incident.getByLabel('Mail this update').isChecked()).toBe(false)

      await page.unrouteAll()
      // The framework leaves a page that asks for its renewal just as its session ends: none may be under way.
      await page.route('**/desk/live', route => route.abort())
      await lookNow(page)
      await page.getByText(/^No connection: this page is as it was at/).waitFor()
      const cookies = await page.context().cookies()
      await page.context().clearCookies()
      await incident.getByRole('button', { name: 'Publish update' }).click()
      await incident.getByText('You are signed out').waitFor()
      await page.unrouteAll()
      await lookNow(page)
      const isOld = page.getByText(/^You are signed out, so this page is as it was at/)
      await isOld.waitFor()
      expect(await incident.getByLabel('What customers read').inputValue()).toBe(words)

      await page.context().addCookies(cookies)
      await lookNow(page)
      await isOld.waitFor({ state: 'detached' })
      await incident.getByRole('button', { name: 'Publish update' }).click()
      await until(
        async () => (await product.db.$count(updates, eq(updates.body, words))) === 1,
        'it is published',
      )
    })
  })

  it('stays when a colleague ends what it was about', async () => {
    const id = await trouble('web14', 'suspicious-file')
    await withFreshPage({}, async page => {
      await visitDesk(product, page)
      await fillIn(row(page, /^Held: web14/), words)
      await product.db.update(posts).set({ visibility: 'draft' }).where(eq(posts.id, id))
      await trouble('db05', 'outage')
      await page.getByText('This does not wait any more').waitFor()
      expect(
        await row(page, /^Held: web14/)
          .getByLabel('What customers read')
          .inputValue(),
      ).toBe(words)
      await page.getByRole('button', { name: 'Put it away' }).click()
      await row(page, /^Held: web14/).waitFor({ state: 'detached' })
    })
  })
})

describe('the keys of the desk', () => {
  it('go from row to row, act in one, and do nothing in fields or with another key', async () => {
    await trouble('web16', 'suspicious-file')
    await withPage({}, async page => {
      await visitDesk(product, page)
      await page.getByRole('button', { name: 'Keys' }).waitFor()
      const here = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '')
      await page.keyboard.press('j')
      const first = await here()
      await page.keyboard.press('j')
      expect(await here()).not.toBe(first)
      await page.keyboard.press('k')
      expect(await here()).toBe(first)

      const held = row(page, /^Held: web16/)
      await held.focus()
      await page.keyboard.press('Control+a')
      await page.keyboard.press('e')
      await page.keyboard.type('aurj?/')
      expect(await held.getByLabel('What customers read').inputValue()).toContain('aurj?/')
      expect(await page.getByRole('dialog').count()).toBe(0)
      await held.focus()
      await page.keyboard.press('a')
      await held.getByRole('button', { name: yes }).waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await held.getByText('Nothing was done, and nobody was told.').waitFor()

      await page.keyboard.press('?')
      const sheet = page.getByRole('dialog', { name: 'Keys of the desk' })
      await sheet.waitFor()
      expect(await problemsOf(page)).toEqual([])
      await sheet.getByLabel('Keys work on this device').uncheck()
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      expect(await page.getByRole('dialog').count()).toBe(0)
      await page.evaluate(() => localStorage.clear())
    })
  })
})

it('the head of the desk opens its menu on a phone without scripts, and says where one is', async () => {
  await withPage({ viewport: { width: 390, height: 800 }, javaScriptEnabled: false }, async page => {
    await visitDesk(product, page)
    await page.locator('nav summary').click()
    const link = (name: RegExp) => page.getByRole('navigation', { name: 'Desk' }).getByRole('link', { name })
    expect(await link(/^Now/).getAttribute('aria-current')).toBe('page')
    await link(/^Incidents/).click()
    await page.waitForURL(/\/desk\/incidents$/)
  })
})

it('an install without servers or sources is never told that nothing waits', async () => {
  await emptyTables(product.db, 'posts', 'servers', 'sources', 'alert_log', 'deliveries')
  await withPage({}, async page => {
    await visitDesk(product, page)
    expect(await page.locator('h1').textContent()).toBe(
      'Nothing is watched yet: there is no server and no source of alerts.',
    )
  })
})
