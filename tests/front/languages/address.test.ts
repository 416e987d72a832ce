import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { addressIn, isSpoken, splitLanguage } from '#lib/front/languages/address.ts'
import { localiseAnswer, localiseLinks } from '#lib/front/languages/localise-links.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { endOffer, offerLanguages as offer } from './offer-languages.ts'

beforeEach(() => offer('en', 'de', 'ar'))
afterEach(endOffer)

describe('the language before an address', () => {
  it.each<[url: string, language: Language | null, rest: string]>([
    ['/', null, '/'],
    ['/de', 'de', '/'],
    ['/de/', 'de', '/'],
    ['/de?q=1', 'de', '/?q=1'],
    ['/de/servers/web07', 'de', '/servers/web07'],
    ['/de/status.txt?a', 'de', '/status.txt?a'],
    ['/den', null, '/den'],
    ['/den/servers', null, '/den/servers'],
    ['/DE', null, '/DE'],
    ['/xx/servers', null, '/xx/servers'],
    ['/desk', null, '/desk'],
    ['/de/de/servers', 'de', '/de/servers'],
    ['/de//evil.example', 'de', '/evil.example'],
    ['/de/\\evil.example', 'de', '/evil.example'],
    ['/servers/de', null, '/servers/de'],
  ])('of %s is %s', (url, language, rest) => {
    expect(splitLanguage(url)).toEqual({ language, url: rest })
  })

  it.each<[own: Language, language: Language, url: string, address: string]>([
    ['en', 'en', '/servers/web07', '/servers/web07'],
    ['en', 'de', '/servers/web07', '/de/servers/web07'],
    ['en', 'de', '/', '/de'],
    ['en', 'de', '/?q=1', '/de?q=1'],
    ['en', 'de', '/#open', '/de#open'],
    ['en', 'de', '/status.txt', '/de/status.txt'],
    ['en', 'en', '/status.txt', '/status.txt'],
    ['de', 'de', '/', '/'],
    ['de', 'en', '/', '/en'],
    ['de', 'de', '/status.txt', '/de/status.txt'],
    ['de', 'en', '/status.txt', '/status.txt'],
  ])('where the site speaks %s: in %s %s is at %s', (own, language, url, address) => {
    offer(own, own === 'de' ? 'en' : 'de')
    expect(addressIn(language, url)).toBe(address)
  })

  it.each([
    '/desk',
    '/desk/posts',
    '/desk?a',
    '/live',
    '/api/v1/servers',
    '/api/v2/status.json',
    '/api/alerts/generic',
    '/mcp',
    '/agent/send.sh',
    '/_next/static/a.js',
    '/board.js',
    '/icon.svg',
    '/.well-known/security.txt',
    '/card/site.png',
  ])('never stands before what is for programs alone: %s', url => {
    expect(isSpoken(url)).toBe(false)
  })

  it.each(['/', '/servers/web07', '/deskless', '/api/subscribe', '/status.txt', '/history.rss', '/api'])(
    'may stand before %s',
    url => expect(isSpoken(url)).toBe(true),
  )
})

describe('links of a page in another language', () => {
  it.each([
    ['<a href="/servers/web07">', '<a href="/de/servers/web07">'],
    ['<a href="/">', '<a href="/de">'],
    ['<a href="/?q=a&amp;b=1">', '<a href="/de?q=a&amp;b=1">'],
    ['<form action="/api/subscribe">', '<form action="/de/api/subscribe">'],
    ['<button formaction="/api/yours">', '<button formaction="/de/api/yours">'],
    ['<a href="/status.txt">', '<a href="/de/status.txt">'],
  ])('lead on in it: %s', (html, localised) => {
    expect(localiseLinks(html, 'de')).toBe(localised)
  })

  it.each([
    '<a href="/desk">',
    '<a href="#open">',
    '<a href="?in=de">',
    '<a href="//elsewhere.example/a">',
    '<a href="https://elsewhere.example/a">',
    '<a href="mailto:a@b.example">',
    '<script src="/live.js">',
    '<link href="/_next/static/a.css">',
    '<img src="/servers/web07">',
    '<p data-path="/servers/web07">',
    '<code>href=&quot;/servers&quot;</code>',
    '<a href="/api/v2/status.json">',
  ])('stay as they are: %s', html => {
    expect(localiseLinks(html, 'de')).toBe(html)
  })

  it('stay plain in the language of the site, and programs are answered as they are', () => {
    expect(localiseLinks('<a href="/servers/web07">', 'en')).toBe('<a href="/servers/web07">')
    const body = Buffer.from('see href="/servers/web07"')
    const answer = { status: 200, contentType: 'text/plain; charset=utf-8', body }
    expect(localiseAnswer(answer, 'de').body).toBe(body)
  })

  it('also say where something has moved', () => {
    const moved = { status: 308, contentType: 'text/plain', body: Buffer.from('') }
    expect(localiseAnswer({ ...moved, location: '/posts' }, 'de').location).toBe('/de/posts')
    expect(localiseAnswer({ ...moved, location: 'https://a.example/' }, 'de').location).toBe(
      'https://a.example/',
    )
  })
})
