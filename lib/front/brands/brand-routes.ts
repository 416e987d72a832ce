import type { BuiltSite } from '#lib/front/built-site.ts'
import { brandBase, type ShownBrand } from './brand-hosts.ts'

/**
 * What there is at the host of a brand. Whatever is not named here is not there: a page, a document or an endpoint of the
 * hoster's own site would tell whose servers these are.
 */
export type BrandRoute =
  /** Made once for all readers. key: its address inside. */
  | { is: 'page'; key: string }
  /** Made for one reader. */
  | { is: 'personal'; url: string }
  /** Takes a form. */
  | { is: 'endpoint'; url: string }
  /** One of the built files, or of the brand's own. key: its address. */
  | { is: 'file'; key: string }
  | { is: 'live' }
  /** Elsewhere at the same host. */
  | { is: 'moved'; to: string }
  | { is: 'nowhere' }

type Form = Record<string, RegExp>

const serverName = /^[a-z0-9._-]{1,253}$/

/** Pages and documents, with what of the query they read. */
const kept: readonly { path: RegExp; query?: Form }[] = [
  { path: /^\/$/ },
  { path: /^\/subscribe$/, query: { server: serverName, problem: /^[a-z]{1,20}$/ } },
  { path: /^\/preferences$/, query: { problem: /^[a-z]{1,20}$/ } },
  { path: /^\/(subscribe|preferences)\/sent$/ },
  { path: /^\/(preferences|confirm)\/expired$/ },
  { path: /^\/unsubscribe\/(done|invalid)$/ },
  { path: /^\/preferences\/forgotten$/ },
  { path: /^\/(status\.txt|history\.(rss|atom)|feed\.json|maintenance\.ics|robots\.txt)$/ },
  { path: /^\/api\/v2\/(status|summary)\.json$/ },
  { path: /^\/badge\/site\.svg$/ },
]

/** Pages and documents of one server, by the name that the brand gives it. */
const ofServer = /^(\/badge)?\/servers\/(?<name>[a-z0-9._-]{1,253}?)(?<file>\.txt|\.svg)?$/

const personal =
  /^\/(find|(confirm|preferences|unsubscribe)\/[\w.~-]{1,500}|preferences\/[\w.~-]{1,500}\/forget)$/
const endpoints = /^\/api\/(subscribe|confirm|unsubscribe(\/[\w.~-]{1,500})?|preferences(\/(link|forget))?)$/

/** What the pages of a brand load. Other files have the hoster's address filled in. */
const shared = /^\/(_next\/static\/[\w./~-]+|live\.js|board\.js|icon\.svg)$/

/** Whether a route stays open where the hoster's site is not for everybody: it shows nothing of any server. */
export function isOfMail(path: string): boolean {
  return /^\/(api\/)?(confirm|preferences|unsubscribe)(\/|$)/.test(path)
}

/** Decides by the address alone; url is the request's path with its query. */
export function brandRouteOf(url: string, brand: ShownBrand, built: Pick<BuiltSite, 'fileAt'>): BrandRoute {
  const [path = '/', query = ''] = url.split('?', 2)
  const base = brandBase(brand.id)
  if (path === '/live') return { is: 'live' }
  // What mails and feeds call a post has no page here: its facts are on the board.
  if (/^\/posts\/[a-z0-9]{12}$/.test(path)) return { is: 'moved', to: '/' }
  const page = kept.find(each => each.path.test(path))
  // The framework leads away from an address that ends with a slash.
  if (page)
    return { is: 'page', key: base + path.replace(/^\/$/, '') + readQuery(query, page.query ?? {}, brand) }
  if (isServerOf(brand, path)) return { is: 'page', key: base + path }
  if (personal.test(path)) return { is: 'personal', url: `${base}${path}${query === '' ? '' : `?${query}`}` }
  if (endpoints.test(path)) return { is: 'endpoint', url: base + path }
  if (brand.files.includes(path)) return { is: 'file', key: path }
  const file = shared.test(path) ? built.fileAt(path) : null
  return file === null ? { is: 'nowhere' } : { is: 'file', key: file }
}

/** Servers have names that end like documents, too: a page goes before a text about another. */
function isServerOf({ shown }: ShownBrand, path: string): boolean {
  if (shown.has(path)) return true
  const { name = '', file } = ofServer.exec(path)?.groups ?? {}
  const isBadge = path.startsWith('/badge/')
  return isBadge === (file === '.svg') && file !== undefined && shown.has(`/servers/${name}`)
}

/** A name that no server has is anybody's to invent, and makes no page of its own. */
function readQuery(given: string, allowed: Form, { shown }: ShownBrand): string {
  const parameters = new URLSearchParams(given)
  const read = Object.entries(allowed).flatMap(([name, form]) => {
    const value = parameters.get(name)
    const isKnown = form !== serverName || shown.has(`/servers/${value}`)
    return value !== null && form.test(value) && isKnown ? [`${name}=${encodeURIComponent(value)}`] : []
  })
  return read.length > 0 ? `?${read.join('&')}` : ''
}
