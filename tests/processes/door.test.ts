import { Agent, request } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { log } from '#lib/log/log.ts'
import { Door } from '#lib/processes/door.ts'
import { listen } from '#lib/processes/listen.ts'
import { mostConnections } from '#lib/processes/most-connections.ts'
import { until } from '#tests/support/until.ts'

let open: { door: Door; sockets: Socket[] } | undefined
afterEach(async () => {
  for (const socket of open?.sockets ?? []) socket.destroy()
  open?.door.server.closeAllConnections()
  open = undefined
})

const quick = {
  status: 200,
  head: ['Content-Type', 'text/plain', 'Content-Length', '5'],
  bytes: Buffer.from('quick'),
}

async function openDoor(isStraight: boolean) {
  const waiting: (() => void)[] = []
  const door = new Door((asked, response) => {
    if (asked.url === '/slow') waiting.push(() => void response.end('slow'))
    else response.end('quick')
  })
  if (isStraight) door.answerStraight(({ url }) => (url === '/' ? quick : null))
  await listen(door.server, 0, '127.0.0.1')
  const { port } = door.server.address() as AddressInfo
  const sockets: Socket[] = []
  open = { door, sockets }
  return {
    door,
    waiting,
    /** Opens a connection and says this much of a request. */
    connect(said = ''): Socket {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(said)
      sockets.push(socket)
      return socket
    },
    ask: (agent: Agent, path = '/') =>
      new Promise<{ text: string; connection: string | undefined }>((resolve, reject) => {
        const sent = request({ port, path, agent, host: '127.0.0.1' }, response => {
          let text = ''
          response.on('data', chunk => {
            text += chunk
          })
          response.on('end', () => resolve({ text, connection: response.headers.connection }))
        })
        sent.once('error', reject)
        sent.end()
      }),
  }
}

const count = (door: Door) =>
  new Promise<number>(resolve => door.server.getConnections((_, number) => resolve(number)))

describe.each([
  ['where Node reads everything', false],
  ['where what is kept is answered straight', true],
])('the door, %s', (_, isStraight) => {
  it('ends gently: a request over a connection that waited is answered, and ends it', async () => {
    const { door, ask, waiting } = await openDoor(isStraight)
    const agent = new Agent({ keepAlive: true, maxSockets: 2 })
    const slow = ask(agent, '/slow')
    expect(await ask(agent)).toEqual({ text: 'quick', connection: 'keep-alive' })
    const closed = door.close(true)
    expect(await ask(agent)).toEqual({ text: 'quick', connection: 'close' })
    await until(() => waiting.length > 0, 'the slow one is under way')
    waiting[0]?.()
    // It was begun before, so its connection goes on, until it is used once more or has waited for long.
    expect((await slow).text).toBe('slow')
    expect(await ask(agent)).toEqual({ text: 'quick', connection: 'close' })
    await closed
  })

  it('ends at once what waits for nothing, where nobody else goes on', async () => {
    const { door, ask } = await openDoor(isStraight)
    const agent = new Agent({ keepAlive: true })
    await ask(agent)
    await door.close(false)
    await expect(ask(agent)).rejects.toThrow(/ECONNREFUSED|ECONNRESET|hang up/)
  })

  it('answers readers while hundreds of connections say nothing or little', async () => {
    const { door, ask, connect: open } = await openDoor(isStraight)
    for (let i = 0; i < 300; i++) open(i % 2 === 0 ? '' : 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ')
    await until(async () => (await count(door)) >= 300, 'all are connected')
    expect((await ask(new Agent())).text).toBe('quick')
    const { headersTimeout, requestTimeout, keepAliveTimeout } = door.server
    expect({ headersTimeout, requestTimeout, keepAliveTimeout }).toEqual({
      headersTimeout: 15_000,
      requestTimeout: 120_000,
      keepAliveTimeout: 5_000,
    })
  })

  it('refuses connections that it has no room for, says so once, and goes on', async () => {
    const { door, ask, connect: open } = await openDoor(isStraight)
    const said = vi.spyOn(log, 'warn').mockImplementation(() => {})
    door.server.maxConnections = 3
    const sockets = Array.from({ length: 6 }, () => open())
    await until(() => sockets.filter(socket => socket.destroyed).length === 3, 'three are refused')
    expect(said.mock.calls.map(([sentence]) => sentence)).toEqual([
      expect.stringMatching(/^all 3 connections that this process may open are in use/),
    ])
    said.mockRestore()
    for (const socket of sockets) socket.destroy()
    await until(async () => (await count(door)) === 0, 'all have left')
    expect((await ask(new Agent())).text).toBe('quick')
  })
})

it.each([
  ['Max open files            1024                 4096                 files', 768],
  ['Max open files            20000                20000                files', 19_500],
  ['Max open files            1048576              1048576              files', 1_048_076],
  ['', Number.POSITIVE_INFINITY],
])('some of the files that a process may open are kept for itself: %s', (line, most) => {
  expect(mostConnections(() => `Limit  Soft Limit\n${line}\nMax locked memory 1 2 bytes`)).toBe(most)
})
