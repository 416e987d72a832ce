import type { ServerResponse } from 'node:http'

const heartbeatMs = 25_000
const mostReaders = 10_000

/** Readers who have a page open and want to know when it changes. */
export class LiveStream {
  private readonly readers = new Set<ServerResponse>()
  private readonly timer: NodeJS.Timeout

  constructor() {
    // Proxies close a silent connection after a minute or less.
    this.timer = setInterval(() => this.write(': still here\n\n'), heartbeatMs)
    this.timer.unref()
  }

  /** Keeps the response open as a stream of events; 503 when there are too many. */
  add(response: ServerResponse): void {
    if (this.readers.size >= mostReaders) {
      response.writeHead(503, { 'Retry-After': '60' }).end()
      return
    }
    // no-transform: a proxy that compresses would hold the events back.
    response.writeHead(200, {
      'Content-Type': 'text/event-stream',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    })
    response.write('retry: 3000\n\n')
    this.readers.add(response)
    response.once('close', () => this.readers.delete(response))
  }

  /** Names changed pages to everybody. */
  send(paths: readonly string[]): void {
    this.write(`event: pages\ndata: ${JSON.stringify(paths)}\n\n`)
  }

  get size(): number {
    return this.readers.size
  }

  /** Ends all streams: an open one would hold up the process's end. */
  close(): void {
    clearInterval(this.timer)
    for (const reader of this.readers) reader.end()
  }

  private write(text: string): void {
    for (const reader of this.readers) reader.write(text)
  }
}
