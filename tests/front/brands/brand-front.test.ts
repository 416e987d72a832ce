import { afterEach, describe, expect, it } from 'vitest'
import { BrandHosts, type PlacedBrand, shownBy } from '#lib/front/brands/brand-hosts.ts'
import { brandRouteOf } from '#lib/front/brands/brand-routes.ts'
import { checkBranded } from '#lib/front/brands/check-branded.ts'
import { builtSite } from '#tests/front/built.ts'
import { startFront } from '#tests/front/front-fixture.ts'
import { askAt } from '#tests/support/brands/ask-at.ts'

const brand: PlacedBrand = {
  id: 'alpha',
  host: 'status.alpha.com',
  isRetired: false,
  pages: new Map([['/servers/web07.hoster.net', '/servers/server1.alpha.com']]),
  files: [`/brand/${'a'.repeat(32)}.svg`],
}
const retired: PlacedBrand = { ...brand, id: 'old', host: 'status.old.com', isRetired: true }

const said: string[] = []
const say = (line: string) => void said.push(line)

let front: Awaited<ReturnType<typeof startFront>>
afterEach(() => front?.stop())

async function startWith(
  all: readonly PlacedBrand[],
  more: Parameters<typeof startFront>[0] = {},
  trustedProxies = 0,
) {
  const brands = new BrandHosts({ read: async () => all, ownHost: 'status.hoster.net', trustedProxies, say })
  await brands.readAgain()
  front = await startFront({ brands, trustedProxies, names: ['/servers/web07.hoster.net'], ...more })
}

const at = (host: string, path: string, asked = {}) => askAt(front.site, host, path, asked)

describe('whose site a host is', () => {
  it('without a brand every host is the hoster’s own, as it always was', async () => {
    await startWith([])
    for (const host of ['status.hoster.net', 'anything.com', '203.0.113.7', 'localhost'])
      expect([host, (await at(host, '/')).text]).toEqual([host, 'page /'])
  })

  it.each([
    ['status.hoster.net', 'page /'],
    ['STATUS.hoster.net:443', 'page /'],
    ['status.alpha.com', 'page /at/alpha'],
    ['Status.Alpha.com:8080', 'page /at/alpha'],
    ['127.0.0.1:3000', 'page /'],
    ['[::1]:3000', 'page /'],
    ['10.0.0.7', 'page /'],
    ['allclear', 'page /'],
    ['allclear.default.svc.cluster.local', 'page /'],
  ])('with one, %s shows %s', async (host, text) => {
    await startWith([brand, retired])
    expect((await at(host, '/')).text).toBe(text)
  })

  it.each(['status.old.com', 'other.com', '8.8.8.8', '[2606:4700::1111]:3000'])(
    'with one, %s shows nothing of anybody',
    async host => {
      await startWith([brand, retired])
      for (const path of [
        '/',
        '/desk',
        '/status.txt',
        '/servers/web07.hoster.net',
        '/no-such-page',
        '/api/subscribe',
      ])
        expect([path, (await at(host, path)).status]).toEqual([path, 421])
      expect(front.rendered).toEqual([])
    },
  )

  it('alerts arrive by any name but a brand’s', async () => {
    await startWith([brand])
    for (const host of ['other.com', '8.8.8.8', 'status.hoster.net'])
      expect((await at(host, '/api/alerts/generic', { method: 'POST' })).status).toBe(200)
    expect((await at('status.alpha.com', '/api/alerts/generic', { method: 'POST' })).status).toBe(405)
  })

  it('a forwarded host counts from a trusted proxy alone, and where the request comes to no site', async () => {
    const forwarded = (host: string) => ({ headers: { 'x-forwarded-host': host } })
    await startWith([brand])
    expect((await at('127.0.0.1:3000', '/', forwarded(brand.host))).text).toBe('page /')
    await front.stop()
    await startWith([brand], {}, 1)
    expect((await at('127.0.0.1:3000', '/', forwarded(brand.host))).text).toBe('page /at/alpha')
    expect((await at(brand.host, '/', forwarded('status.hoster.net'))).text).toBe('page /at/alpha')
    expect((await at('status.hoster.net', '/', forwarded(brand.host))).text).toBe('page /')
  })

  it('while it is not known, nobody but the hoster’s own readers is served', async () => {
    const read = async () => {
      throw new Error('It does not answer.')
    }
    const brands = new BrandHosts({ read, ownHost: 'status.hoster.net', trustedProxies: 0, say })
    await brands.readAgain()
    front = await startFront({ brands })
    expect((await at('status.hoster.net', '/')).status).toBe(200)
    expect((await at('status.alpha.com', '/')).status).toBe(503)
  })
})

