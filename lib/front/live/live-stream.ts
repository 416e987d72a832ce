import type { ServerResponse } from 'node:http'
import { paced } from '#lib/limits/paced.ts'
import { addressGroup, networkOf } from '#lib/limits/rate-limit.ts'
import { logSecurity } from '#lib/log/security.ts'
import { RecentChanges } from './recent-changes.ts'

/** Proxies close a silent connection after a minute or less, and live.js looks by itself after one. */
const beatMs = 25_000
const mostReaders = 10_000
/** An office shares one address, and each of its browsers' tabs is a reader. */
const mostOfAddress = 100
/** Each of them asks for the changed page a moment later: about a third of what one process answers in a second. */
const toldPerSecond = 10_000
/** Readers whose process ended come back within this, not all in one moment. */
const returnMs = { least: 1_000, most: 6_000 }
/** Whoever has taken so little of what was told does not read, and costs memory. */
const mostUnread = 64 * 1024

/** Which readers are meant: those of the hoster's own site, or of a brand, by its id. */
type Audience = string | null

/** Readers who have a page open and want to know when it changes. */
export class LiveStream {
  private readonly readers = new Set<ServerResponse>()
  /** Those of them who are staff. */
  private readonly staff = new Set<ServerResponse>()
  /** Those who read the site of a brand, by its id: they hear of its own servers alone. */
  private readonly ofBrand = new Map<ServerResponse, string>()
  private readonly counts = new Map<string, number>()
  private readonly timer: NodeJS.Timeout
  /** What is told in the next round, as it may come while one is under way. */
  private untold = new Map<Audience, Set<string>>()
  private hasNotices = false
  /** By whom it concerns. */
  private readonly recent = new Map<Audience, RecentChanges>()
  private readonly recentOfStaff = new RecentChanges()

  constructor() {
    this.timer = setInterval(() => this.beat(), beatMs)
    this.timer.unref()
  }

  /**
   * Keeps the response open as a stream of events; 503 when there are too many, and 429 when they are of this address. It begins with what
   * has changed of late: the page may have been read before, and the stream is opened only now.
   */
  add(response: ServerResponse, address: string, brandId: string | null = null): void {
    const names = this.recent.get(brandId)?.names ?? []
    if (this.open(response, address, brandId) && names.length > 0) response.write(named(names))
  }

  /** Returns whether it is open. */
  private open(response: ServerResponse, address: string, brandId: string | null): boolean {
    const one = addressGroup(address)
    const isFull = this.readers.size >= mostReaders
    if (isFull || (this.counts.get(one) ?? 0) >= mostOfAddress) {
      const limit = isFull ? 'streams' : 'streams-of-an-address'
      logSecurity('rate-limited', { limit, from: networkOf(address) })
      response.writeHead(isFull ? 503 : 429, { 'Retry-After': '60' }).end()
      return false
    }
    this.counts.set(one, (this.counts.get(one) ?? 0) + 1)
    // no-transform: a proxy that compresses would hold the events back.
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    })
    const retryMs = returnMs.least + Math.random() * (returnMs.most - returnMs.least)
    response.write(`retry: ${Math.round(retryMs)}\n\n`)
    this.readers.add(response)
    if (brandId !== null) this.ofBrand.set(response, brandId)
    response.once('close', () => this.leave(response, one))
    return true
  }

  /** The same for somebody of the staff, who hears only that something has changed. */
  addStaff(response: ServerResponse, address: string): void {
    if (!this.open(response, address, null)) return
    this.staff.add(response)
    if (this.recentOfStaff.names.length > 0) response.write(ofDesk)
    response.once('close', () => this.staff.delete(response))
  }

  /** Says to staff that something has changed: what they look at is made anew for each of them. */
  tellStaff(): void {
    this.recentOfStaff.note(['desk'])
    for (const reader of this.staff) write(reader, ofDesk)
  }

  /** Names changed pages to all others, or to the readers of a brand: to a few at once, to many within a second. */
  send(paths: readonly string[], brandId?: string): void {
    const audience = brandId ?? null
    const recent = this.recent.get(audience) ?? new RecentChanges()
    recent.note(paths)
    this.recent.set(audience, recent)
    const untold = this.untold.get(audience) ?? new Set()
    for (const path of paths) untold.add(path)
    this.untold.set(audience, untold)
    if (!this.hasNotices) void this.tell()
  }

  /** Ends the streams of all who are not staff: who may still read comes back by itself. */
  sendReadersAway(): void {
    for (const reader of this.readers) if (!this.staff.has(reader)) reader.end()
  }

  get size(): number {
    return this.readers.size
  }

  /** Ends all streams: an open one would hold up the process's end. */
  close(): void {
    clearInterval(this.timer)
    for (const reader of this.readers) reader.end()
  }

  /** Rounds until nothing is left to tell. */
  private async tell(): Promise<void> {
    this.hasNotices = true
    while (this.untold.size > 0) {
      const texts = new Map([...this.untold].map(([audience, paths]) => [audience, named([...paths])]))
      this.untold = new Map()
      await paced(this.readers, toldPerSecond, reader => {
        const text = texts.get(this.ofBrand.get(reader) ?? null)
        if (text && !this.staff.has(reader)) write(reader, text)
      })
    }
    this.hasNotices = false
  }

  /** As an event, so that a page notices when none arrives. */
  private beat(): void {
    void paced(this.readers, toldPerSecond, reader =>
      write(reader, this.staff.has(reader) ? ': still here\n\n' : named([])),
    )
  }

  private leave(response: ServerResponse, one: string): void {
    this.readers.delete(response)
    this.ofBrand.delete(response)
    const left = (this.counts.get(one) ?? 1) - 1
    if (left > 0) this.counts.set(one, left)
    else this.counts.delete(one)
  }
}

const ofDesk = 'event: desk\ndata: changed\n\n'

function named(paths: readonly string[]): string {
  return `event: pages\ndata: ${JSON.stringify(paths)}\n\n`
}

/** Whoever does not read is sent away, and comes back if there is anybody. */
function write(reader: ServerResponse, text: string): void {
  if (reader.writableLength > mostUnread) reader.destroy()
  else reader.write(text)
}
