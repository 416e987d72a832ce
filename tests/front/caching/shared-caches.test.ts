import { expect, it } from 'vitest'
import { forSharedCaches, forThisReader, surrogateHead } from '#lib/front/caching/shared-caches.ts'

const shared = 's-maxage=1, stale-while-revalidate=1, stale-if-error=3600'
const year = 'public, max-age=31536000, immutable'

it.each([
  ['a page', undefined, `public, max-age=0, ${shared}`, 'no-cache'],
  ['a file that keeps its name', 'public, max-age=0', `public, max-age=0, ${shared}`, 'no-cache'],
  ['a document', 'public, max-age=30', `public, max-age=30, ${shared}`, 'private, max-age=30'],
  ['a file that never changes', year, year, 'private, max-age=31536000'],
])(
  'of %s caches in front are told how long it is true, and of its copies nothing',
  (_, own, forAll, forOne) => {
    expect([forSharedCaches(own), forThisReader(own)]).toEqual([forAll, forOne])
  },
)

it.each([
  ['/', 'site board'],
  ['/servers/web07.example.net', 'site servers/web07.example.net'],
  ['/posts/a-hole', 'site posts/a-hole'],
  ['/the-whole-site', 'site the-whole-site'],
  ['/at/abc', 'site at/abc'],
  ['/a b\r\n,c', 'site a_b___c'],
])('what changes with %s has the keys %s, where a proxy is trusted', (path, keys) => {
  expect(surrogateHead(path, 1)).toEqual([
    'Surrogate-Key',
    keys,
    'Cache-Tag',
    keys.replace(' ', ','),
    'xkey',
    keys,
  ])
  expect(surrogateHead(path, 0)).toEqual([])
  expect(surrogateHead(null, 1)).toEqual([])
})
