import { type IncomingMessage, request, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, beforeEach } from 'vitest'
import type { Parts } from '#lib/front/exchange.ts'
import { createFront } from '#lib/front/front.ts'
import { Gate } from '#lib/front/gate/gate.ts'
import { KnownPages } from '#lib/front/known-pages.ts'
import { LiveStream } from '#lib/front/live/live-stream.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { sendMalformed } from '#lib/front/plain-answer.ts'
import { RenderQueue } from '#lib/front/rendering/render-queue.ts'
import { Door } from '#lib/processes/door.ts'
import { listen } from '#lib/processes/listen.ts'
import type { Readership } from '#lib/rules/readers/readership.ts'
import { builtSite } from './built.ts'

const html = (status: number, body: string): RenderedAnswer => ({
  status,
  contentType: 'text/html; charset=utf-8',
  body: Buffer.from(body),
})

/** The front alone, on a free port, with a Next and a database that the test plays. */
export async function startFront(parts: Partial<Parts> & { names?: string[]; readership?: Readership } = {}) {
  const rendered: string[] = []
  const passed: IncomingMessage[] = []
  const { names = [], readership = 'public', ...others } = parts
  const render = async (url: string): Promise<RenderedAnswer> => {
    rendered.push(url)
    if (url === '/no-such-page') return html(404, 'There is no page here.')
    if (url.includes('gone')) return html(404, '')
    return html(200, `page ${url}`)
  }
  const next = (request: IncomingMessage, response: ServerResponse) => {
    passed.push(request)
    response.end(JSON.stringify(request.headers))
  }
  const queue = others.queue ?? new RenderQueue()
  const live = new LiveStream()
  const isStaff = async (headers: Headers) => headers.get('cookie') === 'dana'
  const gate = new Gate({
    read: async () => readership,
    isStaff,
    readerToken: async headers => (headers.get('cookie') === 'jane' ? 'janes-token' : null),
  })
  await gate.readAgain()
  const all: Parts = {
    // No page that is missing is made again while a test asks for it.
    pages: new PageCache({
      render: others.render ?? render,
      queue,
      say: () => {},
      limits: { missingMs: 600_000 },
    }),
    queue,
    live,
    gate,
    known: new KnownPages({ read: async () => names }),
    built: builtSite(),
    watch: { note: () => {} },
    trustedProxies: 0,
    render,
    isStaff,
    findIntake: () => null,
    next,
    ...others,
  }
  const front = createFront(all)
  let answered = 0
  let straight = 0
  const door = new Door((request, response) => {
    answered += 1
    return front.answer(request, response)
  })
  door.answerStraight(asked => {
    const kept = front.findKept(asked)
    if (kept) straight += 1
    return kept
  })
  door.server.on('clientError', sendMalformed)
  await listen(door.server, 0, '127.0.0.1')
  const { port } = door.server.address() as AddressInfo
  return {
    site: `http://127.0.0.1:${port}`,
    port,
    rendered,
    passed,
    front,
    /** How many requests have come. */
    answered: () => answered + straight,
    /** How many of them were answered without Node's server of HTTP. */
    straight: () => straight,
    parts: all,
    ask: (path: string, init: RequestInit = {}) =>
      fetch(`http://127.0.0.1:${port}${path}`, { redirect: 'manual', ...init }),
    async stop() {
      live.close()
      all.pages.close()
      const closed = door.close(false)
      door.server.closeAllConnections()
      await closed
    },
  }
}

const names = ['/servers/web07.example.net', '/servers/seven.example.net', '/posts/2013-02-19-high']

/** A front that knows some pages, for the tests of one file. Each test finds a new one, and may start another. */
export function useFront() {
  const front = {} as Awaited<ReturnType<typeof startFront>>
  beforeEach(async () => {
    Object.assign(front, await startFront({ names }))
  })
  afterEach(() => front.stop())

  async function restart(parts: Parameters<typeof startFront>[0]): Promise<void> {
    await front.stop()
    Object.assign(front, await startFront(parts))
  }

  /** Asks as no browser would: with any method, and a body of this length without sending it. */
  function knock(method: string, path: string, headers: Record<string, string> = {}): Promise<number> {
    return new Promise((resolve, reject) => {
      const asked = request(`${front.site}/`, { method, path, headers, agent: false }, response => {
        response.resume()
        resolve(response.statusCode ?? 0)
        asked.destroy()
      })
      asked.once('error', reject)
      asked.flushHeaders()
      if (!('content-length' in headers) && !('transfer-encoding' in headers)) asked.end()
    })
  }

  return { front, names, restart, knock }
}
