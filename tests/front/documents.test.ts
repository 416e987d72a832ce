import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startFront } from './front-fixture.ts'

const written: string[] = []
let front: Awaited<ReturnType<typeof startFront>>
beforeAll(async () => {
  front = await startFront({
    names: ['/servers/web07.example.net', '/servers/web01.example.txt'],
    render: async url => {
      written.push(url)
      return {
        status: 200,
        contentType: 'text/plain; charset=utf-8',
        cacheControl: 'public, max-age=30',
        isFor: 'programs',
        body: Buffer.from(`written ${url}`),
      }
    },
  })
})
afterAll(() => front.stop())

describe('what programs read', () => {
  it('may be read by pages anywhere, is kept for a while, and unchanged is not sent again', async () => {
    const answer = await front.ask('/servers/WEB07.example.net.txt?utm=x')
    expect([answer.status, await answer.text()]).toEqual([200, 'written /servers/web07.example.net.txt'])
    expect(answer.headers.get('access-control-allow-origin')).toBe('*')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
    expect(answer.headers.get('cache-control')).toBe('private, max-age=30')
    const own = await front.ask('/servers/web07.example.net.txt')
    expect(own.headers.get('cache-control')).toMatch(/^public, max-age=30, s-maxage=1, /)
    const etag = answer.headers.get('etag') ?? ''
    const again = await front.ask('/servers/web07.example.net.txt', { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  })

  it('is 404 in its own form for names that nobody has, and nothing is written for them', async () => {
    const answer = await front.ask('/servers/junk.example.txt')
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/plain; charset=utf-8'])
    expect(await answer.text()).toMatch(/^There is nothing at this address\./)
  })

  it('refuses a wrong page also while the first one is kept', async () => {
    expect((await front.ask('/history.json')).status).toBe(200)
    const answer = await front.ask('/history.json?page=0')
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { message: expect.stringContaining('"page"') },
    ])
  })

  it('that changes with the whole site is of names that there are, too, and survives a flood of others', async () => {
    const own = await front.ask('/servers/web07.example.net.rss')
    expect([own.status, await own.text()]).toEqual([200, 'written /servers/web07.example.net.rss'])
    const junk = Array.from({ length: 300 }, (_, place) => `/servers/junk${place}.example/updates.atom`)
    for (const address of [...junk, '/groups/nowhere.ics'])
      expect((await front.ask(address)).status).toBe(404)
    expect(written.filter(address => /junk|nowhere/.test(address))).toEqual([])
  })

  it('is asked for by GET alone', async () => {
    expect((await front.ask('/status.txt', { method: 'POST' })).status).toBe(405)
    const head = await front.ask('/status.txt', { method: 'HEAD' })
    expect([head.status, await head.text()]).toEqual([200, ''])
  })

  it('gives way to the page of a server whose name ends like one', async () => {
    await front.parts.known.readAgain()
    expect((await front.ask('/servers/web01.example.txt')).status).toBe(200)
    expect((await front.ask('/servers/web02.example.txt')).status).toBe(404)
  })
})
