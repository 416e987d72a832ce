import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { openOnce, withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { seenHtml } from '#tests/support/seen.ts'
import { newEntry, visitDesk } from '#tests/support/sign-in.ts'
import { expectSoundByNight } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

async function serverNamed(label: string): Promise<string> {
  const [server] = await product.db.select().from(servers).where(eq(servers.label, label))
  if (!server) throw new Error(`There is no server ${label}.`)
  return server.id
}

/** A line of the log that waits for the decision, which an alert for staff alone brings on. */
async function log(label: string, facts: Partial<typeof alertLog.$inferInsert>): Promise<void> {
  const [source] = await product.db.select().from(sources).limit(1)
  await product.db.insert(alertLog).values({
    sourceId: source?.id ?? '',
    serverId: await serverNamed(label),
    format: 'generic',
    result: 'accepted',
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    ...facts,
  })
  const nudge = { fingerprint: `nudge:${label}`, server: `${label}.example-host.net`, kind: 'other' }
  await product.alert({ ...nudge, state: 'firing', severity: 'info', summary: 'nudge' })
}

function guess(label: string): Promise<void> {
  const labels = { alertname: `EximFrozen-${label}` }
  return log(label, { isGuess: true, fingerprint: label, summary: 'Exim frozen messages: 412', labels })
}

const headline = (page: Page) => page.locator('h1').textContent()

/** Answers what is asked before it is done. */
const say = (page: Page, yes: RegExp) => page.getByRole('button', { name: yes }).click()

describe('the desk, for whoever is not signed in', () => {
  it.each(['', '/alerts', '/outbox', '/outbox/x.eml', '/people', '/posts/abcdefghijkl'])(
    'sends /desk%s to the sign-in page',
    async path => {
      const response = await fetch(`${product.siteUrl}/desk${path}`, { redirect: 'manual' })
      expect(response.status).toBe(307)
      const to = path ? `?to=${encodeURIComponent(`/desk${path}`)}` : ''
      expect(response.headers.get('location')).toBe(`/desk/sign-in${to}`)
    },
  )

  it('says the same to a stranger and to staff who ask for a link', async () => {
    const answers = await withPage({ javaScriptEnabled: false }, async page => {
      const said: (string | null)[] = []
      for (const email of ['stranger@example.net', 'dana@example-host.net']) {
        await page.goto(`${product.siteUrl}/desk/sign-in`)
        await page.getByLabel('Your e-mail address').fill(email)
        await page.getByRole('button').click()
        said.push(await page.getByRole('status').textContent())
      }
      return said
    })
    expect(new Set(answers).size).toBe(1)
  })
})

describe('a sign-in link', () => {
  it('survives being opened by a scanner of mail, signs in by its button, and then is used up', async () => {
    const entry = await newEntry(product)
    for (const method of ['GET', 'GET', 'HEAD']) await fetch(entry, { method })
    await withPage({}, async page => {
      await page.goto(entry)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL(`${product.siteUrl}/desk`)
      const cookies = await page.context().cookies()
      const kept = { httpOnly: true, sameSite: 'Lax', secure: false }
      expect(cookies.toSorted((a, b) => a.name.localeCompare(b.name))).toMatchObject([
        { name: 'allclear.device', ...kept },
        { name: 'allclear.session_token', ...kept },
      ])
    })
    await withPage({}, async page => {
      await page.goto(entry)
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.waitForURL(`${product.siteUrl}/desk/sign-in?problem=link`)
    })
  })
})

describe.each([
  { scripts: 'on', javaScriptEnabled: true, server: 'web21' },
  { scripts: 'off', javaScriptEnabled: false, server: 'web22' },
])('a suspicious file, with scripts $scripts', ({ javaScriptEnabled, server }) => {
  it('stays with staff until they approve, goes on with their words, and ends by them', async () => {
    const [summary, details] = [`/lib64/libkeyutils.so.1.9 on ${server}`, 'sha256 of the secret file']
    await product.alert({
      fingerprint: `file:${server}`,
      server: `${server}.example-host.net`,
      kind: 'suspicious-file',
      state: 'firing',
      severity: 'critical',
      summary,
      details,
    })
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page)
      const isHeld = (html: string) => seenHtml(html).includes(': held for your decision.')
      await openOnce(page, `${product.siteUrl}/desk`, isHeld, 'the desk shows what is held')
      expect(await headline(page)).toContain(': held for your decision.')
      expect(await page.content()).toContain(details)
      const board = await (await fetch(product.siteUrl)).text()
      expect(board).not.toContain('suspicious')

      await page.getByLabel('Title for customers').fill(`We are checking ${server}`)
      await page.getByRole('button', { name: 'Approve & publish' }).click()
      await page.getByText(`Publish “We are checking ${server}”`).waitFor()
      expect(await (await fetch(product.siteUrl)).text()).not.toContain(`We are checking ${server}`)
      await say(page, /^Yes,/)
      await page.getByRole('link', { name: `We are checking ${server}` }).click()

      await page.getByLabel('Phase').selectOption('identified')
      await page
        .getByRole('region', { name: 'Write an update' })
        .getByLabel('What customers read')
        .fill('Found it.')
      await page.getByRole('button', { name: 'Publish update' }).click()
      await page.getByText('Published.').first().waitFor()

      await page.getByRole('button', { name: /^Resolve/ }).click()
      await page.getByText('over since').first().waitFor()
    })
    const [post] = await product.db
      .select()
      .from(posts)
      .where(eq(posts.title, `We are checking ${server}`))
    expect(post).toMatchObject({ visibility: 'published', phase: 'resolved', nextUpdateAt: null })
    expect(JSON.stringify(post)).not.toContain('libkeyutils')
  }, 60_000)
})

