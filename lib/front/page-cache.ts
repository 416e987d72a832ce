// Long because what is kept, and when it is rendered, is one state that all of this changes.

import { setImmediate as turn } from 'node:timers/promises'
import { faultOf } from '#lib/faults/fault.ts'
import { addBrotli, makePage, type Page, type RenderedAnswer } from './page.ts'
import {
  type CacheLimits,
  type CacheOptions,
  defaultLimits,
  type Entry,
  newEntry,
  orderOfRenders,
  readLongestAgo,
  retryDelayMs,
  sayInLog,
  settle,
  settled,
} from './page-entry.ts'
import { QueueFull, type QueuePlace, RenderQueue } from './rendering/render-queue.ts'

/** Pages that are only old are rendered as one more of those who ask. */
const ourselves = 'ourselves'

/**
 * Public pages as bytes. One render at a time per page, and a few in all; an invalidation during a render is followed by another render;
 * the last good page is kept while rendering fails. Everything is bounded.
 */
export class PageCache {
  private readonly entries = new Map<string, Entry>()
  private readonly byPath = new Map<string, Set<Entry>>()
  private readonly queue: RenderQueue
  private readonly render: CacheOptions['render']
  private readonly isTranslated: (key: string) => boolean
  private readonly nowMs: () => number
  private readonly limits: CacheLimits
  private readonly say: (sentence: string, error?: unknown) => void
  private bytes = 0

  constructor(options: CacheOptions) {
    const { render, queue = new RenderQueue(), isTranslated = () => false } = options
    this.render = render
    this.queue = queue
    this.isTranslated = isTranslated
    this.nowMs = options.nowMs ?? Date.now
    this.limits = { ...defaultLimits, ...options.limits }
    this.say = options.say ?? sayInLog
  }

  /** The page when it is there and current: the fast way, without a promise. */
  peek(key: string): Page | undefined {
    const entry = this.entries.get(key)
    if (!entry?.page || entry.shown !== entry.wanted) return undefined
    const now = this.nowMs()
    entry.lastReadMs = now
    entry.reads += 1
    const age = now - entry.page.renderedAtMs
    if (age > this.limits.missingMs && entry.page.status === 404) return undefined
    if (age > this.limits.freshMs && !entry.isRendering && !entry.retry) void this.run(entry, ourselves)
    return entry.page
  }

  /**
   * The newest page: waits for a render that began after the last invalidation, a few seconds at most,
   * then the last good one. Where there is none, throws why it could not be rendered: QueueFull, when too much is asked for.
   * from: who asks, for a fair turn.
   */
  async get(key: string, path: string, from: string): Promise<Page> {
    const current = this.peek(key)
    if (current) return current
    const entry = this.entries.get(key) ?? this.add(key, path, from)
    entry.lastReadMs = this.nowMs()
    if (entry.shown === entry.wanted) this.ask(entry, from)
    else if (!entry.isRendering && !entry.retry) void this.run(entry, null)
    this.queue.hurry(key, from)
    await settled(entry, this.limits.patienceMs)
    if (entry.page) return entry.page
    throw entry.isRefused ? new QueueFull() : entry.failure
  }

  /**
   * Resolves once no reader can get an older page for these paths ('*': all) in the site's own language, or its render has failed. What
   * many read is made now, and what is named first and was read a moment ago; the rest when asked for. In other languages it is made behind that, and readers wait for it as for
   * anything that has changed.
   */
  async invalidate(paths: readonly string[]): Promise<void> {
    const changed = [...new Set(paths.includes('*') ? this.byPath.keys() : paths)]
    const { own, translated } = orderOfRenders(
      changed.map(path => this.byPath.get(path) ?? []),
      this.isTranslated,
    )
    const awaited = own.filter(entry => this.keepWarm(entry))
    const behind = translated.filter(entry => this.keepWarm(entry))
    const watched = new Set(awaited.slice(0, this.limits.mostWatched).filter(entry => this.isWatched(entry)))
    this.queue.beginChange()
    for (const entry of [...awaited, ...behind]) this.want(entry, watched.has(entry))
    await Promise.all(awaited.filter(entry => entry.isRendering).map(entry => settled(entry, null)))
  }

  get size(): { entries: number; bytes: number } {
    return { entries: this.entries.size, bytes: this.bytes }
  }

  /** Ends the retries that wait. */
  close(): void {
    for (const entry of this.entries.values()) if (entry.retry) clearTimeout(entry.retry)
  }

  private add(key: string, path: string, from: string): Entry {
    const entry = newEntry(key, path, this.nowMs())
    this.entries.set(key, entry)
    const siblings = this.byPath.get(path) ?? new Set()
    this.byPath.set(path, siblings.add(entry))
    this.makeRoom(entry)
    this.ask(entry, from)
    return entry
  }

