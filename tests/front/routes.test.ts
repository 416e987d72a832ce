import { describe, expect, it } from 'vitest'
import { plainPath, routeOf } from '#lib/front/routes.ts'
import { builtSite } from './built.ts'

const built = builtSite()

describe('the route of an address', () => {
  it.each([
    ['/', '/'],
    ['/?utm_source=mail', '/'],
    ['/posts?page=2', '/posts'],
    ['/history?page=2', '/history'],
    ['/history/2026-11?page=2&x=1', '/history/2026-11?page=2'],
    ['/history/2026-11?page=2&page=3', '/history/2026-11?page=2'],
    ['/history/2026-11?page=0', '/history/2026-11'],
    ['/history/2026-11?page=2%00', '/history/2026-11'],
    ['/posts/2013-02-19-high-alert', '/posts/2013-02-19-high-alert'],
    ['/servers/web07.example-host.net?x', '/servers/web07.example-host.net'],
    ['/subscribe?server=abcdef012345', '/subscribe?server=abcdef012345'],
    ['/confirm/expired', '/confirm/expired'],
  ])('%s is the page %s', (url, key) => {
    expect(routeOf(url, built)).toMatchObject({ is: 'page', key })
  })

  it('of a month is brought up to date with the history', () => {
    const route = { is: 'page', key: '/history/2026-11', path: '/history' }
    expect(routeOf('/history/2026-11', built)).toEqual(route)
  })

  it.each([
    '/find?q=example.com',
    '/history/search?q=web07',
    '/posts/2013-02-19-high-alert/ask?about=point-6',
    '/confirm/abc.def',
    '/unsubscribe/abc',
    '/comments/confirm/abc',
    '/kept/abc',
    '/deflect.txt?domain=example.com',
  ])('%s is for one reader', url => {
    expect(routeOf(url, built)).toEqual({ is: 'personal' })
  })

  it('makes the frame about one caller for frames in pages of others', () => {
    expect(routeOf('/embed/caller?domain=example.com', built)).toEqual({ is: 'personal', isFramed: true })
  })

  it.each(['/desk', '/desk/alerts', '/desk/sign-in?to=%2Fdesk'])('%s is the desk', url => {
    expect(routeOf(url, built)).toEqual({ is: 'desk' })
  })

  it('has a stream of changes for readers, and one for staff', () => {
    expect(['/live', '/desk/live'].map(url => routeOf(url, built))).toEqual([
      { is: 'live' },
      { is: 'desk-live' },
    ])
  })

  it.each(['/api/alerts/generic', '/api/auth/get-session', '/api/alerts/in/token/tool?x'])(
    '%s is an endpoint',
    url => {
      expect(routeOf(url, built)).toEqual({ is: 'endpoint' })
    },
  )

  it.each(['/api/junk-1', '/api/', '/api/subscribe/x', '/api/alerts'])('%s is no endpoint', url => {
    expect(routeOf(url, built)).toEqual({ is: 'no-endpoint' })
  })

  it.each([
    '/wp-login.php',
    '/posts/../desk',
    '/servers/WEB07',
    '/servers/web07/',
    '/servers/web07%2Eexample',
    '/_next/image?url=%2Ficon.svg&w=64&q=75',
    '/_next/data/x/index.json',
    '/_next/static/chunks/junk-1.js',
    '/_next/static/chunks/../../../package.json',
    '/junk-1.png',
    '/desk/junk',
    '/deskjunk',
    '/desk/outbox/%E0%A4%A',
    '/findjunk',
    '/confirm/a/b',
    '/preferences/a/b/c',
    '/%2e%2e/etc/passwd',
    `/servers/${'a'.repeat(254)}`,
  ])('%s is nowhere', url => {
    expect(routeOf(url, built)).toEqual({ is: 'nowhere' })
  })

  it.each(['/%6cive.js', '/live%2Ejs', '/live.js?junk=1'])('%s is the one file that it means', url => {
    expect(routeOf(url, built)).toEqual({ is: 'file', key: '/live.js' })
  })

  it.each([
    ['/servers/WEB07.Example-Host.net', '/servers/web07.example-host.net'],
    ['/servers/web07.example-host.net.', '/servers/web07.example-host.net'],
    ['/servers/web07%2Eexample-host.net/?a=b', '/servers/web07.example-host.net'],
    ['/posts/2013-02-19-High/', '/posts/2013-02-19-high'],
    ['/servers/a b', null],
    ['/servers/..', null],
    ['/servers/a/b', null],
    ['/desk/', null],
    ['/servers/%', null],
    [`/servers/${'a'.repeat(254)}`, null],
  ])('the plain path of %s is %s', (url, plain) => {
    expect(plainPath(url)).toBe(plain)
  })

  it.each(['/live.js', '/icon.svg', '/_next/static/chunks/a-b.css'])('%s is a file', url => {
    expect(routeOf(url, built)).toMatchObject({ is: 'file' })
  })
})

it.each(['/confirm/abc%', '/preferences/%E0%A4%A', '/unsubscribe/%zz', '/comments/confirm/%ff', '/find%'])(
  'an address that was cut or garbled leads nowhere, not to an outage: %s',
  url => {
    expect(routeOf(url, built)).toEqual({ is: 'nowhere' })
  },
)
