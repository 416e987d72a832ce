import type { AddressInfo } from 'node:net'
import fc from 'fast-check'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { speaking } from '#lib/front/languages/speaking.ts'
import type { RenderedAnswer } from '#lib/front/page.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { sendMalformed } from '#lib/front/plain-answer.ts'
import { log } from '#lib/log/log.ts'
import { Door } from '#lib/processes/door.ts'
import { listen } from '#lib/processes/listen.ts'
import { onSignal } from '#lib/signals.ts'
import { talks } from '#tests/processes/wire/requests.ts'
import { type Talk, talk } from '#tests/processes/wire/talk.ts'
import { measure } from '#tests/support/measure.ts'
import { startFront } from './front-fixture.ts'
import { endOffer, offerLanguages } from './languages/offer-languages.ts'

const kept = [
  '/',
  '/history',
  '/servers/web07',
  '/de',
  '/de/servers/web07',
  '/ar',
  '/board.js',
  '/?q=a',
  '/nothing',
]

/** How what is no request is answered at last. */
const malformed = 'Connection: close\r\nContent-Length: 0\r\n\r\n'

/** The same front behind two doors: one answers straight what is kept, the other lets Node read everything. */
async function openBoth(trustedProxies: number) {
  const render = speaking(
    async (url): Promise<RenderedAnswer> => ({
      status: url.includes('no-such') ? 404 : 200,
      contentType: 'text/html; charset=utf-8',
      body: Buffer.from(`<head></head>${url} <a href="/history">`.repeat(4)),
    }),
  )
  const pages = new PageCache({ render, say: () => {} })
  const front = await startFront({ names: ['/servers/web07'], render, pages, trustedProxies })
  await front.parts.known.readAgain()
  const read = new Door(front.front.answer)
  read.server.on('clientError', sendMalformed)
  await listen(read.server, 0, '127.0.0.1')
  for (const path of kept) for (let i = 0; i < 2; i++) await (await front.ask(path)).text()
  const { port } = read.server.address() as AddressInfo
  return {
    straight: front.port,
    read: port,
    straightAnswers: () => front.straight(),
    async stop() {
      const closed = read.close(false)
      read.server.closeAllConnections()
      await Promise.all([closed, front.stop()])
    },
  }
}

describe.each([0, 1])('what is answered straight, behind %i proxies', trustedProxies => {
  let both: Awaited<ReturnType<typeof openBoth>>
  beforeAll(async () => {
    offerLanguages('en', 'de', 'ar')
    both = await openBoth(trustedProxies)
  })
  afterAll(async () => {
    await both.stop()
    endOffer()
  })

  /** A date of the second in which it is asked for is not the same in the next one. */
  const untimed = (text: string) => text.replaceAll(/^X-Accel-Expires: @\d+/gm, 'X-Accel-Expires: @then')
  const bothSay = async (said: Talk) => {
    const [straight, read] = await Promise.all([talk(both.straight, said), talk(both.read, said)])
    return [untimed(straight), untimed(read)]
  }

  /**
   * What is malformed cuts off the answers to what came with it in one piece, as far as they are not out yet, which is nobody's to say.
   * One by one they are the same.
   */
  const isSame = ({ pieces, methods }: Talk, straight: string, read: string) =>
    straight === read ||
    (pieces.length < methods.length && read.endsWith(malformed) && read.startsWith(straight))
  const sayTheSame = async (said: Talk) => {
    let [straight, read] = ['', '']
    // Pieces that are sent one by one may arrive as one all the same.
    for (let i = 0; i < 4; i++) {
      ;[straight = '', read = ''] = await bothSay(said)
      if (isSame(said, straight, read)) return
    }
    expect({ said, answer: straight }).toEqual({ said, answer: read })
  }

  it.each<[what: string, path: string, headers: string, method?: string]>([
    ['a page', '/', ''],
    ['a page as gzip', '/', 'Accept-Encoding: gzip\r\n'],
    ['a page as brotli', '/history', 'Accept-Encoding: br\r\n'],
    ['its head', '/', 'Accept-Encoding: gzip\r\n', 'HEAD'],
    ['a page in another language', '/de/servers/web07', ''],
    ['a page under an address with a query', '/?q=a', ''],
    [
      'the board by a cookie against the browser',
      '/',
      'Cookie: allclear-language=en\r\nAccept-Language: de\r\nIf-None-Match: *\r\n',
    ],
    ['a page that has not changed', '/', 'If-None-Match: *\r\n'],
    ['one that has not, by its head', '/history', 'If-None-Match: *\r\n', 'HEAD'],
    ['what a proxy asks for', '/', 'X-Forwarded-For: 192.0.2.1\r\nX-Request-Id: mine\r\n'],
  ])('is what Node would say: %s', async (_, path, headers, method = 'GET') => {
    const request = `${method} ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`
    const before = both.straightAnswers()
    const [straight, read] = await bothSay({ pieces: [request, request], methods: [method, method] })
    expect(straight).toMatch(/^HTTP\/1\.1 (200|304) /)
    expect(straight).toBe(read)
    expect(both.straightAnswers() - before).toBe(2)
  })

  it('is what Node would say, whatever else is sent before, between and after', async () => {
    const before = both.straightAnswers()
    await fc.assert(
      fc.asyncProperty(fc.array(talks, { minLength: 20, maxLength: 20 }), async said => {
        await Promise.all(said.map(sayTheSame))
      }),
      { numRuns: measure(150, 20), endOnFailure: true },
    )
    expect(both.straightAnswers() - before).toBeGreaterThan(measure(500, 40))
  }, 300_000)
})