  /** A reader asks for a page that is not there. */
  private ask(entry: Entry, from: string): void {
    entry.wanted += 1
    if (!entry.isRendering) void this.run(entry, from)
  }

  /** What nobody has read for long goes, and is made when somebody asks. Returns whether it is kept. */
  private keepWarm(entry: Entry): boolean {
    const isKept = this.nowMs() - entry.lastReadMs <= this.limits.hotMs || entry.isRendering
    if (!isKept) this.drop(entry)
    return isKept
  }

  private isWatched(entry: Entry): boolean {
    return this.nowMs() - entry.lastReadMs <= this.limits.watchedMs
  }

  /** What readers may have is not true any more. isWatched: somebody looks at it just now, however few have. */
  private want(entry: Entry, isWatched: boolean): void {
    entry.wanted += 1
    entry.changed = entry.wanted
    if (entry.isRendering) this.queue.promote(entry.key)
    else if (isWatched || entry.reads >= this.limits.hotReads || entry.retry) void this.run(entry, null)
  }

  /** Renders until the page is as new as the last invalidation, or rendering fails. asker: who asks for it; null: it has changed. */
  private async run(entry: Entry, asker: string | null): Promise<void> {
    if (entry.retry) clearTimeout(entry.retry)
    entry.retry = null
    entry.isRendering = true
    entry.isRefused = false
    let place: QueuePlace = asker === null ? { is: 'changed' } : { is: 'asked', from: asker }
    try {
      do {
        await this.queue.run(entry.key, place, () => this.make(entry))
        place = { is: 'changed' }
      } while (entry.shown < entry.wanted)
      if (entry.failures > 0 && faultOf(entry.failure) !== 'away') this.say(`${entry.key} renders again.`)
      entry.failures = 0
    } catch (error) {
      if (error instanceof QueueFull) this.giveWay(entry)
      else this.fail(entry, error)
    } finally {
      entry.isRendering = false
    }
    if (entry.isRefused && entry.changed > entry.shown) void this.run(entry, null)
  }

  /** Those who wait for it are answered before the next one is made. */
  private async make(entry: Entry): Promise<void> {
    const version = entry.wanted
    const answer = await this.render(entry.key)
    this.publish(entry, await makePage(answer, this.nowMs(), entry.page, entry.path), answer)
    entry.shown = version
    settle(entry, version)
    await turn()
  }

  /** Its render was refused. What it has stays, unless that has changed since: then it is rendered all the same. */
  private giveWay(entry: Entry): void {
    entry.isRefused = true
    if (entry.changed > entry.shown) return
    entry.wanted = entry.shown
    settle(entry, Number.POSITIVE_INFINITY)
    if (!entry.page) this.drop(entry)
  }

  private publish(entry: Entry, page: Page, answer: RenderedAnswer): void {
    entry.reads /= 2
    if (page === entry.page) return
    this.bytes += page.byteLength - (entry.page?.byteLength ?? 0)
    entry.page = page
    const before = page.byteLength
    const isKept = () => entry.page === page && this.entries.get(entry.key) === entry
    const addSmaller = () =>
      addBrotli(page, answer).then(
        () => {
          if (isKept()) this.bytes += page.byteLength - before
        },
        error => this.say(`brotli failed for ${entry.key}`, error),
      )
    setTimeout(() => isKept() && void addSmaller(), this.limits.smallerAfterMs).unref()
  }

  /** Keeps the last good page, and tries again with growing pauses as long as the entry is kept. */
  private fail(entry: Entry, error: unknown): void {
    entry.failures += 1
    entry.failure = error
    const delayMs = retryDelayMs(entry, this.limits)
    const kept = entry.page ? 'the last good page is kept' : 'there is no page to keep'
    if (entry.failures === 1)
      this.say(`${entry.key} cannot be rendered; ${kept}, and it is tried again`, error)
    settle(entry, Number.POSITIVE_INFINITY)
    if (entry.page) entry.retry = setTimeout(() => void this.run(entry, null), delayMs).unref()
    else this.drop(entry)
  }

  private drop(entry: Entry): void {
    if (entry.retry) clearTimeout(entry.retry)
    this.entries.delete(entry.key)
    const siblings = this.byPath.get(entry.path)
    siblings?.delete(entry)
    if (siblings?.size === 0) this.byPath.delete(entry.path)
    this.bytes -= entry.page?.byteLength ?? 0
  }

  /** Drops what was read longest ago, a tenth at a time, so that a full cache does not sort for every newcomer. */
  private makeRoom(newcomer: Entry): void {
    if (this.entries.size <= this.limits.entries && this.bytes <= this.limits.bytes) return
    const most = Math.ceil(this.limits.entries / 10)
    for (const entry of readLongestAgo(this.entries.values(), newcomer, most)) this.drop(entry)
  }
}
