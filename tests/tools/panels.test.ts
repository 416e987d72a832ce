import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withPage } from '#tests/support/browser.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { programOf, Workshop } from './workshop.ts'

const title = programOf('php') ? 'in PHP' : 'in PHP (skipped: php is not installed here)'
const [troubled, calm] = ['web07.example-host.net', 'web33.example-host.net']

describe.skipIf(!programOf('php'))(`What the kit puts into the panels of a hoster, ${title}`, () => {
  let product: Product
  let shop: Workshop
  let panel: Server
  /** Takes what is asked of it, and never answers. */
  const silent = createSocketServer(() => {})
  let html = ''

  beforeAll(async () => {
    product = await startProduct()
    shop = await Workshop.open('panels')
    for (const name of ['whmcs-hook.php', 'cpanel-plugin.sh'])
      await shop.write(name, await (await fetch(`${product.siteUrl}/kit/${name}`)).text())
    panel = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(html))
    for (const server of [panel, silent])
      await new Promise<void>(resolve => server.listen(0, '127.0.0.1', () => resolve()))
    await product.alert({
      fingerprint: 'ping:web07',
      server: 'web07',
      state: 'firing',
      severity: 'critical',
      kind: 'outage',
      summary: 'no answer',
    })
    const address = `${product.siteUrl}/embed/frame/${troubled}`
    await until(async () => (await (await fetch(address)).text()).includes('web07 is down'), 'it is down')
  })

  afterAll(async () => {
    panel?.close()
    panel?.closeAllConnections()
    silent.close()
    await shop?.close()
    await product?.stop()
  })

  const harness = new URL('whmcs.php', import.meta.url).pathname
  const hook = (client: string, ...hostnames: string[]) =>
    shop.run('php', [harness, shop.path('whmcs-hook.php'), client, ...hostnames])

  /** Opens what a panel has made, as its customer does. */
  async function open<T>(made: string, look: (page: Page) => Promise<T>): Promise<T> {
    html = `<!doctype html><html lang="en"><title>Panel</title><body>${made}<p id="end">The panel</p></body></html>`
    return withPage({}, async page => {
      await page.goto(`http://127.0.0.1:${(panel.address() as AddressInfo).port}/`, {
        waitUntil: 'domcontentloaded',
      })
      expect(await page.locator('#end').isVisible()).toBe(true)
      return look(page)
    })
  }
  const elsewhere = (made: string, port: number) =>
    made.replaceAll(product.siteUrl, `http://127.0.0.1:${port}`)

  it('passes php -l', async () => {
    expect(await shop.run('php', ['-l', shop.path('whmcs-hook.php')])).toContain('No syntax errors')
  })

  it('in WHMCS shows the trouble of the client’s own server, and nothing of one that is well', async () => {
    const made = await hook('7', troubled, calm)
    expect(made).toMatch(/^<!-- ClientAreaHeaderOutput 1 -->/)
    await open(made, async page => {
      const notes = page.locator('iframe')
      await until(async () => (await notes.count()) === 2, 'both are asked for')
      await until(async () => notes.first().isVisible(), 'the trouble shows')
      expect(await page.frameLocator('iframe').first().getByRole('status').textContent()).toMatch(
        /^We know: web07 is down\./,
      )
      expect(await notes.last().isVisible()).toBe(false)
    })
  })

  it('in WHMCS is about the whole site where nobody is signed in', async () => {
    expect(await hook('')).toBe(
      `<!-- ClientAreaHeaderOutput 1 --><script async src="${product.siteUrl}/embed/script.js"></script>`,
    )
  })

  it('in WHMCS shows nothing, and holds nothing up, while the site is away or silent', async () => {
    const made = await hook('7', troubled)
    for (const port of [1, (silent.address() as AddressInfo).port])
      await open(elsewhere(made, port), async page => {
        expect(await page.locator('iframe').count()).toBe(0)
        expect(await page.locator('body').textContent()).toBe('The panel')
      })
  })

  it('in WHMCS takes no name that is none, and survives a database that fails', async () => {
    for (const name of ['"><script>alert(1)</script>', 'a b', '', `${'a'.repeat(254)}`, "x'y", 'web07\n'])
      expect(await hook('7', name), name).toBe('<!-- ClientAreaHeaderOutput 1 -->')
    expect(await hook('7', 'fails')).toBe('<!-- ClientAreaHeaderOutput 1 -->')
  })

  describe('in cPanel', () => {
    const install = async (hostname: string, ...rest: string[]) => {
      await shop.write('bin/hostname', `#!/bin/sh\necho '${hostname}'\n`, 0o755)
      const env = { PATH: `${shop.path('bin')}:${process.env.PATH}` }
      return shop.run('sh', [shop.path('plugin.sh'), ...rest], env)
    }
    const page = () => shop.path('usr/local/cpanel/base/frontend/jupiter/allclear/index.live.php')

    beforeAll(async () => {
      await shop.write('plugin.sh', shop.moved(await shop.read('cpanel-plugin.sh')))
      for (const name of ['install_plugin', 'uninstall_plugin'])
        await shop.write(
          `usr/local/cpanel/scripts/${name}`,
          `#!/bin/sh\necho ${name} "$2"\ntar -xzOf "$1" install.json\n`,
          0o755,
        )
      await shop.write(
        'usr/local/cpanel/php/cpanel.php',
        '<?php class CPANEL { function header($title) { return "<h1>$title</h1>"; } function footer() { return "<footer></footer>"; } function end() {} }',
      )
    })

    it('registers a link as its guide to plugins wants it', async () => {
      const [first, ...said] = (await install(troubled)).split('\n')
      expect(first).toBe('install_plugin --theme=jupiter')
      expect(JSON.parse(said.join('\n'))).toEqual([
        {
          id: 'allclear',
          type: 'link',
          name: 'Server status',
          group_id: 'metrics',
          order: 1,
          icon: 'allclear.svg',
          uri: 'allclear/index.live.php',
        },
      ])
    })

    it('shows on its page what is the matter, and nothing broken while the site is away or silent', async () => {
      expect(await shop.run('php', ['-l', page()])).toContain('No syntax errors')
      const made = await shop.run('php', [page()])
      expect(made).toMatch(/^<h1>Server status<\/h1>/)
      await open(made, async shown => {
        await until(async () => shown.locator('iframe').isVisible(), 'the trouble shows')
        expect(await shown.getByRole('img').getAttribute('alt')).toBe(`Status of ${troubled}`)
      })
      await open(elsewhere(made, 1), async shown => {
        await until(async () => (await shown.locator('img').count()) === 0, 'the badge is gone')
        expect(await shown.locator('iframe').count()).toBe(0)
      })
      await open(elsewhere(made, (silent.address() as AddressInfo).port), async shown =>
        expect(await shown.locator('iframe').count()).toBe(0),
      )
    })

    it('refuses a host name that is none, and says what to do', async () => {
      for (const name of ['a"b', '$(id)', 'a b', ''])
        await expect(install(name), name).rejects.toThrow(/is no host name: set one with hostnamectl/)
    })

    it('is taken away again', async () => {
      expect(await install(troubled, 'remove')).toMatch(/^uninstall_plugin --theme=jupiter/)
      await expect(shop.run('test', ['-e', page()])).rejects.toThrow()
    })
  })
})
