import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { startProxyTo } from './tcp-proxy.ts'
import { until } from './until.ts'

it('hands on in the order of the stream, whatever becomes of its mood meanwhile', async () => {
  let got = ''
  const server = createServer(socket => socket.on('data', piece => (got += piece)))
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as { port: number }
  const proxy = await startProxyTo(`postgres://somebody@127.0.0.1:${port}/any`, 300)
  const socket = connect(proxy.port, '127.0.0.1').setNoDelay()
  const say = async (piece: string) => {
    socket.write(piece)
    await pause(40)
  }
  try {
    await say('1')
    await proxy.turn('slow')
    await say('2')
    await say('3')
    await proxy.turn('open')
    await say('4')
    await proxy.turn('slow')
    await say('5')
    await proxy.turn('open')
    await say('6')
    await until(() => got.length === 6, 'all has arrived')
    expect(got).toBe('123456')
  } finally {
    socket.destroy()
    await proxy.close()
    server.close()
  }
})
