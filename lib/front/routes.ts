import { type FoundDocument, findDocument } from '#lib/documents/find-document.ts'
import type { BuiltSite } from './built-site.ts'
import type { FindIntake, Intake } from './exchange.ts'
import { wholeSite } from './refresh.ts'

/** What the page cache does with an address. */
export type Route =
  /** A public page: one entry per address and allowed query. path: the page that it changes with, mostly itself. */
  | { is: 'page'; key: string; path: string }
  /** What programs read, kept like a page. path: the page that it changes with. */
  | { is: 'document'; key: string; path: string; found: FoundDocument }
  /** A file that never changes under its name, or only with a new build. */
  | { is: 'file'; key: string }
  /** A public page that is made for one reader: what they typed, or a link that they were mailed. */
  | { is: 'personal'; isFramed?: boolean }
  /** The servers of the customer who asks. */
  | { is: 'mine' }
  /** The stream that says what changes. */
  | { is: 'live' }
  /** The same for staff, of what they alone see. */
  | { is: 'desk-live' }
  /** Straight to Next, in turn: pages for staff. */
  | { is: 'desk' }
  /** What tools and agents send, which is answered here: alerts must not wait. */
  | { is: 'intake'; intake: Intake }
  /** Straight to Next, at once. */
  | { is: 'endpoint' }
  /** No endpoint has this address, and who calls one is a program. */
  | { is: 'no-endpoint' }
  /** No page has this address. */
  | { is: 'nowhere' }

/** Made for one reader like the others, to stand in pages of others. */
const callerFrame = '/embed/caller'

const personalPrefixes = [
  '/find',
  '/history/search',
  '/is/',
  '/confirm/',
  '/unsubscribe/',
  '/preferences/',
  '/comments/confirm/',
  '/comments/quiet/',
  '/comments/mine/',
  '/advance/',
  '/kept/',
  '/deflect.txt',
]

/** A question about one point of a post: what it is about is anybody's to invent. */
const askPath = /^\/posts\/[a-z0-9-]{1,160}\/ask$/

/** The page whose changes may be changes of all its months. */
const history = '/history'

/**
 * Query parameters that a public page reads, each with the form that its value may have; all others are ignored. follows: the
 * page that it changes with, where that is not itself.
 */
const pages: readonly { path: RegExp; query?: Record<string, RegExp>; follows?: string }[] = [
  { path: /^\/$/ },
  { path: /^\/api$/ },
  { path: /^\/posts$/ },
  { path: /^\/history$/ },
  {
    path: /^\/history\/2\d{3}-(0[1-9]|1[0-2])$/,
    query: { page: /^[1-9]\d?$/ },
    follows: history,
  },
  { path: /^\/posts\/[a-z0-9-]{1,160}$/, query: { problem: /^[a-z]{1,20}$/ } },
  { path: /^\/servers\/[a-z0-9._-]{1,253}$/ },
  { path: /^\/groups\/[a-z0-9-]{1,60}$/ },
  {
    path: /^\/subscribe$/,
    query: {
      server: /^[a-z0-9]{12}$/,
      group: /^[a-z0-9]{12}$/,
      post: /^[a-z0-9]{12}$/,
      domain: /^[a-z0-9._-]{1,253}$/,
      problem: /^[a-z]{1,20}$/,
    },
  },
  { path: /^\/kit$/ },
  { path: /^\/enter$/, query: { problem: /^[a-z]{1,20}$/ } },
  { path: /^\/subscribe\/sent$/ },
  { path: /^\/preferences$/, query: { problem: /^[a-z]{1,20}$/ } },
  { path: /^\/comments\/[a-z-]{1,60}$/, query: { post: /^[a-z0-9-]{1,160}$/ } },
]

/** Pages below a personal prefix that are the same for everybody. */
const publicEnds =
  /^\/(confirm|unsubscribe|preferences|comments\/confirm)\/(done|expired|invalid|sent|forgotten)$/

/** Where tools and agents send; null: the address is another one. */
export function intakeRoute(url: string, findIntake: FindIntake): Route | null {
  if (!url.startsWith('/api/') && !url.startsWith('/agent/indicators')) return null
  const [path = ''] = url.split('?')
  const intake = isWhole(path) ? findIntake(path) : null
  return intake && { is: 'intake', intake }
}

/** Decides by the address alone; url is the request's path with its query. */
export function routeOf(url: string, built: BuiltSite): Route {
  const mark = url.indexOf('?')
  const path = mark < 0 ? url : url.slice(0, mark)
  if (!isWhole(path)) return { is: 'nowhere' }
  if (path === '/live') return { is: 'live' }
  if (path === '/mine') return { is: 'mine' }
  if (path === '/desk/live') return { is: 'desk-live' }
  const found = findDocument(url)
  if (found) return documentRoute(found)
  if (path.startsWith('/api/')) return { is: built.hasRoute(path) ? 'endpoint' : 'no-endpoint' }
  if (path === '/mcp') return { is: built.hasRoute(path) ? 'endpoint' : 'nowhere' }
  const file = built.fileAt(path)
  if (file !== null) return { is: 'file', key: file }
  if (!built.hasRoute(path)) return { is: 'nowhere' }
  if (path === '/desk' || path.startsWith('/desk/')) return { is: 'desk' }
  if (publicEnds.test(path)) return { is: 'page', key: path, path }
  if (path === callerFrame) return { is: 'personal', isFramed: true }
  if (askPath.test(path) || personalPrefixes.some(prefix => path.startsWith(prefix)))
    return { is: 'personal' }
  const page = pages.find(candidate => candidate.path.test(path))
  if (!page) return { is: 'nowhere' }
  const query = mark < 0 ? '' : allowedQuery(url.slice(mark + 1), page.query ?? {})
  return { is: 'page', key: path + query, path: page.follows ?? path }
}

function documentRoute(found: FoundDocument): Route {
  const { document, asked, key } = found
  return { is: 'document', key, path: document.follows?.(asked.parts) ?? wholeSite, found }
}

/**
 * The path as the pages of servers, groups and posts write it: small letters, nothing encoded, no dot or slash at the end.
 * Returns null for what no such page can be called.
 */
export function plainPath(url: string): string | null {
  const [path = ''] = url.split('?')
  if (!isWhole(path)) return null
  const plain = decodeURIComponent(path)
    .toLowerCase()
    .replace(/[./]+$/, '')
  return /^\/(servers\/[a-z0-9._-]{1,253}|groups\/[a-z0-9-]{1,60}|posts\/[a-z0-9-]{1,160})$/.test(plain)
    ? plain
    : null
}

/** Whether the signs of an address that are written as "%…" are complete: Next fails on others. */
function isWhole(path: string): boolean {
  try {
    decodeURIComponent(path)
    return true
  } catch {
    return false
  }
}

function allowedQuery(given: string, allowed: Record<string, RegExp>): string {
  const parameters = new URLSearchParams(given)
  const kept = Object.entries(allowed).flatMap(([name, form]) => {
    const value = parameters.get(name)
    return value !== null && form.test(value) ? [`${name}=${encodeURIComponent(value)}`] : []
  })
  return kept.length > 0 ? `?${kept.join('&')}` : ''
}

/** Next redirects from an address with a slash too many, and a caller of the API follows no redirect. */
export function withoutStraySlashes(url: string): string {
  if (!/^\/+api\//.test(url)) return url
  const [path = '', ...query] = url.split('?')
  return [path.replace(/\/+/g, '/').replace(/\/$/, ''), ...query].join('?')
}
