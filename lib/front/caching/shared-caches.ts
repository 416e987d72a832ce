import { env } from '#lib/env.ts'
import type { Head } from '#lib/front/security.ts'

/** How long a cache in front gives out what it has without a word to us: nobody may read of trouble later than that. */
const freshSeconds = 1
/** For so long after that it gives the old one to whoever asks while it asks for the new one: what waits for it is one request. */
const renewSeconds = 1
/** How long it stands in for us while we do not answer. After an hour no page at all is more honest than one that says all is well. */
const awaySeconds = 3600

/** What is not asked for again in this many seconds has a new address when it changes. */
const lastingSeconds = 86_400

/** Reader and cache ask each time whether it is still the same: trouble must not hide in a browser. */
const askEachTime = 'no-cache'

/** Cache-Control for the one address of something that is the same for all. own: what its maker says of it, if anything. */
export function forSharedCaches(own: string | undefined): string {
  const seconds = ownSeconds(own)
  if (own !== undefined && seconds >= lastingSeconds) return own
  const shared = `s-maxage=${freshSeconds}, stale-while-revalidate=${renewSeconds}, stale-if-error=${awaySeconds}`
  return `public, max-age=${seconds}, ${shared}`
}

/**
 * Cache-Control for the same under another address, such as one with a query that anybody may invent: caches in front would fill
 * with copies of it, and what is asked for would fall out.
 */
export function forThisReader(own: string | undefined): string {
  const seconds = ownSeconds(own)
  return seconds > 0 ? `private, max-age=${seconds}` : askEachTime
}

function ownSeconds(own = ''): number {
  return Number(/(?:^|[\s,])max-age=(\d+)/.exec(own)?.[1] ?? 0)
}

/** What a cache in front may forget at once by one name, in the words of those that know it: Fastly, Cloudflare, Varnish. */
const surrogateNames = [
  { header: 'Surrogate-Key', between: ' ' },
  { header: 'Cache-Tag', between: ',' },
  { header: 'xkey', between: ' ' },
] as const

/** nginx counts whole seconds, so that a second is up to two of them; until when something is fresh it also takes as a time. */
const nginxName = 'X-Accel-Expires'

const fresh = new WeakMap<Head, { second: number; head: Head }>()

/** A head with what nginx has to hear besides, as its last header: to the end of this very second. The same list for as long. */
export function headFreshNow(head: Head, nowMs: number): Head {
  const second = Math.floor(nowMs / 1000)
  const known = fresh.get(head)
  if (known?.second === second) return known.head
  const made = [...head, nginxName, `@${second}`]
  fresh.set(head, { second, head: made })
  return made
}

/** The headers by which an answer that others may keep differs from one that nobody may. In small letters. */
export const sharedNames: ReadonlySet<string> = new Set([
  'cache-control',
  nginxName.toLowerCase(),
  ...surrogateNames.map(({ header }) => header.toLowerCase()),
])

/** The keys of what changes with this page, as headers: none where nothing stands in front. path: null where nothing changes it. */
export function surrogateHead(path: string | null, proxies = env.TRUSTED_PROXIES): Head {
  if (path === null || proxies === 0) return []
  const keys = surrogateKeys(path)
  return surrogateNames.flatMap(({ header, between }) => [header, keys.join(between)])
}

/** "/" changes as board, "/servers/web07.example.net" as servers/web07.example.net; all of it as site. */
function surrogateKeys(path: string): string[] {
  const own = path === '/' ? 'board' : path.replace(/^\//, '').replace(/[^\w./-]/g, '_')
  return ['site', own]
}