describe('a file of customers', () => {
  it('is looked at, applied, and then counted on its page', async () => {
    await withPage({}, async page => {
      await visitDesk(product, page, '/desk/customers')
      const domains = async () => {
        const [said = ''] = /^(\d+|No|One)/.exec((await headline(page)) ?? '') ?? []
        return said === 'No' ? 0 : said === 'One' ? 1 : Number(said)
      }
      const before = await domains()
      const buffer = Buffer.from('domain,server\nfirst.example.com,web07\nsecond.example.com,web08\n')
      await page
        .locator('input[type=file]')
        .setInputFiles({ name: 'customers.csv', mimeType: 'text/csv', buffer })
      await page.getByRole('button', { name: 'See what it does' }).click()
      await page.getByRole('button', { name: 'Apply' }).click()
      await page.getByText('Applied: 2 new').waitFor()
      expect(await domains()).toBe(before + 2)
    })
  })
})

describe('an outage that nobody has taken', () => {
  it('is taken with one click on the first screen, and readers then read that we are on it', async () => {
    await product.alert({
      fingerprint: 'ping:web30',
      server: 'web30',
      kind: 'outage',
      state: 'firing',
      severity: 'critical',
      summary: 'no answer',
    })
    const address = `${product.siteUrl}/servers/web30.example-host.net`
    const shows = async (words: string) => (await (await fetch(address)).text()).includes(words)
    await until(() => shows('web30 is down. We have been alerted.'), 'readers read that we were alerted')
    await withPage({}, async page => {
      await visitDesk(product, page)
      const card = page.locator('article').filter({ hasText: 'web30 is down' })
      await card.getByRole('button', { name: /I’ve got it/ }).click()
      await card.getByText('Dana has had it since').waitFor()
    })
    await until(() => shows('web30 is down. We are on it.'), 'readers read that we are on it')
  })
})

async function waitForRow(page: Page, name: string): Promise<void> {
  const isThere = (html: string) => html.includes(`aria-label="${name}`)
  await openOnce(page, `${product.siteUrl}/desk`, isThere, `the desk has the row ${name}`)
  expect(await page.getByRole('region', { name }).count()).toBeGreaterThan(0)
}

