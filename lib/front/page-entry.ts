import { logFault } from '#lib/faults/fault.ts'
import { log } from '#lib/log/log.ts'
import type { Page, RenderedAnswer } from './page.ts'
import type { RenderQueue } from './rendering/render-queue.ts'

/** What a cache of pages may keep, and for how long. */
export type CacheLimits = {
  entries: number
  bytes: number
  /** A page older than this is rendered anew behind the next reader's back: it says "as of". */
  freshMs: number
  /** How long an address without a page is remembered as such. */
  missingMs: number
  /** An invalidated page that nobody read for this long is dropped; one that is being read is rendered at once. */
  hotMs: number
  /** Read this often of late, a page is made when it has changed; else when somebody asks for it, who waits as long as for one alone. */
  hotReads: number
  /** Of what a change names first so many are made at once where somebody has read them within this time: they look at what has just changed. */
  mostWatched: number
  watchedMs: number
  /** How long a reader waits for the newest page before getting the last good one. */
  patienceMs: number
  /** The smallest form is made so much later, since it takes the processor from the other pages of a change; a page that is gone by then has none. */
  smallerAfterMs: number
  firstRetryMs: number
  longestRetryMs: number
}

export type CacheOptions = {
  /** Renders one address; rejects when it cannot. */
  render: (key: string) => Promise<RenderedAnswer>
  queue?: RenderQueue
  /** Whether a key is in another language than the site's own: nobody waits for those when something has changed. */
  isTranslated?: (key: string) => boolean
  nowMs?: () => number
  limits?: Partial<CacheLimits>
  /** Says that a page cannot be rendered, with the reason, or that it can again. */
  say?: (sentence: string, error?: unknown) => void
}

export const defaultLimits: CacheLimits = {
  entries: 5_000,
  bytes: 128 * 1024 * 1024,
  freshMs: 60_000,
  missingMs: 10_000,
  hotMs: 60_000,
  hotReads: 1.5,
  mostWatched: 4,
  watchedMs: 10_000,
  patienceMs: 3_000,
  smallerAfterMs: 200,
  firstRetryMs: 100,
  longestRetryMs: 2_000,
}

/** One page of the cache, and how new it is. */
export type Entry = {
  key: string
  path: string
  page: Page | null
  /** Counts invalidations. A render serves those that came before it began. */
  wanted: number
  shown: number
  /** The last invalidation: what is older than it must not stay, however full the line is. */
  changed: number
  isRendering: boolean
  isRefused: boolean
  failures: number
  /** Why the last render failed. */
  failure: unknown
  retry: NodeJS.Timeout | null
  lastReadMs: number
  /** How often it was read of late: what many read is made first. */
  reads: number
  waiters: { version: number; settle: () => void }[]
}

export function newEntry(key: string, path: string, nowMs: number): Entry {
  return {
    key,
    path,
    page: null,
    wanted: 0,
    shown: 0,
    changed: 0,
    isRendering: false,
    isRefused: false,
    failures: 0,
    failure: undefined,
    retry: null,
    lastReadMs: nowMs,
    reads: 0,
    waiters: [],
  }
}

/** Resolves when the page is as new as the last invalidation so far, when its render fails, or after patienceMs. */
export function settled(entry: Entry, patienceMs: number | null): Promise<void> {
  const version = entry.wanted
  if (entry.shown >= version) return Promise.resolve()
  // After a failure readers get the last good page at once; the retry goes on behind them.
  if (entry.failures > 0 && entry.page && !entry.isRendering) return Promise.resolve()
  return new Promise(resolve => {
    const timer = patienceMs !== null && entry.page ? setTimeout(resolve, patienceMs) : null
    const settleOne = () => {
      if (timer) clearTimeout(timer)
      resolve()
    }
    entry.waiters.push({ version, settle: settleOne })
  })
}

/** Lets those go on who wait for this version, or an earlier one. */
export function settle(entry: Entry, version: number): void {
  const waiting = entry.waiters
  entry.waiters = waiting.filter(waiter => waiter.version > version)
  for (const waiter of waiting) if (waiter.version <= version) waiter.settle()
}

/** How long a render that failed waits for the next: longer each time, up to a limit. */
export function retryDelayMs({ failures }: Entry, { firstRetryMs, longestRetryMs }: CacheLimits): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1))
}

/** Entries that nobody renders, those first that nobody has read for the longest. */
export function readLongestAgo(entries: Iterable<Entry>, newcomer: Entry, most: number): Entry[] {
  return [...entries]
    .filter(entry => entry !== newcomer && !entry.isRendering)
    .sort((a, b) => a.lastReadMs - b.lastReadMs)
    .slice(0, most)
}

/** What is said of pages that cannot be rendered, with the reason, or that can again. */
export function sayInLog(sentence: string, error?: unknown): void {
  if (error === undefined) log.info(sentence)
  else logFault(sentence, error)
}

/**
 * The order in which what has changed is made: the site's own language by its paths, of each the most read first; then the other
 * languages, the most read first of all paths.
 */
export function orderOfRenders(
  paths: readonly Iterable<Entry>[],
  isTranslated: (key: string) => boolean,
): { own: Entry[]; translated: Entry[] } {
  const all = paths.map(entries => [...entries])
  return {
    own: all.flatMap(entries => hottestFirst(entries.filter(({ key }) => !isTranslated(key)))),
    translated: hottestFirst(all.flat().filter(({ key }) => isTranslated(key))),
  }
}

/** The most read first, by powers of two; those of about the same in the order that they have. */
function hottestFirst(entries: Entry[]): Entry[] {
  const heat = ({ reads }: Entry) => Math.floor(Math.log2(reads + 1))
  return entries.sort((a, b) => heat(b) - heat(a))
}
