import type { IncomingMessage } from 'node:http'
import { expect, it } from 'vitest'
import { clientAddress } from '#lib/limits/rate-limit.ts'
import { until } from '#tests/support/until.ts'
import type { startProxiedSite } from './proxied-site.ts'

type Site = Awaited<ReturnType<typeof startProxiedSite>>
type Answer = { status: number; headers: Record<string, string | string[] | undefined>; body: string }
type Options = { method?: string; headers?: Record<string, string>; localAddress?: string }
type Proxy = {
  ask: (path: string, options?: Options, body?: Buffer) => Promise<Answer>
  open: (path: string) => Promise<IncomingMessage>
}

/** What has to hold through whatever keeps pages in front of the site. The last test ends the site. */
export function testThroughProxy(given: () => { site: Site; proxy: Proxy }): void {
  const ask = (path: string, options?: Options, body?: Buffer) => given().proxy.ask(path, options, body)
  const says = async (path: string, words: string) => (await ask(path)).body.includes(words)

  it('a flood of one page is answered without asking the site for each', async () => {
    const { site } = given()
    // A machine that is busy elsewhere may take longer for it than anything is kept.
    await until(async () => {
      const before = site.front.answered()
      const answers = await Promise.all(Array.from({ length: 100 }, () => ask('/')))
      for (const { status, body } of answers) expect([status, body]).toEqual([200, '/: all is well'])
      return site.front.answered() - before < 50
    }, 'most are answered in front')
    expect(site.renders.filter(url => url === '/')).toHaveLength(1)
  })

  it('what is new is there a moment later, and what is the same is not sent again', async () => {
    await given().site.say('web07 is down')
    await until(() => says('/', 'web07 is down'), 'the new page comes through')
    const { headers } = await ask('/')
    const etag = String(headers.etag)
    expect((await ask('/', { headers: { 'if-none-match': etag } })).status).toBe(304)
    expect(headers['surrogate-key'] ?? headers['cache-tag'] ?? headers.xkey).toBeUndefined()
  })

  it('bytes come packed as each reader takes them, whoever asked before', async () => {
    const cases: [accepted: string, isPacked: boolean][] = [
      ['gzip', true],
      ['identity', false],
      ['gzip;q=0', false],
      ['gzip, deflate, br', true],
      ['gzip;q=0, deflate', false],
      ['deflate, gzip;q=0.5, br;q=0', true],
      ['identity', false],
      ['gzip', true],
    ]
    for (const [accepted, isPacked] of cases) {
      const { headers, body } = await ask('/', { headers: { 'accept-encoding': accepted } })
      expect([accepted, headers['content-encoding'] !== undefined]).toEqual([accepted, isPacked])
      if (!isPacked) expect(body).toBe('/: web07 is down')
    }
  })

  it('a link that was passed around is the page itself, and what has been made up is not kept', async () => {
    expect((await ask('/?utm_source=mail&fbclid=1')).body).toBe('/: web07 is down')
    expect((await ask('/subscribe?server=abcdef012345&utm_source=x')).body).toContain(
      '/subscribe?server=abcdef012345:',
    )
    expect((await ask('/subscribe')).body).toContain('/subscribe:')
    expect((await ask('/?%75tm_source=1')).status).toBe(200)
  })

  it('what is sent arrives whole, and no answer to it is kept', async () => {
    const { site } = given()
    for (let sent = 0; sent < 3; sent++) {
      const before = site.front.passed.length
      const answer = await ask('/api/subscribe', { method: 'POST' }, Buffer.alloc(50_000, 'a'))
      expect([answer.status, site.front.passed.length - before]).toEqual([200, 1])
    }
  })

  it('readers are known by their own addresses, also one who forges another', async () => {
    for (const localAddress of ['127.0.0.2', '127.0.0.3'])
      for (const headers of [{}, { 'x-forwarded-for': '192.0.2.66' }] as Record<string, string>[]) {
        const { body } = await ask('/api/subscribe', { method: 'POST', localAddress, headers })
        const heard = JSON.parse(body) as Record<string, string>
        expect(clientAddress(new Headers(heard), 1)).toBe(localAddress)
        expect(heard).toMatchObject({ 'x-forwarded-proto': 'https' })
      }
  })

  it('changes reach an open page at once', async () => {
    const { site, proxy } = given()
    const stream = await proxy.open('/live')
    await until(() => site.front.parts.live.size > 0, 'the site has a reader')
    site.front.parts.live.send(['/'])
    let heard = ''
    for await (const part of stream) {
      heard += part
      if (heard.includes('data: ["/"]')) break
    }
    stream.destroy()
  })

  it('of a site in two languages each is led to the one that they prefer or have chosen, whoever asked before', async () => {
    const { site } = given()
    const speak = (language: string, cookie = '') =>
      ask('/', { headers: { 'accept-language': language, cookie } })
    await site.offer('de')
    await until(async () => (await speak('de')).status === 302, 'who prefers German is led on')
    for (let turn = 0; turn < 3; turn++) {
      for (const [language, cookie] of [
        ['de', ''],
        ['de-CH,de;q=0.9,en;q=0.8', ''],
        ['fr, de-AT;q=0.7, en;q=0.3', ''],
        ['en-GB,en;q=0.9', 'other=1; allclear-language=de'],
      ] as const) {
        const { status, headers } = await speak(language, cookie)
        expect([language, status, headers.location]).toEqual([language, 302, '/de'])
        expect(headers['cache-control']).toBe('private, no-store')
      }
      for (const [language, cookie] of [
        ['en-GB,en;q=0.9,de;q=0.8', ''],
        ['fr', ''],
        ['*', ''],
        ['de', 'allclear-language=en'],
      ] as const)
        expect(await speak(language, cookie)).toMatchObject({ status: 200, body: '/: web07 is down' })
      expect((await ask('/de')).body).toBe('de /: web07 is down')
    }
    await until(async () => {
      const before = site.front.answered()
      await Promise.all(Array.from({ length: 60 }, () => speak('en-GB,en;q=0.9')))
      return site.front.answered() - before < 30
    }, 'most boards are given in front')
    await site.offer()
    await until(async () => (await speak('de')).status === 200, 'nobody is led on any more')
  })

  it('of a site that is not for everybody nothing is given to others, and nothing kept of before', async () => {
    const { site } = given()
    await site.openTo('customers')
    await until(async () => (await ask('/')).status === 302, 'a stranger is led to the door')
    for (let turn = 0; turn < 3; turn++) {
      const jane = await ask('/', { headers: { cookie: 'jane' } })
      expect([jane.status, jane.body, jane.headers['cache-control']]).toEqual([
        200,
        '/: web07 is down',
        'private, no-store',
      ])
      expect((await ask('/')).status).toBe(302)
      expect((await ask('/', { headers: { cookie: 'joe' } })).status).toBe(302)
    }
    await site.openTo('public')
    await until(() => says('/', 'web07 is down'), 'everybody reads it again')
  })

  it('what was kept is given while the site is down, and nothing else pretends to be', async () => {
    await ask('/')
    await ask('/', { headers: { 'accept-encoding': 'gzip' } })
    await given().site.front.stop()
    for (let turn = 0; turn < 20; turn++)
      expect(await ask('/')).toMatchObject({ status: 200, body: '/: web07 is down' })
    expect((await ask('/?utm_source=x')).status).toBe(200)
    for (const path of ['/posts', '/desk', '/api/subscribe'])
      expect([path, (await ask(path)).status >= 500]).toEqual([path, true])
    expect((await ask('/api/alerts/generic', { method: 'POST' })).status).toBeGreaterThanOrEqual(500)
    expect((await ask('/')).status).toBe(200)
    // What was never kept is away for a while, and is not gone.
    expect((await ask('/history')).status).toBe(503)
  })
}
