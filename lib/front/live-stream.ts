import type { ServerResponse } from 'node:http'
import { logSecurity } from '#lib/log/security.ts'
import { addressGroup, networkOf } from '#lib/turns/rate-limit.ts'

const heartbeatMs = 25_000
const mostReaders = 10_000
/** An office shares one address, and each of its browsers' tabs is a reader. */
const mostOfAddress = 100

/** Readers who have a page open and want to know when it changes. */
export class LiveStream {
  private readonly readers = new Set<ServerResponse>()
  /** Those of them who are staff. */
  private readonly staff = new Set<ServerResponse>()
  /** Those who read the site of a brand, by its id: they hear of its own servers alone. */
  private readonly ofBrand = new Map<ServerResponse, string>()
  private readonly counts = new Map<string, number>()
  private readonly timer: NodeJS.Timeout

  constructor() {
    // Proxies close a silent connection after a minute or less.
    this.timer = setInterval(() => this.write(': still here\n\n'), heartbeatMs)
    this.timer.unref()
  }

  /** Keeps the response open as a stream of events; 503 when there are too many, and 429 when they are of this address. */
  add(response: ServerResponse, address: string, brandId: string | null = null): void {
    const one = addressGroup(address)
    const isFull = this.readers.size >= mostReaders
    if (isFull || (this.counts.get(one) ?? 0) >= mostOfAddress) {
      const limit = isFull ? 'streams' : 'streams-of-an-address'
      logSecurity('rate-limited', { limit, from: networkOf(address) })
      response.writeHead(isFull ? 503 : 429, { 'Retry-After': '60' }).end()
      return
    }
    this.counts.set(one, (this.counts.get(one) ?? 0) + 1)
    // no-transform: a proxy that compresses would hold the events back.
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    })
    response.write('retry: 3000\n\n')
    this.readers.add(response)
    if (brandId !== null) this.ofBrand.set(response, brandId)
    response.once('close', () => this.leave(response, one))
  }

  /** The same for somebody of the staff, who hears only that something has changed. */
  addStaff(response: ServerResponse, address: string): void {
    this.add(response, address)
    if (!this.readers.has(response)) return
    this.staff.add(response)
    response.once('close', () => this.staff.delete(response))
  }

  /** Says to staff that something has changed: what they look at is made anew for each of them. */
  tellStaff(): void {
    for (const reader of this.staff) reader.write('event: desk\ndata: changed\n\n')
  }

  /** Names changed pages to all others, or to the readers of a brand. */
  send(paths: readonly string[], brandId?: string): void {
    const named = `event: pages\ndata: ${JSON.stringify(paths)}\n\n`
    for (const reader of this.readers)
      if (!this.staff.has(reader) && this.ofBrand.get(reader) === brandId) reader.write(named)
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

  private leave(response: ServerResponse, one: string): void {
    this.readers.delete(response)
    this.ofBrand.delete(response)
    const left = (this.counts.get(one) ?? 1) - 1
    if (left > 0) this.counts.set(one, left)
    else this.counts.delete(one)
  }

  private write(text: string): void {
    for (const reader of this.readers) reader.write(text)
  }
}
