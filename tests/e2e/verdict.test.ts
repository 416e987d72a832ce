import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { withPage } from '#tests/support/browser.ts'
import { expectNothingWider, expectSoundByNight } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'
import { headline, useTrouble } from './trouble.ts'

const { product, alert } = useTrouble()

/** Whoever begins to type is sent what answers in place; before that, a page of its own answers. */
const typeDomain = async (page: Page, domain: string) => {
  const script = page.waitForRequest('**/finding.js')
  await page.getByLabel(/Your domain/).fill(domain)
  await script
  // Resolves when it has run.
  await page.evaluate("import('/finding.js')")
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

  it('answers also where the page is made anew meanwhile', async () => {
    await withPage({}, async page => {
      await page.goto(product.siteUrl)
      await typeDomain(page, 'web12')
      const held = Promise.withResolvers<void>()
      await page.route('**/find?*', async route => {
        await held.promise
        await route.continue()
      })
      const asked = page.waitForRequest('**/find?*')
      await page.keyboard.press('Enter')
      await asked
      const old = await page.locator('#answer').elementHandle()
      // What live.js calls when it hears of a change.
      await page.evaluate('refresh()')
      expect(await old?.evaluate(each => each.isConnected)).toBe(false)
      held.resolve()
      await page.locator('#answer').getByText('web12').first().waitFor()
      await page.unrouteAll()
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
      await page.waitForURL(/\/posts\//)
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
