import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BrandHosts, type PlacedBrand } from '#lib/front/brands/brand-hosts.ts'
import { speaking } from '#lib/front/languages/speaking.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { currentLanguage } from '#lib/language.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { startFront } from '#tests/front/front-fixture.ts'
import { askAt } from '#tests/support/brands/ask-at.ts'
import { askRaw } from './ask-raw.ts'
import { endOffer, offerLanguages as offer } from './offer-languages.ts'

beforeEach(() => offer('en', 'de', 'ar'))
afterEach(endOffer)

describe('a request', () => {
  const made: [language: Language, url: string][] = []
  let front: Awaited<ReturnType<typeof startFront>>

  async function render(url: string): Promise<RenderedAnswer> {
    made.push([currentLanguage(), url])
    const body = Buffer.from(`<head></head>${currentLanguage()} <a href="/history">`)
    return { status: 200, contentType: 'text/html; charset=utf-8', body }
  }

  beforeEach(async () => {
    made.length = 0
    const spoken = speaking(render)
    front = await startFront({
      names: ['/servers/web07'],
      render: spoken,
      pages: new PageCache({ render: spoken, say: () => {} }),
    })
  })
  afterEach(() => front.stop())

  const led = async (path: string, headers: Record<string, string> = {}, method = 'GET') => {
    const { status, headers: head } = await front.ask(path, { method, headers })
    return [status, head.get('location')]
  }

  it.each<[path: string, headers: Record<string, string>, status: number, location: string | null]>([
    ['/', { 'accept-language': 'de-AT, en;q=0.5' }, 302, '/de'],
    ['/?q=a', { 'accept-language': 'de' }, 302, '/de?q=a'],
    ['/', { 'accept-language': 'en-US, de;q=0.5' }, 200, null],
    ['/', { 'accept-language': 'fr' }, 200, null],
    ['/', { 'accept-language': 'de', cookie: 'allclear-language=en' }, 200, null],
    ['/', { 'accept-language': 'en', cookie: 'a=b; allclear-language=ar' }, 302, '/ar'],
    ['/', { 'accept-language': 'de', cookie: 'allclear-language=fr' }, 302, '/de'],
    ['/', { 'accept-language': 'de', cookie: 'not-allclear-language=ar' }, 302, '/de'],
    ['/history', { 'accept-language': 'de' }, 200, null],
    ['/ar', { 'accept-language': 'de' }, 200, null],
    ['/de/', {}, 200, null],
    ['/en', {}, 302, '/'],
    ['/en/history?q=1', {}, 302, '/history?q=1'],
    ['/fr/servers/web07', {}, 302, '/servers/web07'],
  ])('of %s by %o: %i', async (path, headers, status, location) => {
    expect(await led(path, headers)).toEqual([status, location])
  })

  it('is led nowhere where one language is offered', async () => {
    offer('en')
    expect(await led('/', { 'accept-language': 'de' })).toEqual([200, null])
    expect((await front.ask('/')).headers.get('vary')).not.toContain('Accept-Language')
  })

  it('by HEAD is led as by GET; what is sent stays where it is', async () => {
    const german = { 'accept-language': 'de' }
    expect(await led('/', german, 'HEAD')).toEqual([302, '/de'])
    expect(await led('/', german, 'POST')).toEqual([405, null])
    expect(await led('/history?in=de', {}, 'HEAD')).toEqual([302, '/de/history'])
    expect(await led('/history?in=de', {}, 'POST')).toEqual([405, null])
  })

  it('that chooses a language is remembered, and led to the same place', async () => {
    const answer = await front.ask('/servers/web07?in=de&a=b')
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/de/servers/web07?a=b'])
    expect(answer.headers.get('set-cookie')).toMatch(
      /^allclear-language=de; Path=\/; Max-Age=31536000; SameSite=Lax/,
    )
    expect(answer.headers.get('cache-control')).toBe('private, no-store')
    expect(await led('/de/history?in=en')).toEqual([302, '/history'])
    expect(await led('/de/history?in=ar')).toEqual([302, '/ar/history'])
    expect(await led('/desk/posts?in=de')).toEqual([302, '/desk/posts'])
  })

  it.each(['/history?in=fr', '/history?in=', '/history?in=DE', '/history?in=constructor', '/history?a=in='])(
    'that chooses nothing that is offered chooses nothing: %s',
    async path => {
      const answer = await front.ask(path)
      expect([answer.status, answer.headers.get('set-cookie')]).toEqual([200, null])
    },
  )

  it.each(['/de//evil.example', '/fr//evil.example', '//evil.example/?in=en', '//evil.example/?in=de'])(
    'never leads to another site: %s',
    async path => {
      const { location } = await askRaw(front.port, path)
      expect(location ?? '/').toMatch(/^\/(?![/\\])/)
    },
  )

  it('says by what the board depends on its reader, and keeps private what is against the browser’s wish', async () => {
    const first = await front.ask('/', { headers: { 'accept-language': 'de' } })
    expect(first.headers.get('vary')).toBe('Accept-Language, Cookie')
    const plain = await front.ask('/', { headers: { 'accept-language': 'en' } })
    expect(plain.headers.get('vary')).toContain('Accept-Language')
    const chosen = { 'accept-language': 'de', cookie: 'allclear-language=en' }
    const own = await front.ask('/', { headers: chosen })
    expect([own.status, own.headers.get('cache-control')]).toEqual([200, 'private, no-store'])
    expect(own.headers.get('etag')).toBe(null)
    const agreed = { 'accept-language': 'en', cookie: 'allclear-language=en' }
    expect((await front.ask('/', { headers: agreed })).headers.get('cache-control')).not.toContain('private')
  })

  it('is answered from one page for each language, which all end with one change', async () => {
    const ask = async () => {
      for (const path of ['/history', '/de/history', '/ar/history', '/de/history']) await front.ask(path)
    }
    await ask()
    const each: [Language, string][] = [
      ['en', '/history'],
      ['de', '/history'],
      ['ar', '/history'],
    ]
    expect(made).toEqual(each)
    made.length = 0
    await front.parts.pages.invalidate(['/history'])
    await ask()
    expect(made.toSorted()).toEqual(each.toSorted())
  })

  it('has links in its language, and in its head where the others are', async () => {
    const html = await (await front.ask('/de/history')).text()
    expect(html).toContain('<a href="/de/history">')
    expect(
      [...html.matchAll(/hreflang="([^"]+)" href="https?:\/\/[^/]+([^"]*)"/g)].map(m => m.slice(1)),
    ).toEqual([
      ['en', '/history'],
      ['de', '/de/history'],
      ['ar', '/ar/history'],
      ['x-default', '/history'],
    ])
  })

  it('for what is made for one reader is made in the language of its address', async () => {
    await front.ask('/de/confirm/abc')
    expect(made).toEqual([['de', '/confirm/abc']])
  })

  it('has the plain addresses in the language of the site', async () => {
    offer('de', 'en')
    expect(await (await front.ask('/')).text()).toContain('de <a href="/history">')
    expect(await (await front.ask('/en')).text()).toContain('en <a href="/en/history">')
    expect(await led('/', { 'accept-language': 'en' })).toEqual([302, '/en'])
    expect(await led('/de/history')).toEqual([302, '/history'])
  })

  it.each([
    ['a header of 12 KB', 'x'.repeat(12_000)],
    ['thousands of ranges', 'x,'.repeat(6_000)],
  ])('with %s is answered in the language of the site', async (_, header) => {
    expect(await led('/', { 'accept-language': header })).toEqual([200, null])
  })
})

describe('the site of a brand', () => {
  const brand: PlacedBrand = {
    id: 'alpha',
    host: 'status.alpha.com',
    isRetired: false,
    pages: new Map([['/servers/web07.hoster.net', '/servers/server1.alpha.com']]),
    files: [],
  }

  it('is asked for in each language at its own host, and names no other', async () => {
    const read = async () => [brand]
    const brands = new BrandHosts({ read, ownHost: 'status.hoster.net', trustedProxies: 0, say: () => {} })
    await brands.readAgain()
    const front = await startFront({ brands, names: ['/servers/web07.hoster.net'] })
    const at = (path: string, asked = {}) => askAt(front.site, brand.host, path, asked)
    expect((await at('/')).text).toBe('page /at/alpha')
    expect((await at('/de')).text).toBe('page /de/at/alpha')
    expect((await at('/de/history')).text).toBe('page /de/at/alpha/lost')
    const led = await at('/', { headers: { 'accept-language': 'de' } })
    expect([led.status, led.headers.location]).toEqual([302, '/de'])
    const chosen = await at('/servers/server1.alpha.com?in=ar')
    expect(chosen.headers.location).toBe('/ar/servers/server1.alpha.com')
    await front.stop()
  })
})
