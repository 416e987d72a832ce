import { addBrotli, makePage, type Page, type RenderedAnswer } from './page.ts'
import { type CacheLimits, defaultLimits, type Entry, newEntry } from './page-entry.ts'
import { QueueFull, type QueuePlace, RenderQueue } from './render-queue.ts'

type Options = {
  /** Renders one address; rejects when it cannot. */
  render: (key: string) => Promise<RenderedAnswer>
  queue?: RenderQueue
  nowMs?: () => number
  limits?: Partial<CacheLimits>
  log?: (line: string) => void
}

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
  private readonly render: Options['render']
  private readonly nowMs: () => number
  private readonly limits: CacheLimits
  private readonly log: (line: string) => void
  private bytes = 0

  constructor({ render, queue = new RenderQueue(), nowMs = Date.now, limits, log = console.error }: Options) {
    this.render = render
    this.queue = queue
    this.nowMs = nowMs
    this.limits = { ...defaultLimits, ...limits }
    this.log = log
  }

  /** The page when it is there and current: the fast way, without a promise. */
  peek(key: string): Page | undefined {
    const entry = this.entries.get(key)
    if (!entry?.page || entry.shown !== entry.wanted) return undefined
    const now = this.nowMs()
    entry.lastReadMs = now
    const age = now - entry.page.renderedAtMs
    if (age > this.limits.missingMs && entry.page.status === 404) return undefined
    if (age > this.limits.freshMs && !entry.isRendering && !entry.retry) void this.run(entry, ourselves)
    return entry.page
  }

  /**
   * The newest page: waits for a render that began after the last invalidation, a few seconds at most,
   * then the last good one. Returns null when there is none; throws QueueFull when there is none because too much is asked for.
   * from: who asks, for a fair turn.
   */
  async get(key: string, path: string, from: string): Promise<Page | null> {
    const current = this.peek(key)
    if (current) return current
    const entry = this.entries.get(key) ?? this.add(key, path, from)
    entry.lastReadMs = this.nowMs()
    if (entry.shown === entry.wanted) this.ask(entry, from)
    this.queue.hurry(key, from)
    await this.settled(entry, this.limits.patienceMs)
    if (!entry.page && entry.isRefused) throw new QueueFull()
    return entry.page
  }

  /** Resolves once no reader can get an older page for these paths, or its render has failed and is tried again. '*' means all. */
  async invalidate(paths: readonly string[]): Promise<void> {
    const now = this.nowMs()
    const waits: Promise<void>[] = []
    for (const path of new Set(paths.includes('*') ? this.byPath.keys() : paths))
      for (const entry of [...(this.byPath.get(path) ?? [])]) {
        if (now - entry.lastReadMs > this.limits.hotMs && !entry.isRendering) this.drop(entry)
        else {
          this.want(entry)
          waits.push(this.settled(entry, null))
        }
      }
    await Promise.all(waits)
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

  /** What readers may have is not true any more. */
  private want(entry: Entry): void {
    entry.wanted += 1
    entry.changed = entry.wanted
    if (entry.isRendering) this.queue.promote(entry.key)
    else void this.run(entry, null)
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
        const { version, answer } = await this.queue.run(entry.key, place, async () => ({
          version: entry.wanted,
          answer: await this.render(entry.key),
        }))
        this.publish(entry, await makePage(answer, this.nowMs()), answer)
        entry.shown = version
        this.settle(entry, version)
        place = { is: 'changed' }
      } while (entry.shown < entry.wanted)
      if (entry.failures > 0) this.log(`allclear: ${entry.key} renders again.`)
      entry.failures = 0
    } catch (error) {
      if (error instanceof QueueFull) this.giveWay(entry)
      else this.fail(entry, error)
    } finally {
      entry.isRendering = false
    }
    if (entry.isRefused && entry.changed > entry.shown) void this.run(entry, null)
  }

  /** Its render was refused. What it has stays, unless that has changed since: then it is rendered all the same. */
  private giveWay(entry: Entry): void {
    entry.isRefused = true
    if (entry.changed > entry.shown) return
    entry.wanted = entry.shown
    this.settle(entry, Number.POSITIVE_INFINITY)
    if (!entry.page) this.drop(entry)
  }

  private publish(entry: Entry, page: Page, answer: RenderedAnswer): void {
    this.bytes += page.byteLength - (entry.page?.byteLength ?? 0)
    entry.page = page
    const before = page.byteLength
    addBrotli(page, answer).then(
      () => {
        if (entry.page === page && this.entries.get(entry.key) === entry)
          this.bytes += page.byteLength - before
      },
      error => this.log(`allclear: brotli failed for ${entry.key}: ${error}`),
    )
  }

  /** Keeps the last good page, and tries again with growing pauses as long as the entry is kept. */
  private fail(entry: Entry, error: unknown): void {
    entry.failures += 1
    const { firstRetryMs, longestRetryMs } = this.limits
    const delayMs = Math.min(longestRetryMs, firstRetryMs * 2 ** (entry.failures - 1))
    if (entry.failures === 1) {
      const why = error instanceof Error ? error.message : String(error)
      const kept = entry.page ? 'the last good page is kept' : 'there is no page to keep'
      this.log(`allclear: ${entry.key} cannot be rendered (${why}); ${kept}, and it is tried again.`)
    }
    this.settle(entry, Number.POSITIVE_INFINITY)
    if (!entry.page) {
      this.drop(entry)
      return
    }
    entry.retry = setTimeout(() => void this.run(entry, null), delayMs)
    entry.retry.unref()
  }

  /** Resolves when the page is as new as the last invalidation so far, when its render fails, or after patienceMs. */
  private settled(entry: Entry, patienceMs: number | null): Promise<void> {
    const version = entry.wanted
    if (entry.shown >= version) return Promise.resolve()
    // After a failure readers get the last good page at once; the retry goes on behind them.
    if (entry.failures > 0 && entry.page && !entry.isRendering) return Promise.resolve()
    return new Promise(resolve => {
      const timer = patienceMs !== null && entry.page ? setTimeout(resolve, patienceMs) : null
      const settle = () => {
        if (timer) clearTimeout(timer)
        resolve()
      }
      entry.waiters.push({ version, settle })
    })
  }

  private settle(entry: Entry, version: number): void {
    const waiting = entry.waiters
    entry.waiters = waiting.filter(waiter => waiter.version > version)
    for (const waiter of waiting) if (waiter.version <= version) waiter.settle()
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
    const idle = [...this.entries.values()]
      .filter(entry => entry !== newcomer && !entry.isRendering)
      .sort((a, b) => a.lastReadMs - b.lastReadMs)
    for (const entry of idle.slice(0, Math.ceil(this.limits.entries / 10))) this.drop(entry)
  }
}
