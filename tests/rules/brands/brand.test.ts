import { describe, expect, it } from 'vitest'
import { brandOf, brandUrl, hostOfHeader, namesOfHoster, readBrandHost } from '#lib/rules/brands/brand.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'

describe('the host of a brand', () => {
  it.each([
    ['Status.Reseller.example', 'status.reseller.example'],
    ['https://status.reseller.example/', 'status.reseller.example'],
    ['störung.reseller.example', 'xn--strung-xxa.reseller.example'],
    ['localhost', null],
    ['192.0.2.1', null],
    ['status.reseller.example/path', null],
    ['status.reseller.example:8080', null],
    ['', null],
    ['a b.example', null],
  ])('%j is read as %j', (typed, host) => expect(readBrandHost(typed)).toBe(host))

  it.each([
    ['status.reseller.example:443', 'status.reseller.example'],
    ['STATUS.reseller.example.', 'status.reseller.example'],
    ['status.reseller.example, proxy.internal', 'status.reseller.example'],
    ['', null],
    [undefined, null],
    [':80', null],
    ['[2001:DB8::1]:3000', '2001:db8::1'],
    ['[::1]', '::1'],
  ])('the header %j names %j', (header, host) => expect(hostOfHeader(header)).toBe(host))
})

it('a brand is reached by the scheme and the port of the hoster’s own site', () => {
  expect(brandUrl('s.r.example', 'https://status.hoster.example')).toBe('https://s.r.example')
  expect(brandUrl('s.r.example', 'http://localhost:3000')).toBe('http://s.r.example:3000')
})

it('what a brand does not say of itself never comes from the hoster, but for the zone', () => {
  const kept = { id: 'a', host: 's.r.example', site: KeptSite.parse({}), retiredAt: null }
  const { site } = brandOf(kept, 'https://status.hoster.example', 'Europe/Vienna')
  expect([site.name, site.mailFrom, site.zone]).toEqual([
    's.r.example',
    'status@s.r.example',
    'Europe/Vienna',
  ])
  expect([site.home, site.support, site.imprint, site.footer, site.logoLight]).toEqual(
    Array(5).fill(undefined),
  )
})

it('finds the names that tell whose servers they are', () => {
  const own = ['Kleinhost', 'status.kleinhost.example', 'kleinhost.example', '']
  expect(namesOfHoster(['web07.Kleinhost.example', 'server1.reseller.example', 'web07'], own)).toEqual([
    'web07.Kleinhost.example',
  ])
})