describe('straight is answered', () => {
  let front: Awaited<ReturnType<typeof startFront>> | undefined
  afterEach(async () => {
    Object.assign(log, { isDetailed: false })
    await front?.stop()
    front = undefined
  })

  /** The second answer, when whatever can be kept is. Each over a connection of its own. */
  async function again(
    path: string,
    headers = '',
    method = 'GET',
  ): Promise<[status: number, straight: number]> {
    const said = { pieces: [`${method} ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n`], methods: [method] }
    const { port = 0, straight } = front ?? {}
    await talk(port, said)
    const before = straight?.() ?? 0
    const answer = await talk(port, said)
    return [Number(answer.slice(9, 12)), (straight?.() ?? 0) - before]
  }

  it('what is kept, and is counted and watched once', async () => {
    const note = vi.fn()
    front = await startFront({ watch: { note } })
    await again('/')
    const counted: string[] = []
    const end = onSignal('page', ({ from }) => counted.push(from))
    note.mockClear()
    expect(await again('/')).toEqual([200, 1])
    end()
    expect(counted).toEqual(['kept', 'kept'])
    expect(note).toHaveBeenCalledTimes(2)
  })

  it.each<[what: string, path: string, status: number, method?: string]>([
    ['what is not there', '/nothing', 404],
    ['a server that nobody has', '/servers/none', 404],
    ['what leads elsewhere', '/en', 302],
    ['what takes a hand-over', '/enter?token=a', 200],
    ['what is made for one reader', '/embed/caller?domain=example.com', 200],
    ['how the process is', '/healthz', 200],
    ['what is sent', '/', 405, 'POST'],
  ])('nothing of %s', async (_, path, status, method = 'GET') => {
    front = await startFront()
    expect(await again(path, '', method)).toEqual([status, 0])
  })

  it('nothing of a site that is not for all', async () => {
    front = await startFront({ readership: 'customers' })
    expect(await again('/', 'Cookie: jane\r\n')).toEqual([200, 0])
  })

  it('nothing where the log has a line for each request', async () => {
    front = await startFront()
    Object.assign(log, { isDetailed: true })
    const said = vi.spyOn(log, 'debug').mockImplementation(() => {})
    expect(await again('/')).toEqual([200, 0])
    await expect.poll(() => said.mock.calls.length).toBe(2)
    said.mockRestore()
  })
})
