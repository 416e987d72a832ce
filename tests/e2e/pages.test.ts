import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPage } from '#tests/support/browser.ts'
import { expectNothingWider, expectSoundByNight, problemsOf } from '#tests/support/sound.ts'
import { headline, useTrouble } from './trouble.ts'

const { product } = useTrouble()

const post = '/posts/2013-02-19-high-alert-rootkit-on-hosting-servers'
const pages = [
  '/',
  '/servers/web07.example-host.net',
  '/servers/web19.example-host.net',
  '/history',
  '/history/2013-02',
  '/history/search?q=rootkit&kind=advisory',
  post,
  `${post}/ask?about=point-6`,
  '/subscribe',
  '/kit',
  '/subscribe/sent',
  '/confirm/expired',
  '/api',
  '/find?q=web07',
  '/is/web07',
  '/is/web12?remembered',
  '/find?q=',
  '/no-such-page',
]

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
    '%s has no JavaScript but live.js, what the board needs, and where addresses are typed, what keeps them',
    async path => {
      const html = await (await fetch(product.siteUrl + path)).text()
      const scripts = [...html.matchAll(/<script\b[^>]*>/g)].map(match => match[0])
      const keeping = html.includes('action="/api/subscribe"') ? ['/typed.js'] : []
      const folding = path === '/' ? ['/board.js'] : []
      expect(scripts.filter(tag => !tag.includes('ld+json'))).toEqual(
        [...folding, ...keeping, '/live.js'].map(file => expect.stringContaining(`src="${file}"`)),
      )
    },
  )

  it('gets a page again only when it has changed', async () => {
    const first = await fetch(`${product.siteUrl}/history`)
    await first.text()
    const again = await fetch(`${product.siteUrl}/history`, {
      headers: { 'if-none-match': first.headers.get('etag') ?? '' },
    })
    expect(first.status).toBe(200)
    expect(again.status).toBe(304)
  })
})

it.each(['/', '/servers/web07.example-host.net', post])(
  '%s names a picture of itself for other sites',
  async path => {
    const html = await (await fetch(product.siteUrl + path)).text()
    const [, address = ''] = /property="og:image" content="([^"]+)"/.exec(html) ?? []
    const picture = await fetch(address)
    expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png'])
  },
)