const visibilityOf = async (title: string) =>
  (await product.db.select().from(posts).where(eq(posts.title, title)))[0]?.visibility

describe('a guess at the desk', () => {
  it('is published by two keys, in words that were ready, and its page makes a rule of the answer by one press', async () => {
    await guess('mail01')
    await withPage({}, async page => {
      await visitDesk(product, page)
      await waitForRow(page, 'Publish?: Looks like an outage of mail01')
      const board = await (await fetch(product.siteUrl)).text()
      expect(board).not.toContain('mail01 is down')
      const row = page.getByRole('region', { name: 'Publish?: Looks like an outage of mail01' })
      expect(await row.textContent()).toContain('Exim frozen messages: 412')
      await page.getByRole('button', { name: 'Keys' }).waitFor()
      await row.focus()
      await page.keyboard.press('a')
      await row.getByRole('button', { name: /^Yes,/ }).waitFor()
      await page.keyboard.press('Enter')
      await page.getByText('Published. Customers of its servers are told now.').waitFor()
      await page.getByRole('button', { name: 'Are ignored' }).click()
      await page.getByText('From the next alert on it is read so.').waitFor()
    })
    expect(await visibilityOf('mail01 is down')).toBe('published')
    const rules = (await product.db.select().from(sources)).flatMap(source => source.rules)
    expect(rules).toContainEqual({ match: { alertName: 'EximFrozen-mail01' }, effect: { ignore: true } })
  }, 60_000)

  it('is dismissed with scripts off, and customers hear nothing', async () => {
    await guess('db01')
    await withPage({ javaScriptEnabled: false }, async page => {
      await visitDesk(product, page)
      await waitForRow(page, 'Publish?: Looks like an outage of db01')
      await page.getByRole('button', { name: 'Dismiss' }).click()
      await say(page, /^Yes,/)
      await page.getByText('Dismissed. No customer hears of it.').waitFor()
      expect(await page.getByRole('button', { name: 'Are for staff only' }).count()).toBe(1)
    })
    expect(await visibilityOf('Looks like an outage of db01')).toBe('draft')
  }, 60_000)
})

describe('an alert that was not confirmed for long', () => {
  it('is asked about on the first screen, and one key ends it', async () => {
    const longAgo = new Date(Date.now() - 26 * 3_600_000)
    const facts = { fingerprint: 'ping:ns1', summary: 'no answer', startsAt: longAgo, receivedAt: longAgo }
    await log('ns1', facts)
    await withPage({}, async page => {
      await visitDesk(product, page)
      await waitForRow(page, 'Still true?: ns1')
      const row = page.getByRole('region', { name: 'Still true?: ns1' })
      await page.getByRole('button', { name: 'Keys' }).waitFor()
      await row.focus()
      await page.keyboard.press('o')
      await row.waitFor({ state: 'detached' })
    })
    const told = (await product.db.select().from(posts)).filter(post => post.title.startsWith('ns1 '))
    expect(told).toMatchObject([{ visibility: 'published', touchedAt: null }])
  }, 60_000)
})

it('the desk with a guess and with a question fits 1280 px by day and 320 px by night, and axe finds nothing to say', async () => {
  await guess('db03')
  const longAgo = new Date(Date.now() - 26 * 3_600_000)
  await log('ns2', { fingerprint: 'ping:ns2', summary: 'silent', startsAt: longAgo, receivedAt: longAgo })
  await withPage({}, async page => {
    await visitDesk(product, page)
    await waitForRow(page, 'Still true?: ns2')
    await waitForRow(page, 'Publish?: Looks like an outage of db03')
    await expectSoundByNight(page)
    await page.getByRole('link', { name: 'Looks like an outage of db03' }).click()
    await page.getByText('Customers will read').waitFor()
    await expectSoundByNight(page)
    await page.getByRole('button', { name: 'Dismiss' }).click()
    await say(page, /^Yes,/)
    await page.getByRole('button', { name: 'Are ignored' }).waitFor()
    await expectSoundByNight(page)
  })
}, 60_000)