describe('at the host of a brand', () => {
  it('there is what is named, and one page for all the rest', async () => {
    await startWith([brand])
    expect((await at(brand.host, '/servers/server1.alpha.com')).text).toBe(
      'page /at/alpha/servers/server1.alpha.com',
    )
    expect((await at(brand.host, '/posts/abcdefghijkl')).headers.location).toBe('/')
    for (const path of [
      '/servers/web07.hoster.net',
      '/history',
      '/desk',
      '/at/alpha',
      '/at/alpha/',
      '/mcp',
      '/live.json',
    ])
      expect([path, (await at(brand.host, path)).text]).toEqual([path, 'page /at/alpha/lost'])
  })

  it('a form goes to the brand’s own endpoint, whatever the sender says of it', async () => {
    await startWith([brand])
    await at(brand.host, '/api/subscribe', { method: 'POST' })
    expect(front.passed.map(({ url }) => url)).toEqual(['/at/alpha/api/subscribe'])
  })

  it('only what belongs to mail is open while the hoster’s site is not for everybody', async () => {
    await startWith([brand], { readership: 'customers' })
    expect((await at(brand.host, '/')).text).toBe('page /at/alpha/lost')
    expect((await at(brand.host, '/status.txt')).text).toBe('page /at/alpha/lost')
    expect((await at(brand.host, '/unsubscribe/abc')).text).toBe('page /at/alpha/unsubscribe/abc')
  })

  it('nobody asks from outside for what is made inside', async () => {
    await startWith([brand])
    for (const path of ['/at/alpha', '/at/alpha/status.txt', '/at/alpha/servers/server1.alpha.com'])
      expect((await at('status.hoster.net', path)).status).toBe(404)
  })
})

it('a change names its own pages to the readers of a brand', () => {
  const brands = new BrandHosts({
    read: async () => [brand, retired],
    ownHost: 'h.net',
    trustedProxies: 0,
    say,
  })
  return brands.readAgain().then(() => {
    expect(brands.touchedBy(['/', '/servers/web08.hoster.net', '/posts/x'])).toEqual([])
    const touched = { id: 'alpha', base: '/at/alpha', paths: ['/', '/servers/server1.alpha.com'] }
    expect(brands.touchedBy(['/', '/servers/web07.hoster.net'])).toEqual([touched])
    expect(brands.touchedBy(['*'])).toEqual([touched])
  })
})

it('junk at a brand’s host is one address', () => {
  const junk = [
    '/%E0%A4%A',
    `/servers/${'a'.repeat(5000)}`,
    '/servers/..',
    '//',
    '/find/x',
    '/confirm/a/b',
    '/embed/script.js',
    '/kit/whmcs-hook.php',
    '/sw.js',
    '/api/subscribe/x',
  ]
  const shown = shownBy(brand)
  for (const path of junk) expect(brandRouteOf(path, shown, builtSite()).is).toBe('nowhere')
  const asked = brandRouteOf('/subscribe?server=server9.alpha.com&x=y', shown, builtSite())
  expect(asked).toEqual({ is: 'page', key: '/at/alpha/subscribe' })
  expect(brandRouteOf('/?a=1&b=2', shown, builtSite())).toEqual({ is: 'page', key: '/at/alpha' })
})

describe('what was made for a brand', () => {
  const page = (body: string, status = 200) => ({ status, contentType: 'text/html', body: Buffer.from(body) })
  const check = (key: string, body: string, status = 200) =>
    checkBranded(key, page(body, status), 'status.hoster.net')

  it('goes out where it is the brand’s', () => {
    expect(check('/at/alpha', '<html data-site="alpha">').status).toBe(200)
    expect(check('/at/alpha/lost', '<html data-site="alpha">').status).toBe(404)
  })

  it('does not where it is another’s, or names the hoster', () => {
    expect(() => check('/at/alpha', '<html>')).toThrow('none of the brand')
    expect(() => check('/at/alpha?problem=email', '<html data-site="beta">')).toThrow('none of the brand')
    expect(() => check('/at/alpha', '<html data-site="alpha">status.hoster.net')).toThrow('not given out')
    const moved = { ...page('', 308), location: '/at/alpha/x' }
    expect(() => checkBranded('/at/alpha', moved, 'status.hoster.net')).toThrow('leads elsewhere')
    expect(check('/at/alpha/servers/x', 'the framework’s own page', 404).body.length).toBe(0)
  })
})
