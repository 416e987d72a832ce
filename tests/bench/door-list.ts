/** Requests that a stranger can send without end: the address of each, and what else it says. */
export type Door = {
  name: string
  addressOf: (i: number) => string
  /** How many of them, where that is not as many as are answered in the time of a door. */
  most?: number
  method?: string
  headers?: Record<string, string>
  body?: string
}

const mib = 1024 * 1024
const json = { 'content-type': 'application/json' }
const mcp = { ...json, accept: 'application/json, text/event-stream' }

/** Names that no program of ours writes. */
const oddNames = [
  '%00',
  'a'.repeat(7000),
  '%F0%9F%90%87',
  'xn--0.example',
  'xn--a'.repeat(40),
  'example.com...',
  'EXAMPLE.COM',
  '..',
  '..%2f..%2fetc',
  '%2e%2e',
  '%EF%BF%BF',
  '%ED%A0%80',
  'a.'.repeat(300),
  '[::1]',
  '203.0.113.7',
  '%20',
  'web07.example-host.net%00',
  '-',
  '%252e',
  'web07@example.com',
  'javascript:alert(1)',
]

const oddWords = [
  ':*%26%7C!()',
  '%00',
  '%ED%A0%80',
  'a'.repeat(7500),
  'a%20'.repeat(1800),
  '-a%20'.repeat(1500),
  '%22'.repeat(2000),
  `%22${'a%20'.repeat(1500)}`,
  'or%20'.repeat(1500),
  '%25_%25_'.repeat(400),
  '%5C'.repeat(2000),
]

const pick = (list: readonly string[], i: number) => list[i % list.length] ?? ''
const serverAt = (i: number) => `door-${i % 2000}.example-host.net`

function call(id: number, name: string, given: unknown): string {
  return JSON.stringify({ jsonrpc: '2.0', id, method: 'tools/call', params: { name, arguments: given } })
}

const pages: readonly Door[] = [
  { name: '/is/ of ever new domains', addressOf: i => `/is/junk-${i}.example` },
  { name: '/is/ of odd names', addressOf: i => `/is/${pick(oddNames, i)}` },
  { name: '/find of odd names', addressOf: i => `/find?q=${pick(oddNames, i)}` },
  { name: '/servers/, /groups/, /posts/ of odd names', addressOf: i => oddPage(i) },
  { name: '/history/search of odd words', addressOf: i => `/history/search?q=${pick(oddWords, i)}` },
  {
    name: '/history/search of ever new pages',
    addressOf: i => `/history/search?q=a&kind=x&server=web${i}&page=${i}`,
  },
  { name: '/history of all months and pages', addressOf: i => monthPage(i) },
  { name: '/subscribe of ever new domains', addressOf: i => `/subscribe?domain=junk-${i}.example` },
]

function oddPage(i: number): string {
  return `/${pick(['servers', 'groups', 'posts'], i)}/${pick(oddNames, i)}${i % 2 === 0 ? '' : `-${i}`}`
}

function monthPage(i: number): string {
  const month = String(1 + (i % 12)).padStart(2, '0')
  return `/history/${2000 + (Math.floor(i / 12) % 999)}-${month}?page=${1 + (i % 99)}&junk=${i}`
}

const documents: readonly Door[] = [
  { name: 'cards of 2,000 servers', addressOf: i => `/card/servers/${serverAt(i)}.png`, most: 2000 },
  { name: 'cards of odd names', addressOf: i => `/card/servers/${pick(oddNames, i)}-${i}.png` },
  { name: 'feeds of 2,000 servers', addressOf: i => `/servers/${serverAt(i)}.atom` },
  { name: 'texts of 2,000 servers', addressOf: i => `/servers/${serverAt(i)}.${i % 2 ? 'txt' : 'md'}` },
  { name: 'badges of 2,000 servers', addressOf: i => `/badge/servers/${serverAt(i)}.svg?junk=${i}` },
  { name: 'badges of odd names', addressOf: i => `/badge/servers/${pick(oddNames, i)}-${i}.svg` },
  { name: 'frames of 2,000 servers', addressOf: i => `/embed/frame/servers/${serverAt(i)}?x=${i}` },
  { name: 'API of Statuspage, pages', addressOf: i => `/api/v2/incidents.json?page=${i}&per_page=100` },
  { name: 'API of Statuspage, odd codes', addressOf: i => `/api/v2/incidents/${pick(oddNames, i)}.json` },
  { name: 'feeds, ever new queries', addressOf: i => `/history.atom?scope=${pick(oddNames, i)}&page=${i}` },
]

const endpoints: readonly Door[] = [
  { name: '/api/yours', addressOf: i => `/api/yours?${i}`, headers: { cookie: `own=${'a'.repeat(4000)}` } },
  { name: '/deflect.txt of ever new domains', addressOf: i => `/deflect.txt?domain=junk-${i}.example` },
  { name: '/deflect.txt of odd names', addressOf: i => `/deflect.txt?domain=${pick(oddNames, i)}` },
  { name: '/deflect.txt of a server', addressOf: () => '/deflect.txt?server=web07' },
  { name: '/embed/caller of ever new domains', addressOf: i => `/embed/caller?domain=junk-${i}.example` },
  { name: '/embed/caller of odd names', addressOf: i => `/embed/caller?domain=${pick(oddNames, i)}` },
  {
    name: '/api/v1 without a key',
    addressOf: i => `/api/v1/${pick(['servers', 'incidents', 'x', '%00'], i)}?page=${i}`,
  },
  {
    name: '/api/v1 with wrong keys',
    addressOf: () => '/api/v1/servers',
    headers: { authorization: `Bearer ${'k'.repeat(3000)}` },
  },
  { name: '/api/comments/quiet/ of odd names', addressOf: i => `/api/comments/quiet/${pick(oddNames, i)}` },
  { name: '/live', addressOf: () => '/live', most: 1000 },
]

const post = { addressOf: () => '/mcp', method: 'POST', headers: mcp }

const messages: readonly Door[] = [
  {
    name: '/mcp, a tool',
    body: call(1, 'server_status', { server: 'web07' }),
    addressOf: post.addressOf,
    method: post.method,
    headers: mcp,
  },
  {
    name: '/mcp, a batch of 600',
    body: `[${Array.from({ length: 600 }, (_, i) => call(i, 'history', {})).join(',')}]`,
    addressOf: post.addressOf,
    method: post.method,
    headers: mcp,
  },
  {
    name: '/mcp, nesting',
    body: '['.repeat(64_000),
    addressOf: post.addressOf,
    method: 'POST',
    headers: mcp,
  },
  { name: '/mcp, 1 MiB', body: ' '.repeat(mib), addressOf: post.addressOf, method: 'POST', headers: mcp },
  { name: '/mcp by GET', addressOf: post.addressOf, headers: { accept: 'text/event-stream' }, most: 1000 },
  { name: '/mcp by DELETE', addressOf: post.addressOf, method: 'DELETE' },
]

export const doors: readonly Door[] = [...pages, ...documents, ...endpoints, ...messages]
