import { describe, expect, it } from 'vitest'
import { routeOf } from '#lib/front/routes.ts'

describe('the route of an address', () => {
  it.each([
    ['/', '/'],
    ['/?utm_source=mail', '/'],
    ['/posts?page=2', '/posts?page=2'],
    ['/posts?page=2&x=1', '/posts?page=2'],
    ['/posts?page=0', '/posts'],
    ['/posts?page=2%00', '/posts'],
    ['/posts/2013-02-19-high-alert', '/posts/2013-02-19-high-alert'],
    ['/servers/web07.example-host.net?x', '/servers/web07.example-host.net'],
    ['/subscribe?server=abcdef012345', '/subscribe?server=abcdef012345'],
    ['/confirm/done', '/confirm/done'],
  ])('%s is the page %s', (url, key) => {
    expect(routeOf(url)).toMatchObject({ is: 'page', key })
  })

  it.each(['/find?q=example.com', '/confirm/abc.def', '/unsubscribe/abc', '/comments/confirm/abc'])(
    '%s is for one reader',
    url => {
      expect(routeOf(url)).toEqual({ is: 'personal' })
    },
  )

  it.each(['/desk', '/desk/alerts', '/api/alerts/generic', '/_next/image?url=x'])('%s is private', url => {
    expect(routeOf(url)).toEqual({ is: 'private' })
  })

  it.each([
    '/wp-login.php',
    '/posts/../desk',
    '/servers/WEB07',
    '/%2e%2e/etc/passwd',
    `/servers/${'a'.repeat(254)}`,
  ])('%s is nowhere', url => {
    expect(routeOf(url)).toEqual({ is: 'nowhere' })
  })

  it.each(['/live.js', '/icon.svg', '/_next/static/chunks/a-b.css'])('%s is a file', url => {
    expect(routeOf(url)).toMatchObject({ is: 'file' })
  })
})

it.each(['/confirm/abc%', '/preferences/%E0%A4%A', '/unsubscribe/%zz', '/comments/confirm/%ff', '/find%'])(
  'an address that was cut or garbled leads nowhere, not to an outage: %s',
  url => {
    expect(routeOf(url)).toEqual({ is: 'nowhere' })
  },
)
