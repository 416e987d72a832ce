import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { expectSoundByNight } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

const post = '/posts/2013-02-19-high-alert-rootkit-on-hosting-servers'
const pages = [
  '/',
  '/servers/web07.example-host.net',
  '/servers/web19.example-host.net',
  '/posts',
  post,
  '/subscribe',
  '/subscribe/sent',
  '/confirm/expired',
  '/api',
  '/find?q=web07',
  '/find?q=',
  '/no-such-page',
]

const alert = (server: string, facts: Record<string, unknown>) =>
  product.alert({
    fingerprint: `ping:${server}`,
    server,
    state: 'firing',
    severity: 'critical',
    summary: 'no answer',
    ...facts,
  })

const headline = async (page: Page) => (await page.locator('h1').textContent()) ?? ''

// Trouble of each kind is on the pages while they are looked at.
beforeAll(async () => {
  await alert('web07', { kind: 'outage' })
  await alert('web19', { kind: 'slowdown', severity: 'warning' })
  await until(async () => {
    const board = await (await fetch(product.siteUrl)).text()
    return board.includes('web07 is down') && board.includes('web19 is slow')
  }, 'the board shows the trouble')
}, 120_000)

describe('public pages, at 1280 px by day and at 320 px by night', () => {
  it.each(pages)('%s has no accessibility violation and nothing wider than the screen', async path => {
    await withPage({}, async page => {
      const problems: string[] = []
      page.on('pageerror', error => problems.push(error.message))
      await page.goto(product.siteUrl + path)
      await expectSoundByNight(page)
      expect(problems).toEqual([])
    })
  })
})

describe('what reaches a reader', () => {
  it.each(pages)(
    '%s has no JavaScript but live.js, and where addresses are typed, what keeps them',
    async path => {
      const html = await (await fetch(product.siteUrl + path)).text()
      const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(match => match[0])
      const keeping = html.includes('action="/api/subscribe"') ? ['/typed.js'] : []
      expect(scripts.filter(tag => !tag.includes('ld+json'))).toEqual(
        [...keeping, '/live.js'].map(file => expect.stringContaining(`src="${file}"`)),
      )
    },
  )

  it('gets a page again only when it has changed', async () => {
    const first = await fetch(`${product.siteUrl}/posts`)
    await first.text()
    const again = await fetch(`${product.siteUrl}/posts`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    })
    expect(first.status).toBe(200)
    expect(again.status).toBe(304)
  })
})

describe('the domain box', () => {
  it('answers beside itself with scripts', async () => {
    await withPage({}, async page => {
      await page.goto(product.siteUrl)
      await page.getByLabel(/Your domain/).fill('web07')
      await page.getByRole('button', { name: 'Am I affected?' }).click()
      await page.getByText('web07 is down. We have been alerted.').last().waitFor()
      expect(new URL(page.url()).pathname).toBe('/')
      await page.getByRole('link', { name: 'All about web07' }).click()
      await page.waitForURL('**/servers/web07.example-host.net')
    })
  })

  it('answers on a page of its own without scripts', async () => {
    await withPage({ javaScriptEnabled: false }, async page => {
      await page.goto(product.siteUrl)
      await page.getByLabel(/Your domain/).fill('https://WEB07.example-host.net:2083/')
      await page.getByRole('button', { name: 'Am I affected?' }).click()
      expect(await headline(page)).toMatch(/^web07 is down/)
    })
  })
})

describe('an open page', () => {
  it('shows what changes, says it, and leaves alone what is being typed', async () => {
    await withPage({ timezoneId: 'Asia/Kolkata' }, async page => {
      await page.goto(`${product.siteUrl}/servers/web20.example-host.net`)
      expect(await page.locator('[data-zone]').textContent()).toBe('Times are yours (Asia/Calcutta).')
      await page.goto(`${product.siteUrl}/`)
      await page.getByLabel(/Your domain/).fill('my-shop.exa')
      await alert('web20', { kind: 'outage' })
      await until(async () => (await headline(page)).startsWith('Two of'), 'the open board shows it')
      expect(await page.locator('#live').textContent()).toMatch(/^Two of/)
      expect(await page.title()).toMatch(/^Two of/)
      expect(await page.getByLabel(/Your domain/).inputValue()).toBe('my-shop.exa')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('q')
    })
  })

  it('that lost its line shows what came meanwhile', async () => {
    await withPage({}, async page => {
      await page.route('**/live', route => route.abort('connectionrefused'))
      await page.goto(`${product.siteUrl}/servers/web21.example-host.net`)
      await page.waitForEvent('requestfailed', request => request.url().endsWith('/live'))
      await alert('web21', { kind: 'outage' })
      await until(
        async () => (await (await fetch(page.url())).text()).includes('web21 is down'),
        'the site shows it',
      )
      expect(await headline(page)).not.toContain('web21 is down')
      await page.unroute('**/live')
      await until(async () => (await headline(page)).includes('web21 is down'), 'the open page shows it')
    })
  })
})

describe.each([true, false])('an address that leads nowhere, with scripts: %s', javaScriptEnabled => {
  it.each(['/servers/web99.example-host.net', '/posts/2013-02-20-nothing', '/desk/junk'])(
    '%s says so, leads back and has the domain box',
    async path => {
      await withPage({ javaScriptEnabled }, async page => {
        const answer = await page.goto(product.siteUrl + path)
        expect(answer?.status()).toBe(404)
        expect(await headline(page)).toBe('There is no page here.')
        expect(await page.getByLabel(/Your domain/).isVisible()).toBe(true)
        await page.getByRole('link', { name: 'The board' }).click()
        await page.waitForURL(`${product.siteUrl}/`)
      })
    },
  )
})

it('a server in another spelling is found', async () => {
  const given = `${product.siteUrl}/servers/WEB07.Example-Host.net.`
  const answer = await fetch(given)
  expect([answer.status, answer.url]).toEqual([200, `${product.siteUrl}/servers/web07.example-host.net`])
})

it('a page of the desk runs no script but those with the nonce of its answer', async () => {
  const answer = await fetch(`${product.siteUrl}/desk/sign-in`)
  const policy = answer.headers.get('content-security-policy') ?? ''
  const nonce = /script-src 'self' 'nonce-([\w-]+)'/.exec(policy)?.[1]
  const scripts = [...(await answer.text()).matchAll(/<script\b([^>]*)>/g)].map(match => match[1] ?? '')
  const inline = scripts.filter(attributes => !attributes.includes('src='))
  expect(inline.length).toBeGreaterThan(0)
  expect(inline.filter(attributes => !attributes.includes(`nonce="${nonce}"`))).toEqual([])
})

it('the desk works under its policy, and no script is refused', async () => {
  await withPage({}, async page => {
    const refused: string[] = []
    page.on('console', message => {
      if (/Content.Security.Policy/i.test(message.text())) refused.push(message.text())
    })
    await page.goto(`${product.siteUrl}/desk/sign-in`)
    await page.getByRole('button').first().waitFor()
    await page.waitForLoadState('networkidle')
    expect(refused).toEqual([])
  })
})
