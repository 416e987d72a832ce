import { expect, it } from 'vitest'
import { documents } from '#lib/documents/documents.ts'
import { addressesBelow, firstOfSite, isCopied, siteAddresses } from '#lib/mirror/addresses.ts'

/** Documents that no copy has: each needs the site, is for programs that write to it, or costs too much to draw for all servers. */
const leftOut = [
  '/embed/script.js',
  '/embed/frame',
  '/embed/frame/web01',
  '/kit/whmcs-hook.php',
  '/agent/allclear-agent',
  '/agent/allclear-agent.sha256',
  '/agent/allclear-agent.sig',
  '/agent/key.pem',
  '/api/v1/openapi.json',
  '/.well-known/api-catalog',
  '/sitemap.xml',
  '/robots.txt',
  '/card/site.png',
  '/card/servers/web01.png',
  '/card/posts/down.png',
]

/** Found in pages that show them. */
const shownByPages = [
  `/brand/${'0'.repeat(32)}.png`,
  `/brand/${'0'.repeat(32)}.svg`,
  `/brand/${'0'.repeat(32)}.css`,
]

const copied = [
  ...firstOfSite,
  ...siteAddresses,
  ...['/servers/web01', '/groups/rack', '/posts/down'].flatMap(addressesBelow),
]

it('a copy has every document, or it is said here why not', () => {
  const known = [...copied, ...leftOut, ...shownByPages]
  const missing = documents.filter(({ path }) => !known.some(address => path.test(address)))
  expect(missing.map(({ path }) => path.source)).toEqual([])
})

it('no address of a copy is for one reader, for staff, or of a brand', () => {
  const closed =
    /^\/(desk|mine|enter|advance|kept|at|confirm|unsubscribe|preferences|comments|find|is|subscribe|api\/(?!v2\/))/
  expect(copied.filter(address => closed.test(address))).toEqual([])
})

it.each([
  ['/', true],
  ['/#open', true],
  ['/servers/web01.example.net', true],
  ['/history/2026-11', true],
  ['/history/2026-11?page=2', false],
  ['/subscribe', false],
  ['/subscribe?server=abc', false],
  ['/desk', false],
  ['/posts/down/ask', false],
  ['/advance/token', false],
  ['/mine', false],
  ['/card/site.png', false],
])('%s is in a copy: %s', (address, isThere) => {
  expect(isCopied(address)).toBe(isThere)
})
