import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { eq, isNotNull } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'
import { settings } from '#db/schema/setting.ts'
import { sources } from '#db/schema/source.ts'
import { env } from '#lib/env.ts'
import { fillSnippets } from '#lib/flows/sources/fill-snippet.ts'
import { withPage } from '#tests/support/browser.ts'
import { firstOf } from '#tests/support/measure.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { until } from '#tests/support/until.ts'

const run = promisify(execFile)

const product = useProduct()

const region = (page: Page, name: string) => page.getByRole('region', { name })

/** The status that the endpoint answers to a dry run with this token. */
async function statusFor(token: string): Promise<number> {
  const response = await fetch(`${product.siteUrl}/api/alerts/generic?dry-run`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: '{"version": 1, "alerts": []}',
  })
  return response.status
}

async function unmatched(server: string, summary: string): Promise<void> {
  const facts = { kind: 'outage', state: 'firing', severity: 'critical', summary }
  const { body } = await product.alert({ fingerprint: `ping:${server}`, server, ...facts })
  expect(body.results).toMatchObject([{ status: 'unmatched' }])
}

describe('a path that a tool appends to its address', () => {
  it.each([
    ['maldet/message', 401],
    ['in/not-a-token/maldet/message', 401],
    ['in/not-a-token/maldet/other', 404],
    ['in/not-a-token/nagios/message', 404],
  ])('reaches the reader where its tool appends it: /api/alerts/%s is %i', async (path, status) => {
    const response = await fetch(`${product.siteUrl}/api/alerts/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"file": "/home/jane/a.php"}',
    })
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ message: expect.any(String) })
  })
})

describe('the new pages, for whoever is not signed in', () => {
  it.each(['/sources', '/sources/new', '/sources/abcdefghijkl', '/alerts/1', '/unmatched', '/policy'])(
    'sends /desk%s to the sign-in page',
    async path => {
      const response = await fetch(`${product.siteUrl}/desk${path}`, { redirect: 'manual' })
      expect([response.status, response.headers.get('location')]).toEqual([
        307,
        `/desk/sign-in?to=${encodeURIComponent(`/desk${path}`)}`,
      ])
    },
  )
})

describe.each(
  firstOf([
    { scripts: 'on', javaScriptEnabled: true, server: 'web30', host: 'web91.example-host.net' },
    { scripts: 'off', javaScriptEnabled: false, server: 'ams-web05', host: 'web92.example-host.net' },
  ]),
)('with scripts $scripts', ({ scripts, javaScriptEnabled, server, host }) => {
  const name = `Shell scripts, ${scripts}`

  it('a source is made, its snippet works as it is, and its alert is in the log with the explanation', async () => {
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/sources')
      await page.getByRole('link', { name: 'Add a source' }).click()
      await page.getByLabel('Name').fill(name)
      await page.getByLabel('Tool').selectOption('generic')
      await page.getByRole('button', { name: 'Make its token' }).click()
      const token = (await page.locator('[data-token]').textContent()) ?? ''
      expect(token).toMatch(/^acl_src_\w{49}$/)
      expect(page.url()).not.toContain(token)
      const curl = (await page.locator('pre').first().textContent()) ?? ''
      const command = curl.replaceAll('web07.example.net', `${server}.example-host.net`)
      const { stdout } = await run('sh', ['-c', command])
      expect(JSON.parse(stdout).results).toMatchObject([{ status: 'accepted' }])

      await page.getByRole('link', { name: 'To the page of this source' }).click()
      await page.waitForURL(/\/desk\/sources\/[a-z0-9]{12}$/)
      expect(await page.content()).not.toContain(token)
      expect(await region(page, 'Configuration').textContent()).toContain('PUT-THE-TOKEN-HERE')
      await until(async () => {
        const [source] = await product.db.select().from(sources).where(eq(sources.name, name))
        const [line] = await product.db
          .select()
          .from(alertLog)
          .where(eq(alertLog.sourceId, source?.id ?? ''))
        return line?.decidedAt
      }, 'the alert is decided')
      await page.getByRole('link', { name: 'its alerts' }).click()
      const log = page.locator('main')
      await log.getByRole('link', { name: `${server} is down` }).waitFor()
      expect(await log.textContent()).toContain('accepted')
      expect(product.output()).not.toContain(token)
    })
  })

  it('its token is rotated, the old one still works, and then is ended', async () => {
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/sources/new')
      await page.getByLabel('Name').fill(`${name}, rotated`)
      await page.getByLabel('Tool').selectOption('generic')
      await page.getByRole('button', { name: 'Make its token' }).click()
      const first = (await page.locator('[data-token]').textContent()) ?? ''
      await page.getByRole('link', { name: 'To the page of this source' }).click()
      await page.getByRole('button', { name: 'Make a new token' }).click()
      const second = (await page.locator('[data-token]').textContent()) ?? ''
      expect(second).not.toBe(first)
      expect([await statusFor(first), await statusFor(second)]).toEqual([200, 200])
      await page.getByRole('button', { name: 'End the old token now' }).click()
      await page.getByRole('button', { name: 'Yes, end it' }).click()
      await until(async () => (await statusFor(first)) === 401, 'the old token is refused')
      expect(await statusFor(second)).toBe(200)

      await page.reload()
      await page.getByRole('button', { name: 'Disable' }).click()
      await until(async () => (await statusFor(second)) === 401, 'the disabled source is refused')
      await page.getByRole('button', { name: 'Enable' }).click()
      await until(async () => (await statusFor(second)) === 200, 'the source is heard again')
    })
  })

  it('its settings and rules are kept, a wrong one is named, and what was typed stays', async () => {
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/sources')
      await page.getByRole('link', { name, exact: true }).click()
      const form = region(page, 'Settings')
      await form.getByLabel('May speak for these servers only').fill('web01 nowhere')
      await form.getByLabel('It is heard at least every … seconds').fill('600')
      await form.getByRole('button', { name: 'Save settings' }).click()
      await form.getByText('No one server is called "nowhere".').waitFor()
      expect(await form.getByLabel('It is heard at least every … seconds').inputValue()).toBe('600')
      await form.getByLabel('May speak for these servers only').fill('web01')
      await form.getByRole('button', { name: 'Save settings' }).click()
      await form.getByText('Saved.').waitFor()
      expect(await form.getByLabel('May speak for these servers only').inputValue()).toBe(
        'web01.example-host.net',
      )

      const rules = region(page, 'Rules: the first that fits counts')
      const row = rules.getByRole('group', { name: 'Rule 2' })
      await row.getByLabel('When the').selectOption('summary')
      await row.getByLabel('Text or pattern').fill('(a+)+')
      await row.getByLabel('Kind').selectOption('ignore')
      await rules.getByRole('button', { name: 'Save rules' }).click()
      await rules.getByText('Rule 2: the text repeats a group').waitFor()
      expect(await row.getByLabel('Text or pattern').inputValue()).toBe('(a+)+')
      await row.getByLabel('Text or pattern').fill('a+$')
      await rules.getByRole('button', { name: 'Save rules' }).click()
      await rules.getByText('The next alert is read by these rules.').waitFor()
      const [source] = await product.db.select().from(sources).where(eq(sources.name, name))
      expect(source).toMatchObject({
        expectedEverySeconds: 600,
        rules: [{ match: { pattern: 'a+$', in: 'summary' }, effect: { ignore: true } }],
      })
      await page.reload()
      const test = region(page, 'Test alert')
      await test.getByLabel('An outage of').fill('web02')
      await test.getByRole('button', { name: 'Send a test alert' }).click()
      await test.getByText('This token may not speak for web02.example-host.net').waitFor()
    })
  })

  it('a name without a server becomes one by a click, and its alert an incident', async () => {
    await unmatched(host, 'no answer from the new one')
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page)
      await page
        .getByRole('link', { name: /^Alerts 1/ })
        .first()
        .click()
      await page.getByRole('link', { name: 'Alerts without a server: 1' }).click()
      await page.getByRole('button', { name: 'Create server' }).click()
      await page.getByText(`${host} has the name now. One waiting alert is judged again.`).waitFor()
      expect(await page.locator('h1').textContent()).toBe('Every alert has found its server.')
    })
    const title = `${host.split('.', 1)[0]} is down`
    await until(async () => product.db.$count(posts, eq(posts.title, title)), 'the incident is open')
    const response = await fetch(`${product.siteUrl}/servers/${host}`)
    expect(await response.text()).toContain(title.replace(' is down', ''))
  })

  it('a name without a server is said to mean one that there is', async () => {
    const alias = `old-name-${scripts}`
    await unmatched(alias, 'no answer from the old one')
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/unmatched')
      const card = page.getByRole('article').filter({ hasText: alias })
      await card.getByLabel('Or it is an alias of').fill('no-such')
      await card.getByRole('button', { name: 'Add alias' }).click()
      await card.getByText('No one server is called "no-such".').waitFor()
      expect(await card.getByLabel('Or it is an alias of').inputValue()).toBe('no-such')
      await card.getByLabel('Or it is an alias of').fill('db03')
      await card.getByRole('button', { name: 'Add alias' }).click()
      await page.getByText('db03.example-host.net has the name now.').waitFor()
    })
  })

  it('the log is searched by its address, and a line is shown whole and replayed', async () => {
    const words = `100% <b>full</b> ${scripts}`
    const details = '<script>alert(1)</script>'
    await product.alert({
      fingerprint: `disk:${server}`,
      server: `${server}.example-host.net`,
      kind: 'other',
      state: 'firing',
      severity: 'info',
      summary: words,
      details,
    })
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/alerts')
      await page.getByLabel('Words in summary, host or fingerprint').fill(words)
      await page.getByRole('button', { name: 'Search' }).click()
      await page.waitForURL(/text=100%25/)
      expect(await page.locator('main ol > li').count()).toBe(1)
      await page.locator('main ol > li a').first().click()
      expect(await page.locator('h1').textContent()).toBe(words)
      expect(await region(page, 'Details, for staff only').textContent()).toContain(details)
      await page.getByRole('button', { name: 'Replay (dry)' }).click()
      await page.waitForURL(/replay=dry/)
      expect(await page.getByRole('status').textContent()).toContain(`${server}.example-host.net, `)
    })
  })

  it('the policy is changed, a wrong value is named, and the defaults come back', async () => {
    const stored = async () =>
      (await product.db.select().from(settings).where(eq(settings.key, 'policy')))[0]?.value
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/policy')
      const stale = page.getByLabel('An alert that began longer ago is for staff only')
      const form = page.locator('form', { has: page.getByRole('button', { name: 'Save the policy' }) })
      await form.evaluate(element => element.setAttribute('novalidate', ''))
      await stale.fill('0')
      await page.getByRole('button', { name: 'Save the policy' }).click()
      await form.getByText('but accepts a whole number from 1 to 365 (days).').waitFor()
      const facts = { server: 'web12.example-host.net', kind: 'slowdown', severity: 'warning' }
      await product.alert({ ...facts, state: 'firing', fingerprint: 'replayed', summary: 'slow' })
      const isDecided = async () => (await product.db.$count(alertLog, isNotNull(alertLog.decidedAt))) > 0
      await until(isDecided, 'there is an alert to look back at')
      await stale.fill('8')
      await page.getByRole('button', { name: 'Save the policy' }).click()
      await page.getByText(/of the last 30 days, nothing would have been different/).waitFor()
      expect(await stored()).not.toMatchObject({ staleDays: 8 })
      await page.getByRole('button', { name: 'Yes, save the policy' }).click()
      await page.getByText('Saved. It is in force now.').waitFor()
      expect(await stored()).toMatchObject({ staleDays: 8 })
      await page.getByRole('button', { name: 'Back to the defaults' }).click()
      await page
        .getByText(/^Put (the one limit|all \d+ limits) that you changed back to the default\?/)
        .waitFor()
      await page.getByRole('button', { name: 'Yes, back to the defaults' }).click()
      await until(async () => JSON.stringify(await stored()) === '{}', 'the defaults are in force')
    })
  })
})

describe.each(firstOf([false, true]))('a key of the API, with scripts: %s', javaScriptEnabled => {
  it('is made for what is ticked, does that and nothing else, is seen in use, and is revoked', async () => {
    const name = `Ansible ${javaScriptEnabled}`
    const title = `Scan of web30, ${javaScriptEnabled}`
    await withPage({ javaScriptEnabled }, async page => {
      await visitDesk(product, page, '/desk/keys')
      await page.getByLabel('Name of the system').fill(name)
      await page.getByRole('group', { name: 'Maintenance and countermeasures' }).getByLabel('change').check()
      expect(await page.getByLabel('It ends').inputValue()).toBe('365')
      await page.getByLabel('It ends').selectOption('30')
      await page.getByRole('button', { name: 'Make the key' }).click()
      const said = await page.getByText(/Copy it now/).textContent()
      const key = /acl_key_\w+/.exec(said ?? '')?.[0] ?? ''
      expect(await post('/countermeasures', key, { title, servers: ['web30'], notify: false })).toBe(200)
      expect(await post('/groups', key, { name: 'Rack of nobody' })).toBe(403)
      const board = await (await fetch(`${product.siteUrl}/servers/web30.example-host.net`)).text()
      expect(board).toContain(title)
      await visitDesk(product, page, '/desk/keys')
      expect(await page.locator('main').textContent()).toMatch(
        new RegExp(`${name}maintenance:writeacl_key_\\w{4}…, .* answers for it, used .* from .*ends `),
      )
      const renewed = await renewKeyOf(page, name)
      for (const secret of [key, renewed])
        expect(await post('/groups', secret, { name: 'Rack of nobody' })).toBe(403)
      await page.getByRole('button', { name: 'End the secret before now' }).click()
      await page.getByRole('button', { name: 'Yes, end it' }).click()
      await until(async () => (await post('/groups', key, {})) === 401, 'the secret before is ended')
      await limitKeyHere(page)
      expect(await post('/groups', renewed, { name: 'Rack of nobody' })).toBe(403)
      await visitDesk(product, page, '/desk/keys')
      await page.getByRole('button', { name: `Revoke ${name}` }).click()
      await page.getByRole('button', { name: 'Yes, revoke it' }).click()
      await until(
        async () => (await post('/countermeasures', renewed, {})) === 401,
        'it opens nothing any more',
      )
    })
  })
})

/** Gives a key a new secret on its page, and returns it. */
async function renewKeyOf(page: Page, name: string): Promise<string> {
  await page.getByRole('link', { name, exact: true }).click()
  expect(await page.getByLabel('The key ends').inputValue()).toBe('365')
  await page.getByRole('button', { name: 'Make a new secret' }).click()
  const said = page.getByText(/Copy it now/)
  await said.waitFor()
  return /acl_key_\w+/.exec((await said.textContent()) ?? '')?.[0] ?? ''
}

/** Limits a key, first with junk: what was typed stays, and the form says what is wrong. */
async function limitKeyHere(page: Page): Promise<void> {
  const form = page.locator('form', { has: page.getByRole('button', { name: 'Save the limits' }) })
  const networks = form.getByLabel('Only from these addresses')
  await networks.fill('203.0.113.0/24 nonsense/99')
  await form.getByRole('button').click()
  await form.getByRole('alert').getByText('nonsense/99').waitFor()
  expect(await networks.inputValue()).toBe('203.0.113.0/24 nonsense/99')
  await networks.fill('127.0.0.0/8 ::1')
  await form.getByLabel('Requests in a minute').fill('60')
  await form.getByRole('button').click()
  await page.getByText('60 requests a minute, from 127.0.0.0/8, ::1/128 alone').waitFor()
}

it('an assistant asks over the network what readers see, until that is switched off', async () => {
  const ask = async () => {
    const client = new Client({ name: 'test', version: '1' })
    await client.connect(new StreamableHTTPClientTransport(new URL('/mcp', product.siteUrl)))
    const answer = await client.callTool({ name: 'server_status', arguments: { server: 'web31' } })
    await client.close()
    return JSON.stringify(answer.structuredContent)
  }
  expect(await ask()).toContain('web31')
  await withPage({}, async page => {
    await visitDesk(product, page, '/desk/keys')
    await page.getByRole('button', { name: 'Ask for a key' }).click()
    await page.getByText('Nobody may ask without a key.').waitFor()
    await expect(ask()).rejects.toThrow('key')
    await page.getByRole('button', { name: 'Let anybody ask' }).click()
    await page.getByText('Anybody may ask without a key.').waitFor()
    expect(await ask()).toContain('web31')
  })
})

/** The status that the API answers to this. */
async function post(path: string, key: string, body: object): Promise<number> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const init = { method: 'POST', headers, body: JSON.stringify(body) }
  return (await fetch(`${product.siteUrl}/api/v1${path}`, init)).status
}

/** What somebody copies who selects the whole of an element by hand. */
function selected(element: Element): string {
  getSelection()?.selectAllChildren(element)
  return String(getSelection())
}

describe('what a source says to paste', () => {
  it('stands by itself, line by line as it has to be, with its file and a button that copies it', async () => {
    const permissions = ['clipboard-read', 'clipboard-write']
    await withPage({ permissions }, async page => {
      await visitDesk(product, page, '/desk/sources/new')
      await page.getByLabel('Name').fill('Nagios, to paste')
      await page.getByLabel('Tool').selectOption('nagios')
      await page.getByRole('button', { name: 'Make its token' }).click()
      const token = (await page.locator('[data-token]').textContent()) ?? ''
      const pasted = fillSnippets('nagios', token)[0]?.parts.filter(part => typeof part !== 'string') ?? []
      expect(pasted.length).toBeGreaterThan(3)
      const atDesk = (text: string) => text.replaceAll(env.SITE_URL, product.siteUrl)
      for (const { name, places, text } of pasted) {
        const figure = page.getByRole('figure', { name: `Nagios: ${name}`, exact: true })
        for (const { path } of places) await figure.getByText(path, { exact: true }).waitFor()
        await figure.getByRole('button', { name: /^Copy/ }).click()
        await figure.getByText('Copied.').waitFor()
        expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(atDesk(text))
        // Browsers leave the end of the last line out of a selection.
        expect(`${await figure.locator('pre').evaluate(selected)}\n`).toBe(atDesk(text))
      }
    })
  })
})