describe('the head of a page', () => {
  it.each([
    ['/', 6],
    ['/posts', 6],
    ['/servers/web07.example-host.net', 11],
    [post, 6],
  ])(
    '%s names its feeds, its calendar and itself as Markdown, and each is there in the form that it is named by',
    async (path, count) => {
      const [head = ''] = (await (await fetch(product.siteUrl + path)).text()).split('</head>')
      const links = [...head.matchAll(/<link rel="alternate"[^>]*>/g)].map(([tag]) => {
        const partOf = (name: string) => new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
        return { type: partOf('type'), href: partOf('href') }
      })
      expect(links).toHaveLength(count)
      for (const { type, href } of links) {
        const answer = await fetch(href)
        expect([answer.status, answer.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`])
        expect((await answer.text()).length).toBeGreaterThan(100)
      }
      expect(links.every(({ href }) => href.startsWith(product.siteUrl))).toBe(true)
    },
  )
})

/** Words that are cut off, by the element that cuts them. */
const cutWords = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')].flatMap(each => {
      const { overflowX, overflowY, clipPath } = getComputedStyle(each)
      const isCut =
        (overflowX === 'hidden' && each.scrollWidth > each.clientWidth + 1) ||
        (overflowY === 'hidden' && each.scrollHeight > each.clientHeight + 1)
      return isCut && clipPath === 'none' && !each.closest('[aria-hidden]')
        ? [`${each.tagName}: ${each.textContent}`]
        : []
    }),
  )

it.each(['/', '/servers/web07.example-host.net', post, '/is/web07'])(
  '%s at 400 % of 1280 px has nothing wider than the screen, and cuts no words',
  async path => {
    // A browser that zooms lays out a quarter of the width in pixels of four times the size.
    const zoomed = { viewport: { width: 320, height: 200 }, deviceScaleFactor: 4 }
    await withPage(zoomed, async page => {
      await page.goto(product.siteUrl + path)
      await expectNothingWider(page)
      expect(await cutWords(page)).toEqual([])
    })
  },
)

describe('on paper', () => {
  it.each([
    ['/history', '.rows a'],
    [post, '.words a[href^="http"]'],
  ])('%s has no navigation, links with their addresses, and times with their zone', async (path, links) => {
    await withPage({}, async page => {
      await page.goto(product.siteUrl + path)
      await page.emulateMedia({ media: 'print' })
      for (const part of ['body > header', 'nav', 'body > footer', 'form'])
        for (const each of await page.locator(part).all()) expect(await each.isVisible(), part).toBe(false)
      // At once: the page may be made anew between one question and the next.
      const endingsOf = (selector: string) =>
        page.evaluate(
          given =>
            Array.from(document.querySelectorAll(given), each => ({
              href: each.getAttribute('href'),
              shown: getComputedStyle(each, '::after').content,
            })),
          selector,
        )
      for (const { href, shown } of await endingsOf(links)) expect(shown).toContain(href)
      const times = await endingsOf('main time')
      expect(times.length).toBeGreaterThan(0)
      for (const { shown } of times) expect(shown).toMatch(/\d\d:\d\d(:\d\d)? (GMT|UTC)/)
      const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
      expect(pdf).toMatch(/\/MediaBox \[0 0 59[45]\.\d+ 84[12]\.\d+\]/)
      await page.emulateMedia({ media: null })
    })
  })
})

describe('one line in a page of another site', () => {
  const hoster = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(html))
  let html = ''
  beforeAll(() => new Promise<void>(resolve => hoster.listen(0, '127.0.0.1', resolve)))
  afterAll(() => {
    hoster.close()
    hoster.closeAllConnections()
  })

  /** Opens a page at another origin, as a hoster's own site is. */
  async function visit(page: Page, body: string) {
    html = `<!doctype html><html lang="en"><title>Hoster</title><body><main><h1>Hoster</h1>${body}</main></body></html>`
    await page.goto(`http://127.0.0.1:${(hoster.address() as AddressInfo).port}/`)
  }
  const line = (attributes = '') => `<script src="${product.siteUrl}/embed/script.js" ${attributes}></script>`
  const note = (page: Page) => page.frameLocator('iframe').getByRole('status')

  it('shows what is the matter in a corner, until the reader closes it', async () => {
    await withPage({}, async page => {
      await visit(page, line())
      await page.locator('iframe').waitFor({ state: 'visible' })
      expect(await note(page).textContent()).toMatch(/of 63 servers/)
      expect(await problemsOf(page)).toEqual([])
      await page.frameLocator('iframe').getByRole('button', { name: 'Close' }).click()
      await page.locator('iframe').waitFor({ state: 'hidden' })
    })
  })

  it('about a server that is well shows nothing, but for a trial', async () => {
    await withPage({}, async page => {
      const loaded = page.waitForResponse(/\/embed\/frame\.js/)
      await visit(page, line('data-server="web33.example-host.net"'))
      await loaded
      await note(page).waitFor({ state: 'attached' })
      expect(await page.locator('iframe').isVisible()).toBe(false)
      await page.evaluate('statusEmbedTest()')
      await page.locator('iframe').waitFor({ state: 'visible' })
    })
  })

  it('above a form says what we know of the server of who writes, and lets them write anyway', async () => {
    await withPage({}, async page => {
      const form =
        '<form><label>Address <input id="from" name="email"></label><textarea aria-label="Text"></textarea></form>'
      await visit(page, `${line('data-place="here" data-server="web07.example-host.net"')}${form}`)
      await page.locator('iframe').waitFor({ state: 'visible' })
      expect(await note(page).textContent()).toMatch(/^We know: web07 is down\./)
      expect(await problemsOf(page)).toEqual([])
      await page.frameLocator('iframe').getByRole('button', { name: 'Write to us anyway' }).click()
      await page.locator('iframe').waitFor({ state: 'hidden' })
    })
  })

  it('hears of the address that is typed no more than its domain', async () => {
    await withPage({}, async page => {
      await visit(
        page,
        line('data-place="here" data-server="web33.example-host.net" data-field="#from"') +
          '<input id="from" aria-label="Address">',
      )
      const asked = page.waitForRequest(/\/embed\/caller/)
      await page.locator('#from').fill('dana@web07.example-host.net')
      await page.locator('#from').blur()
      expect(new URL((await asked).url()).searchParams.get('domain')).toBe('web07.example-host.net')
      await page.locator('iframe').waitFor({ state: 'visible' })
      expect(await note(page).textContent()).toMatch(/^We know: web07 is down\./)
    })
  })

  it('is the only thing of the site that another page may frame', async () => {
    const policyOf = async (path: string) =>
      (await fetch(product.siteUrl + path)).headers.get('content-security-policy') ?? ''
    expect(await policyOf('/embed/frame')).toContain('frame-ancestors *')
    expect(await policyOf('/embed/caller?domain=web07')).toContain('frame-ancestors *')
    for (const path of ['/', '/embed/script.js', '/deflect.txt?server=web07', '/status.txt'])
      expect(await policyOf(path), path).not.toContain('frame-ancestors *')
  })

  it('has a text for a mail beside it, that is empty while all is well', async () => {
    const textFor = async (query: string) => {
      const answer = await fetch(`${product.siteUrl}/deflect.txt?${query}`)
      return [answer.status, answer.headers.get('cache-control'), await answer.text()]
    }
    expect(await textFor('server=web07.example-host.net')).toEqual([
      200,
      'private, no-store',
      expect.stringMatching(/^web07 is down\. .*\nMore: http/s),
    ])
    expect(await textFor('server=web33.example-host.net')).toEqual([200, 'private, no-store', ''])
    expect((await textFor(''))[0]).toBe(400)
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
