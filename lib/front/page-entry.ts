import type { Page } from './page.ts'

/** What a cache of pages may keep, and for how long. */
export type CacheLimits = {
  entries: number
  bytes: number
  /** A page older than this is rendered anew behind the next reader's back: it says "as of". */
  freshMs: number
  /** So long an address without a page is remembered as such. */
  missingMs: number
  /** An invalidated page that nobody read for so long is dropped; one that is being read is rendered at once. */
  hotMs: number
  /** A reader waits so long for the newest page before he gets the last good one. */
  patienceMs: number
  firstRetryMs: number
  longestRetryMs: number
}

export const defaultLimits: CacheLimits = {
  entries: 2_000,
  bytes: 128 * 1024 * 1024,
  freshMs: 60_000,
  missingMs: 10_000,
  hotMs: 60_000,
  patienceMs: 3_000,
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
  retry: NodeJS.Timeout | null
  lastReadMs: number
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
    retry: null,
    lastReadMs: nowMs,
    waiters: [],
  }
}
