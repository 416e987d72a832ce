import { describe, expect, it } from 'vitest'
import { patternOf } from '#lib/front/built-site.ts'
import { readSourceSite, routeEntries } from '#lib/front/development/source-site.ts'
import { routeOf } from '#lib/front/routes.ts'

const site = readSourceSite()
const entries = routeEntries()

/** A value that each changing part of an address may have. */
const samples: Record<string, string> = {
  '[slug]': '2013-02-19-high',
  '[hostname]': 'web07.example.net',
  '[problems]': 'name-text',
  '[month]': '2026-11',
}

/** An address that an entry such as /(site)/posts/[slug]/page answers. */
function addressOf(entry: string): string {
  const parts = entry
    .split('/')
    .slice(1, -1)
    .filter(part => !/^\(.*\)$/.test(part))
  return `/${parts.map(part => samples[part] ?? (part.startsWith('[') ? 'abc' : part)).join('/')}`
}

/** The front alone asks for it, with the token of a reader's cookie. */
const inner = '/(site)/mine/[token]/page'
const pages = entries.filter(
  entry => entry.startsWith('/(site)/') && entry.endsWith('/page') && entry !== inner,
)
const ofBrands = entries.filter(entry => entry.startsWith('/(brand)/'))
const routes = entries.filter(
  entry => entry.endsWith('/route') && !entry.startsWith('/desk/') && !entry.startsWith('/(brand)/'),
)
const [endpoints = [], answers = []] = [true, false].map(isApi =>
  routes.filter(entry => entry.startsWith('/api/') === isApi),
)

describe('the front lets through', () => {
  it.each(pages.map(addressOf))('the public page %s', address => {
    expect(['page', 'personal']).toContain(routeOf(address, site).is)
  })

  it.each(answers.map(addressOf))('%s, which is no page and no endpoint of the API', address => {
    expect(['page', 'personal', 'endpoint']).toContain(routeOf(address, site).is)
  })

  it.each(entries.filter(entry => entry.startsWith('/desk/')).map(addressOf))('%s of the desk', address => {
    expect(routeOf(address, site).is).toBe('desk')
  })

  it.each(endpoints.map(addressOf))('the endpoint %s', address => {
    expect(routeOf(address, site).is).toBe('endpoint')
  })
})

it.each(ofBrands.map(addressOf))('lets nobody ask for %s, which is made for the host of a brand', address => {
  expect(routeOf(address, site).is).toBe('nowhere')
})

it('all pages and endpoints of the site are among them', () => {
  expect(pages.length).toBeGreaterThan(20)
  expect(endpoints.length).toBeGreaterThan(20)
  for (const entry of entries) expect(patternOf(entry).test(addressOf(entry))).toBe(true)
})

it('the page of one customer is asked for without their token', () => {
  expect(entries).toContain(inner)
  expect(routeOf('/mine', site).is).toBe('mine')
  expect(routeOf('/mine/abc', site).is).toBe('nowhere')
})

it('a page that the front does not know is none, in development as in production', () => {
  const grown = { ...site, hasRoute: (path: string) => path === '/x' || site.hasRoute(path) }
  expect(routeOf('/x', grown).is).toBe('nowhere')
})

it('in development files are found in public/, and the framework’s are not asked of the front', () => {
  expect(routeOf('/live.js', site)).toEqual({ is: 'file', key: '/live.js' })
  expect(routeOf('/_next/static/chunks/x.js', site).is).toBe('nowhere')
})
