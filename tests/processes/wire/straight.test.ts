import type { IncomingMessage, ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { Door } from '#lib/processes/door.ts'
import { listen } from '#lib/processes/listen.ts'
import type { WholeAnswer } from '#lib/processes/wire/whole-answer.ts'
import { until } from '#tests/support/until.ts'

const request = (path: string, more = '') => `GET ${path} HTTP/1.1\r\nHost: x\r\n${more}\r\n`
const piece = 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '

function answer(text: string, ...head: string[]): WholeAnswer {
  return { status: 200, head: ['Content-Length', String(text.length), ...head], bytes: Buffer.from(text) }
}

const large = 256 * 1024
const kept: Record<string, WholeAnswer | undefined> = {
  '/': answer('kept'),
  '/large': answer('x'.repeat(large)),
  '/larger': answer('x'.repeat(40 * large)),
  '/unsayable': answer('kept', 'X-A', 'a\r\nX-B: b'),
  '/lengthless': { status: 200, head: [], bytes: Buffer.from('kept') },
  '/ending': answer('kept', 'Connection', 'close'),
}

type Connection = { socket: Socket; text(): string; isEnded(): boolean; bytes(): number }

let opened: { door: Door; connections: Connection[] } | undefined
afterEach(async () => {
  for (const { socket } of opened?.connections ?? []) socket.destroy()
  const closed = opened?.door.close(false)
  opened?.door.server.closeAllConnections()
  await closed
  opened = undefined
})

/** A door with what is kept in memory, which says of each answer who gave it. */
async function openDoor() {
  const read: string[] = []
  const straight: string[] = []
  const slow: (() => void)[] = []
  const door = new Door(({ url = '' }: IncomingMessage, response: ServerResponse) => {
    read.push(url)
    if (url === '/slow') slow.push(() => void response.end('slow'))
    else response.end(kept[url]?.bytes ?? 'made')
  })
  door.answerStraight(({ url = '' }) => {
    if (url === '/fault') throw new Error('a fault of ours')
    const found = kept[url] ?? null
    if (found) straight.push(url)
    return found
  })
  await listen(door.server, 0, '127.0.0.1')
  const { port } = door.server.address() as AddressInfo
  const connections: Connection[] = []
  opened = { door, connections }
  return { door, read, straight, slow, connect: (said = '') => open(port, said, connections) }
}

function open(port: number, said: string, all: Connection[]): Connection {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true })
  let text = ''
  let isEnded = false
  socket.setEncoding('latin1')
  socket.on('error', () => {})
  socket.on('data', part => {
    text += part
  })
  socket.on('close', () => {
    isEnded = true
  })
  if (said) socket.write(said)
  const connection = { socket, text: () => text, isEnded: () => isEnded, bytes: () => text.length }
  all.push(connection)
  return connection
}

const isThere = (connection: Connection, end: string) =>
  until(() => connection.text().endsWith(end), `${end} is there`)

