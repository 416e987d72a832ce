import type { Server } from 'node:http'
import type { Socket } from 'node:net'
import { Pieces } from './pieces.ts'
import { readPlain } from './read-plain.ts'
import type { FindKept } from './whole-answer.ts'

/** Who has said nothing for so long after connecting is Node's to wait for. */
const freshMs = 1_000

/**
 * Answers what is kept straight from the connection, without Node's server of HTTP, which takes longer to read such a request and
 * to write its answer than all else does. A connection over which anything else comes, or comes in parts, or whose reader does not
 * keep up, is that server's for good from there on, and what has come is given to it unread.
 */
export class Straight {
  private readonly server: Server
  private readonly giveToNode: (socket: Socket) => void
  private readonly pieces: Pieces
  private findKept: FindKept | null = null
  /** Connections that have said nothing yet, and those that wait for their next request. */
  private readonly fresh = new Set<Socket>()
  private readonly waiting = new Set<Socket>()
  private readonly listeners: readonly [event: string, heard: (this: Socket, chunk: Buffer) => void][]

  /** Takes the connections of a server that has been made just now. */
  constructor(server: Server) {
    this.server = server
    const [own] = server.listeners('connection')
    this.giveToNode = socket => own?.call(server, socket)
    this.pieces = new Pieces(() => Math.floor(server.keepAliveTimeout / 1000))
    this.listeners = Object.entries(this.makeListeners())
    server.removeAllListeners('connection')
    server.on('connection', socket => (this.findKept ? this.take(socket) : this.giveToNode(socket)))
  }

  /** From now on what this finds is answered here. */
  begin(findKept: FindKept): void {
    this.findKept = findKept
  }

  /** From now on everything is given to Node. */
  leave(): void {
    this.findKept = null
  }

  /** Ends connections that wait for nothing, as Node does with its own. Who has not asked yet may still. */
  endWaiting(): void {
    for (const socket of this.waiting) socket.destroySoon()
    for (const socket of this.fresh) this.handOver(socket)
  }

  /** Ends all connections, whatever is still under way. */
  endAll(): void {
    for (const socket of [...this.waiting, ...this.fresh]) socket.destroy()
  }

  private take(socket: Socket): void {
    this.fresh.add(socket)
    for (const [event, heard] of this.listeners) socket.on(event, heard)
    socket.setTimeout(freshMs)
  }

  /** In these "this" is the connection: ten thousand of them share one set. */
  private makeListeners(): Record<string, (this: Socket, chunk: Buffer) => void> {
    const straight = this
    return {
      data(chunk) {
        if (!straight.answer(this, chunk)) straight.handOver(this, chunk)
      },
      timeout() {
        straight.endWait(this)
      },
      end() {
        this.end()
      },
      error() {
        // Whoever asked is gone, and the connection ends by itself.
      },
      close() {
        straight.forget(this)
      },
    }
  }

  /** Whether a request is answered. Nobody is sent more who has not taken what was sent before. */
  private answer(socket: Socket, chunk: Buffer): boolean {
    if (!this.findKept || socket.writableLength > 0) return false
    const request = readPlain(chunk)
    if (!request) return false
    const kept = findOrNull(this.findKept, { ...request, socket })
    if (!kept || !this.pieces.send(socket, kept, request.method !== 'HEAD')) return false
    if (this.fresh.delete(socket)) {
      this.waiting.add(socket)
      socket.setTimeout(this.waitMs())
    }
    return true
  }

  /** As long as Node waits for the next request. */
  private waitMs(): number {
    const { keepAliveTimeout, keepAliveTimeoutBuffer = 0 } = this.server as Server & {
      keepAliveTimeoutBuffer?: number
    }
    return keepAliveTimeout + keepAliveTimeoutBuffer
  }

  private endWait(socket: Socket): void {
    if (this.fresh.has(socket)) this.handOver(socket)
    // Its reader is slow, and waits for us.
    else if (socket.writableLength > 0) socket.setTimeout(this.waitMs())
    else socket.destroy()
  }

  /** chunk: what has come and is not answered. One that has waited goes on to be ended after its time, until a request is whole. */
  private handOver(socket: Socket, chunk?: Buffer): void {
    for (const [event, heard] of this.listeners) socket.off(event, heard)
    if (this.fresh.has(socket)) socket.setTimeout(0)
    this.forget(socket)
    socket.pause()
    if (chunk) socket.unshift(chunk)
    this.giveToNode(socket)
    socket.resume()
  }

  private forget(socket: Socket): void {
    this.fresh.delete(socket)
    this.waiting.delete(socket)
  }
}

/** What fails here fails the long way too, where it is answered and said. */
function findOrNull(find: FindKept, asked: Parameters<FindKept>[0]): ReturnType<FindKept> {
  try {
    return find(asked)
  } catch {
    return null
  }
}
