import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Parts } from '#lib/front/exchange.ts'
import { createFront } from '#lib/front/front.ts'
import { Gate } from '#lib/front/gate/gate.ts'
import { KnownPages } from '#lib/front/known-pages.ts'
import { LiveStream } from '#lib/front/live-stream.ts'
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
    pages: new PageCache({ render: others.render ?? render, queue, say: () => {} }),
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
