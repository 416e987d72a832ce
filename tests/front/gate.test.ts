import { afterEach, describe, expect, it } from 'vitest'
import { addresses } from '#tests/documents/addresses.ts'
import { until } from '#tests/support/until.ts'
import { startFront } from './front-fixture.ts'

type Front = Awaited<ReturnType<typeof startFront>>

let front: Front
afterEach(() => front.stop())

const as = (cookie: string) => ({ headers: { cookie } })
const pages = [
  '/',
  '/history',
  '/history/2026-11',
  '/history/search?q=a',
  '/posts/down',
  '/posts/down/ask',
  '/servers/web07.example.net',
  '/SERVERS/WEB07.example.net',
  '/subscribe',
  '/find?q=example.com',
  '/no-such-page',
  '/mine',
  '/mine/janes-token',
]
const closedEndpoints = ['/api/subscribe', '/api/comments', '/mcp', '/embed/caller', '/live']

describe('a board for customers', () => {
  it('shows a stranger no page, keeps that from nobody and renders nothing', async () => {
    front = await startFront({ readership: 'customers', names: ['/servers/web07.example.net'] })
    for (const page of pages) {
      const answer = await front.ask(page)
      expect([page, answer.status, answer.headers.get('location')]).toEqual([page, 302, '/enter'])
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      expect(answer.headers.get('x-robots-tag')).toContain('noindex')
      expect(await answer.text()).toBe('')
    }
    expect(front.rendered).toEqual([])
  })

  it('tells a program so in the form of what it asked for, whatever that is', async () => {
    front = await startFront({ readership: 'customers' })
    for (const address of addresses.filter(each => !/^\/(robots\.txt|brand\/|agent\/)/.test(each))) {
      const answer = await front.ask(address)
      expect([address, answer.status]).toEqual([address, 401])
      expect(answer.headers.get('cache-control')).toBe('private, no-store')
      expect(answer.headers.get('access-control-allow-origin')).toBeNull()
      const text = await answer.text()
      if (!/^\/(card|badge)\//.test(address)) expect(text).toContain('not public')
    }
    expect(front.rendered).toEqual([])
    const robots = await front.ask('/robots.txt')
    expect([robots.status, await robots.text()]).toEqual([200, 'User-agent: *\nDisallow: /\n'])
  })

  it('takes nothing from a stranger that readers send, and gives no stream', async () => {
    front = await startFront({ readership: 'customers' })
    for (const address of closedEndpoints) {
      const method = address.startsWith('/api') || address === '/mcp' ? 'POST' : 'GET'
      expect([address, (await front.ask(address, { method })).status]).toEqual([address, 401])
    }
    expect(front.passed).toEqual([])
    expect(front.parts.live.size).toBe(0)
  })

  it('stays open for alerts, programs with a key, the desk, files, and links to change or end notices', async () => {
    const intakes = /^\/(agent\/indicators(\.sig)?|api\/(agent|alerts)\/.*)$/
    const findIntake = (path: string) => (intakes.test(path) ? () => new Response('taken') : null)
    front = await startFront({ readership: 'staff', findIntake })
    const open = [
      '/desk/sign-in',
      '/live.js',
      '/enter',
      '/unsubscribe/abc',
      '/preferences/abc',
      '/confirm/abc',
      '/comments/confirm/abc',
    ]
    for (const address of open) expect([address, (await front.ask(address)).status]).toEqual([address, 200])
    for (const address of [
      '/agent/key.pem',
      '/agent/allclear-agent',
      '/agent/indicators',
      '/agent/indicators.sig',
    ])
      expect([address, (await front.ask(address)).status]).toEqual([address, 200])
    for (const address of [
      '/api/alerts/generic',
      '/api/agent/measure',
      '/api/v1/servers',
      '/api/unsubscribe',
    ])
      expect([address, (await front.ask(address, { method: 'POST' })).status]).toEqual([address, 200])
    const key = { method: 'POST', headers: { authorization: 'Bearer x' } }
    expect((await front.ask('/mcp', key)).status).toBe(200)
  })

  it('is read by customers who were let in and by staff, and kept for nobody else', async () => {
    front = await startFront({ readership: 'customers', names: ['/servers/web07.example.net'] })
    for (const who of ['jane', 'dana']) {
      for (const address of ['/', '/servers/web07.example.net', '/status.txt']) {
        const answer = await front.ask(address, as(who))
        expect([address, answer.status]).toEqual([address, 200])
        expect(answer.headers.get('cache-control')).toBe('private, no-store')
        expect(answer.headers.get('access-control-allow-origin')).toBeNull()
        expect(await answer.text()).toContain('page /')
      }
    }
    expect((await front.ask('/', as('joe'))).status).toBe(302)
    const stream = await front.ask('/live', as('jane'))
    expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream'])
    await stream.body?.cancel()
  })
})

it('a board for staff is read by staff alone, also by no customer who was let in before', async () => {
  front = await startFront({ readership: 'staff' })
  expect((await front.ask('/', as('jane'))).status).toBe(302)
  expect((await front.ask('/mine', as('jane'))).status).toBe(302)
  expect((await front.ask('/', as('dana'))).status).toBe(200)
})

it('a customer reads their own servers on a public board too, and nobody keeps that', async () => {
  front = await startFront()
  const answer = await front.ask('/mine', as('jane'))
  expect([answer.status, await answer.text()]).toEqual([200, 'page /mine/janes-token'])
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  expect((await front.ask('/mine')).headers.get('location')).toBe('/enter')
  expect((await front.ask('/mine/janes-token')).status).toBe(404)
})

it('a hand-over at the door is taken by its endpoint, the door itself is a page', async () => {
  front = await startFront()
  await front.ask('/enter?token=abc')
  await front.ask('/enter', { method: 'POST' })
  expect(front.passed.map(({ url }) => url)).toEqual(['/api/enter?token=abc', '/api/enter?'])
  expect(await (await front.ask('/enter?problem=late')).text()).toBe('page /enter?problem=late')
})

describe('while it is not known who may read', () => {
  it('nobody does, and who asks reads it anew', async () => {
    front = await startFront()
    let isWrong = true
    const read = async () => {
      if (isWrong) throw new Error('a mistake of ours')
      return 'public'
    }
    Object.assign(front.parts.gate, { options: { read } })
    await expect(front.parts.gate.readAgain()).rejects.toThrow()
    isWrong = false
    expect((await front.ask('/')).status).toBe(200)
  })

  it('but that the database is away, everybody does who did, and it is read again by itself', async () => {
    front = await startFront()
    let reads = 0
    const read = async () => {
      reads += 1
      if (reads === 1) throw new Error('Connection terminated unexpectedly')
      return 'staff'
    }
    Object.assign(front.parts.gate, { options: { read, isStaff: async () => false } })
    expect(await front.parts.gate.readAgain()).toBe('public')
    expect((await front.ask('/')).status).toBe(200)
    await until(() => !front.parts.gate.isOpen, 'it has been read again')
  })
})
