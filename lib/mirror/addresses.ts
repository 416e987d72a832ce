import { splitLanguage } from '#lib/front/languages/address.ts'
import { offeredLanguages } from '#lib/language.ts'

/** What people and most programs look at when something happens; the board is the last to be made. */
export const firstOfSite: readonly string[] = [
  '/badge/site.svg',
  '/api/v2/incidents/unresolved.json',
  '/api/v2/status.json',
  '/api/v2/summary.json',
  '/status.txt',
  '/',
]

/** What else shows all of the site, which any change may change. */
export const siteAddresses: readonly string[] = [
  '/history',
  '/history.md',
  '/index.md',
  '/llms.txt',
  '/history.json',
  '/api/v2/components.json',
  '/api/v2/incidents.json',
  '/api/v2/scheduled-maintenances.json',
  '/api/v2/scheduled-maintenances/upcoming.json',
  '/api/v2/scheduled-maintenances/active.json',
  '/badge/site.json',
  ...filesOfPosts(''),
  '/maintenance.ics',
]

/** Where readers and programs begin: each is written when all that it leads to is there. */
const entries = new Set(['/', '/status.txt', '/api/v2/status.json', '/api/v2/summary.json', '/copy.json'])

export function isEntry(address: string): boolean {
  return entries.has(splitLanguage(address).url)
}

/** What becomes new each minute although nothing changes, so that a reader sees that the copy is kept up to date. */
export const beatAddresses: readonly string[] = [
  '/',
  '/status.txt',
  '/api/v2/status.json',
  '/api/v2/summary.json',
]

/** What people look at of a server, group or post. path: of its page. */
export function firstBelow(path: string): string[] {
  return path.startsWith('/posts/') ? [path] : [path, `${path}.txt`, `/badge${path}.svg`]
}

/** A page of a server, group or post, with all that programs read of it. path: of the page. */
export function addressesBelow(path: string): string[] {
  const [, room, name = ''] = path.split('/')
  if (room === 'posts') return [path, `${path}.md`, `/incidents/${name}.json`]
  return [
    path,
    `${path}.txt`,
    `${path}.md`,
    `${path}.ics`,
    `/badge${path}.svg`,
    `/badge${path}.json`,
    ...['rss', 'atom', 'json'].map(form => `${path}.${form}`),
    ...filesOfUpdates(path),
  ]
}

function filesOfPosts(path: string): string[] {
  return [`${path}/history.rss`, `${path}/history.atom`, `${path}/feed.json`, ...filesOfUpdates(path)]
}

function filesOfUpdates(path: string): string[] {
  return ['rss', 'atom', 'json'].map(form => `${path}/updates.${form}`)
}

const page = /^\/(history(\/2\d{3}-\d{2})?|(servers|groups|posts)\/[^/]+)?$/
const month = /^\/history\/2\d{3}-\d{2}$/
const document = /\.(txt|md|ics|svg|json|rss|atom|css|png|woff2)$/

/** What of documents is there in each language: the texts, and what is of the whole site. */
const translatedDocument = /^\/(servers|groups)\/[^/]+\.txt$|^\/[^/]+(\/site\.(svg|json))?$/

/** Whether a page of the copy may lead to this address of the copy itself; else it leads to the site. */
export function isCopied(address: string): boolean {
  const [whole = ''] = address.split('#')
  const { language, url: path } = splitLanguage(whole)
  if (path.includes('?') || path.startsWith('/card/')) return false
  if (language === null) return page.test(path) || document.test(path)
  const isThere = document.test(path) ? translatedDocument.test(path) : page.test(path)
  return isThere && offeredLanguages().includes(language)
}

/** The months of the history that a page leads to, in its language. */
export function monthsIn(html: string): string[] {
  const found = [...html.matchAll(/\shref="((?:\/[a-z]{2})?\/history\/[^"?#]+)"/g)].map(
    ([, address = '']) => address,
  )
  return found.filter(address => month.test(splitLanguage(address).url))
}

/** Pictures, styles and fonts that a page or a style sheet shows. */
export function assetsIn(text: string): string[] {
  const found = text.matchAll(
    /["'(](\/(?:_next\/static|brand)\/[\w./~%-]+|\/(?:live|board)\.js|\/icon\.svg)/g,
  )
  return [...new Set([...found].map(([, address = '']) => address))]
}
