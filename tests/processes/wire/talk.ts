import { connect, type Socket } from 'node:net'
import { setImmediate as turn } from 'node:timers/promises'

/** What is sent over one connection, in pieces that arrive one by one, and how many answers are owed for it. */
export type Talk = { pieces: readonly string[]; methods: readonly string[] }

/** Nobody answers any more: a part of a request waits for its rest. */
const silenceMs = 400

/** Sends it all and returns all that comes back until there is nothing more to come, but for what differs by itself. */
export async function talk(port: number, { pieces, methods }: Talk): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true })
  let text = ''
  const done = Promise.withResolvers<void>()
  let timer: NodeJS.Timeout | undefined
  const isQuiet = () => {
    socket.end()
    timer = setTimeout(done.resolve, silenceMs)
  }
  socket.setEncoding('latin1')
  socket.on('data', piece => {
    text += piece
    // What is said beside the answers comes before the end.
    if (isWhole(text, methods)) socket.end()
  })
  for (const event of ['end', 'close', 'error']) socket.on(event, () => done.resolve())
  await send(socket, pieces)
  timer = setTimeout(isQuiet, silenceMs)
  await done.promise
  clearTimeout(timer)
  socket.destroy()
  return settle(text)
}

async function send(socket: Socket, pieces: readonly string[]): Promise<void> {
  for (const piece of pieces) {
    if (socket.destroyed) return
    await new Promise(resolve => socket.write(Buffer.from(piece, 'latin1'), resolve))
    // The other end is in this process, and reads in a turn of its own.
    for (let i = 0; i < 3; i++) await turn()
  }
}

/** Whether there is an answer to each request, as far as their heads say how long they are. */
function isWhole(text: string, methods: readonly string[]): boolean {
  let at = 0
  for (const method of methods) {
    const end = text.indexOf('\r\n\r\n', at)
    if (end < 0) return false
    const head = text.slice(at, end).toLowerCase()
    at = end + 4
    if (method === 'HEAD' || / 304 /.test(head.slice(0, 20))) continue
    if (head.includes('transfer-encoding: chunked')) {
      const last = text.indexOf('0\r\n\r\n', at)
      if (last < 0) return false
      at = last + 5
    } else at += Number(/content-length: (\d+)/.exec(head)?.[1] ?? 0)
    if (text.length < at) return false
  }
  return true
}

function settle(text: string): string {
  return text
    .replaceAll(/^Date: .*$/gm, 'Date: then')
    .replaceAll(/^X-Request-Id: [\w-]{36}\r$/gim, 'X-Request-Id: one\r')
    .replaceAll(/[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[\da-f]{4}-[\da-f]{12}/g, 'some-id')
}