describe('a connection that is answered straight', () => {
  it('is Node’s for good from the first thing on that is not kept or not plain', async () => {
    const { connect: open, read, straight } = await openDoor()
    const one = open(request('/'))
    await isThere(one, 'kept')
    one.socket.write(request('/made'))
    await isThere(one, 'made')
    one.socket.write(request('/'))
    await until(() => read.length === 2, 'Node reads the next one')
    expect([straight, read]).toEqual([['/'], ['/made', '/']])
  })

  it('is answered by Node where what is kept can only be said by it, or cannot be looked for', async () => {
    const { connect: open, read } = await openDoor()
    for (const path of ['/unsayable', '/lengthless', '/ending']) await isThere(open(request(path)), 'kept')
    await isThere(open(request('/fault')), 'made')
    expect(read).toEqual(['/unsayable', '/lengthless', '/ending', '/fault'])
  })

  it('is ended with a sentence where a request does not become whole, whenever it was begun', async () => {
    const { connect: open, door } = await openDoor()
    door.server.headersTimeout = 100
    const silent = open()
    const begun = open(piece)
    const later = open(request('/'))
    await isThere(later, 'kept')
    later.socket.write(piece)
    const dropwise = open(piece)
    const drops = setInterval(() => dropwise.socket.write('a'), 50)
    const all = [silent, begun, later, dropwise]
    await until(() => all.every(each => each.isEnded()), 'all are ended', 20_000)
    clearInterval(drops)
    for (const each of all) expect(each.text()).toMatch(/HTTP\/1\.1 408 Request Timeout\r\n/)
  }, 30_000)

  it('is ended without a word when it has waited as long as Node would', async () => {
    const { connect: open, door } = await openDoor()
    Object.assign(door.server, { keepAliveTimeout: 100, keepAliveTimeoutBuffer: 0 })
    const [straight, read] = [open(request('/')), open(request('/made'))]
    await until(() => straight.isEnded() && read.isEnded(), 'both are ended')
    for (const each of [straight, read]) expect(each.text().match(/HTTP/g)).toHaveLength(1)
  })

  it('may wait longer for an answer of Node’s than for a request', async () => {
    const { connect: open, door, slow } = await openDoor()
    const one = open(request('/'))
    await isThere(one, 'kept')
    one.socket.write(request('/slow'))
    await until(() => slow.length === 1, 'it is asked for')
    Object.assign(door.server, { keepAliveTimeout: 100, keepAliveTimeoutBuffer: 0 })
    const other = open(request('/'))
    await until(() => other.isEnded(), 'another one has waited for too long')
    slow[0]?.()
    await until(
      () => one.text().endsWith('slow\r\n0\r\n\r\n') || one.text().endsWith('slow'),
      'it is answered',
    )
  })

  it('is sent no more than its reader takes, and all of it when the reader does', async () => {
    const { connect: open, read, straight } = await openDoor()
    const one = open()
    one.socket.pause()
    const count = 300
    const answered = () => read.length + straight.length
    for (let i = 0; i < count; i++) {
      const before = answered()
      one.socket.write(request('/large'))
      // One by one, so that each is read alone, for as long as any is read.
      for (let turn = 0; turn < 50 && answered() === before; turn++) await new Promise(setImmediate)
    }
    expect(answered()).toBeLessThan(count / 2)
    one.socket.resume()
    await until(() => one.bytes() > count * large, 'all is there', 30_000)
    expect(answered()).toBe(count)
  }, 40_000)

  it('waits for a reader who is slow longer than for a request', async () => {
    const { connect: open, door, straight } = await openDoor()
    Object.assign(door.server, { keepAliveTimeout: 100, keepAliveTimeoutBuffer: 0 })
    const slow = open()
    slow.socket.pause()
    slow.socket.write(request('/larger'))
    await until(() => straight.length === 1, 'it is answered')
    for (let i = 0; i < 3; i++) {
      const other = open(request('/'))
      await until(() => other.isEnded(), 'another one has waited for too long')
    }
    slow.socket.resume()
    await until(() => slow.bytes() > 40 * large, 'all is there')
  })

  it('says that it ends when the process leaves, and is let go of where the process ends', async () => {
    const { connect: open, door, straight } = await openDoor()
    door.server.keepAliveTimeout = 600_000
    const [waiting, asking] = [open(request('/')), open(request('/'))]
    await isThere(waiting, 'kept')
    await isThere(asking, 'kept')
    const slow = open()
    slow.socket.pause()
    slow.socket.write(request('/larger'))
    await until(() => straight.length === 3, 'it is answered')
    door.leave()
    asking.socket.write(request('/'))
    await until(() => asking.isEnded(), 'it is ended')
    expect(asking.text()).toMatch(/\r\nConnection: close\r\n/)
    expect(asking.text()).toMatch(/kept$/)
    const closed = door.close(false)
    await until(() => waiting.isEnded(), 'what waits is ended')
    slow.socket.resume()
    await until(() => slow.bytes() > 40 * large, 'all is there')
    await closed
  })

  it('is ended as half of it is, and may break', async () => {
    const { connect: open, door } = await openDoor()
    const half = open(request('/'))
    half.socket.end()
    await until(() => half.isEnded(), 'it is ended')
    expect(half.text()).toMatch(/kept$/)
    for (let i = 0; i < 20; i++) open(request('/larger')).socket.resetAndDestroy()
    const left = () => new Promise<number>(done => door.server.getConnections((_, count) => done(count)))
    await until(async () => (await left()) === 0, 'nobody is left')
  })
})
