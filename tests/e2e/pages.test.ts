import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { groups, servers } from '#db/schema/server.ts'
import { withFreshPage, withPage } from '#tests/support/browser.ts'
import { measure } from '#tests/support/measure.ts'
import { refreshPages } from '#tests/support/product/refresh-pages.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { expectNothingWider, expectSoundByNight, problemsOf, rulesOfLooks } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'
import { incident } from '#tests/support/world/public-world.ts'

const product = useProduct()

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

/** Whoever begins to type is sent what answers in place; before that, a page of its own answers. */
const typeDomain = async (page: Page, domain: string) => {
  const script = page.waitForResponse('**/finding.js')
  await page.getByLabel(/Your domain/).fill(domain)
  await (await script).finished()
}

describe('the domain box', () => {
  it('answers beside itself with scripts', async () => {
    await withPage({}, async page => {
      await page.goto(product.siteUrl)
      await typeDomain(page, 'web07')
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

describe('the verdict', () => {
  const widths = [320, 768, 1440]

  it.each([true, false])(
    'says at its own address what a customer wants to know, with scripts: %s',
    async on => {
      await withPage({ javaScriptEnabled: on }, async page => {
        await page.goto(`${product.siteUrl}/is/web07.example-host.net`)
        expect(await headline(page)).toMatch(/^web07 is down/)
        expect(await page.locator('dl dt').allTextContents()).toEqual([
          'Since',
          'Why',
          'What we do',
          'What you can do',
          'Next update',
        ])
        await page.goto(`${product.siteUrl}/is/web12`)
        expect(await headline(page)).toBe('Not affected: your server is web12, all clear.')
        expect(await page.locator('[data-finding]').textContent()).toContain('open on other servers')
        for (const width of widths) {
          await page.setViewportSize({ width, height: 800 })
          await expectNothingWider(page)
        }
      })
    },
  )

  it('is asked beside an open post, too', async () => {
    await withPage({}, async page => {
      await page.goto(product.siteUrl)
      await page.getByRole('heading', { name: 'web07 is down' }).getByRole('link').click()
      await typeDomain(page, 'web12')
      await page.keyboard.press('Enter')
      await page.getByText('Not affected: your server is web12').waitFor()
      expect(new URL(page.url()).pathname).toMatch(/^\/posts\//)
    })
  })

  it('of a server that the browser remembers stands on top of every page until it is forgotten', async () => {
    await withPage({}, async page => {
      await page.goto(`${product.siteUrl}/is/web07`)
      await page.getByRole('button', { name: 'Remember web07' }).click()
      await page.waitForURL('**/is/web07.example-host.net?remembered')
      const kept = await page.context().cookies()
      expect(kept).toMatchObject([
        { name: 'allclear-server', value: 'web07.example-host.net', sameSite: 'Lax' },
      ])
      await page.goto(`${product.siteUrl}/posts`)
      const banner = page.getByRole('complementary', { name: 'Your server' })
      await banner.waitFor()
      expect(await banner.textContent()).toContain('web07 is down')
      await expectSoundByNight(page)
      await banner.getByRole('button', { name: 'Forget web07' }).click()
      await page.waitForURL('**/is/web07.example-host.net')
      expect(await page.context().cookies()).toEqual([])
      expect(await banner.count()).toBe(0)
    })
  })

  it('of a remembered server is a link away without scripts', async () => {
    await withPage({ javaScriptEnabled: false }, async page => {
      await page.goto(`${product.siteUrl}/is/web07`)
      await page.getByRole('button', { name: 'Remember web07' }).click()
      await page.goto(`${product.siteUrl}/posts`)
      await page.getByRole('link', { name: 'My server' }).click()
      expect(await headline(page)).toMatch(/^web07 is down/)
      await page.getByRole('button', { name: 'Forget web07' }).click()
      await page.getByRole('link', { name: 'My server' }).click()
      expect(await headline(page)).toBe('Which domain shall we look up?')
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

describe('an open answer', () => {
  it('follows its server, and says the change', async () => {
    await withPage({}, async page => {
      await page.goto(`${product.siteUrl}/is/web24`)
      expect(await page.title()).toMatch(/^Not affected: your server is web24, all clear · /)
      expect(await page.locator('[data-finding] noscript').isVisible()).toBe(false)
      await alert('web24', { kind: 'outage' })
      await until(async () => (await headline(page)).startsWith('web24 is down'), 'the open answer shows it')
      expect(await page.locator('#live').textContent()).toMatch(/^web24 is down/)
      expect(await page.title()).toMatch(/^web24 is down/)
    })
  })

  it('without scripts says how old it is, and that it stays so', async () => {
    await withPage({ javaScriptEnabled: false }, async page => {
      await page.goto(`${product.siteUrl}/is/web24`)
      const said = await page.locator('[data-finding]').textContent()
      expect(said).toMatch(/As of \d\d:\d\d UTC\./)
      expect(said).toContain('It does not change by itself')
      expect(await page.locator('[data-finding] noscript').isVisible()).toBe(true)
    })
  })
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
      const after = (selector: string) =>
        page
          .locator(selector)
          .evaluateAll(all =>
            all.map(each => [each.getAttribute('href'), getComputedStyle(each, '::after').content]),
          )
      for (const [href, shown] of await after(links)) expect(shown).toContain(href)
      const times = await page
        .locator('main time')
        .evaluateAll(all => all.map(each => getComputedStyle(each, '::after').content))
      expect(times.length).toBeGreaterThan(0)
      for (const time of times) expect(time).toMatch(/\d\d:\d\d(:\d\d)? (GMT|UTC)/)
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

/** More servers, spread over these groups. */
const grow = async (name: string, count: number, racks: readonly { id: string }[]) => {
  const grown = Array.from({ length: count }, (_, index) => ({
    hostname: `${name}${index}.example-host.net`,
    label: `${name}${index}`,
    groupId: racks[index % racks.length]?.id ?? null,
  }))
  await product.db.insert(servers).values(grown)
  await refreshPages(product)
}

/** The bytes of an address in gzip, which each browser takes. */
const weightOf = async (url: string) => {
  const answer = await fetch(url, { headers: { 'accept-encoding': 'gzip' } })
  await answer.body?.cancel()
  expect(answer.headers.get('content-encoding'), url).toBe('gzip')
  return Number(answer.headers.get('content-length'))
}

it('a first visit of 100 servers takes six requests at most, and 12,000 bytes in gzip', async () => {
  await grow('box', 37, await product.db.select().from(groups))
  const asked: string[] = []
  await withFreshPage({}, async page => {
    page.on('request', request => asked.push(request.url()))
    await page.goto(product.siteUrl)
    await page.waitForFunction(() => document.querySelector('main[data-is-filtered]') !== null)
  })
  // The stream of changes has no end.
  const whole = [...asked.filter(url => !url.endsWith('/live')), `${product.siteUrl}/icon.svg`]
  const sizes = await Promise.all(whole.map(weightOf))
  const bytes = sizes.reduce((sum, size) => sum + size, 0)
  console.info(`first visit of 100 servers: ${whole.length + 1} requests, ${bytes} bytes (${sizes})`)
  expect(whole.length + 1).toBeLessThanOrEqual(6)
  expect(bytes).toBeLessThanOrEqual(12_000)
})

it('with nine open incidents shows three whole and the others as lines, late promises included', async () => {
  const all = await product.db.select().from(servers)
  const named = all.filter(server => server.label.startsWith('box')).slice(0, 8)
  for (const [index, server] of named.entries())
    await incident(product.db, `many-${index}`, { [server.id]: ['degraded', 'slowdown'] })
  await refreshPages(product)
  await withPage({}, async page => {
    await page.goto(product.siteUrl)
    const lines = page.getByRole('table', { name: 'What else is open' }).locator('tbody tr')
    expect(await page.locator('section[aria-labelledby="open"] li.card').count()).toBe(3)
    expect(await lines.count()).toBeGreaterThanOrEqual(6)
    expect(await lines.last().textContent()).toMatch(
      /Slow.*title of many-\d.*On box\d.*Promised for .*, \d+ days.* late/,
    )
    await expectSoundByNight(page)
  })
})

describe('a board of 2,000 servers', () => {
  beforeAll(async () => {
    const racks = Array.from({ length: 20 }, (_, rack) => ({ name: `Hall ${rack}`, slug: `hall-${rack}` }))
    const made = await product.db.insert(groups).values(racks).returning()
    await grow('node', 1_900, made)
  }, 60_000)

  it.each([320, 768, 1440])('is short, light and sound at %s px', async width => {
    const bytes = gzipSync(await (await fetch(product.siteUrl)).text()).length
    expect(bytes).toBeLessThan(60_000)
    await withPage(
      { viewport: { width, height: 800 }, colorScheme: width === 768 ? 'dark' : 'light' },
      async page => {
        await page.goto(product.siteUrl)
        // All other rules find at each width what they found on the narrowest.
        const rules = width === 320 ? undefined : rulesOfLooks
        if (width === 320 || measure(1, 0)) expect(await problemsOf(page, [], rules)).toEqual([])
        await expectNothingWider(page)
        const height = await page.evaluate(() => document.documentElement.scrollHeight)
        console.info(`2,000 servers at ${width} px: ${height} px high, ${bytes} bytes of gzip`)
        expect(height).toBeLessThan(width === 320 ? 6_000 : 3_500)
      },
    )
  })

  it('without scripts shows trouble, folds the rest, and opens the group that a link names', async () => {
    await withPage({ javaScriptEnabled: false }, async page => {
      await page.goto(product.siteUrl)
      expect(await page.getByLabel(/Filter/).isVisible()).toBe(false)
      const seen = page.locator('#wall')
      expect(await seen.getByRole('link', { name: /web07 down/ }).isVisible()).toBe(true)
      expect(await seen.getByRole('link', { name: /node5 / }).isVisible()).toBe(false)
      await page.locator('#fold-hall-5').click()
      expect(await seen.getByRole('link', { name: /node5 / }).isVisible()).toBe(true)
      await page.goto(`${product.siteUrl}/groups/hall-7`)
      expect(await seen.getByRole('link', { name: /node7 / }).isVisible()).toBe(true)
    })
  })

  it('keeps by the keyboard what is filtered, folded and scrolled while it changes, and says the change alone', async () => {
    await withPage({}, async page => {
      await page.goto(product.siteUrl)
      await page.locator('#fold-hall-5').focus()
      await page.keyboard.press('Enter')
      const node5 = page.locator('#wall').getByRole('link', { name: /node5 / })
      await node5.waitFor()
      await page.getByLabel(/Filter/).focus()
      await page.keyboard.type('hall node19')
      const count = page.locator('#filter-box output')
      expect(await count.textContent()).toBe('11 of 2000 servers')
      await alert('node190', { kind: 'outage' })
      await page.getByRole('heading', { name: 'node190 is down' }).waitFor()
      expect(await page.getByLabel(/Filter/).inputValue()).toBe('hall node19')
      expect(await count.textContent()).toBe('11 of 2000 servers')
      expect(await count.getAttribute('aria-live')).toBe('off')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('filter')
      expect(await page.locator('#live').textContent()).toMatch(/ of 2,000 servers/)
      await page.getByLabel(/Filter/).fill('')
      expect(await node5.isVisible()).toBe(true)
    })
  })
})
