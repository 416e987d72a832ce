import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Server as SocketServer } from 'node:net'
import { log } from '#lib/log/log.ts'
import { mostConnections } from './most-connections.ts'
import { Straight } from './wire/straight.ts'
import type { FindKept } from './wire/whole-answer.ts'

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown

/** How long requests in flight may take to finish when the process is asked to end. */
const drainMs = 10_000
/** The same where others go on, and nobody waits for the end. */
const gentleDrainMs = 20_000
/** A browser sends its headers in one go; who sends them drop by drop holds a connection no longer than this. */
const headersMs = 15_000
/** The largest file that is taken, 16 MiB, arrives within this over 1.2 Mbit/s. */
const requestMs = 120_000
/** How often it is looked for connections that took too long. */
const lookMs = 5_000
const sayAgainMs = 60_000

/** The server on the site's port: bounded in connections and in their patience, and able to end without losing a request. */
export class Door {
  readonly server: Server
  private readonly straight: Straight
  private isLeaving = false
  private saidFullAt = Number.NEGATIVE_INFINITY

  constructor(answer: Answer) {
    const timeouts = {
      headersTimeout: headersMs,
      requestTimeout: requestMs,
      connectionsCheckingInterval: lookMs,
    }
    this.server = createServer(timeouts, (request, response) => {
      if (this.isLeaving) response.shouldKeepAlive = false
      // One that was answered without Node waited for its next request by a time that Node does not know of.
      if (request.socket.timeout) request.socket.setTimeout(0)
      return answer(request, response)
    })
    this.server.maxConnections = mostConnections()
    this.server.on('drop', () => this.sayFull())
    this.straight = new Straight(this.server)
  }

  /** From now on what this finds is answered without Node's server of HTTP. */
  answerStraight(findKept: FindKept): void {
    if (!this.isLeaving) this.straight.begin(findKept)
  }

  /** From now on each answer ends its connection, so that whoever asks again does so elsewhere. */
  leave(): void {
    this.isLeaving = true
    this.straight.leave()
  }

  /**
   * Accepts no more, and waits for requests in flight, at most drainMs, or gentleDrainMs. isGentle: a connection without a request is left to
   * its own end too, because its next request may be on its way.
   */
  close(isGentle: boolean): Promise<void> {
    this.leave()
    const { server } = this
    return new Promise(resolve => {
      const timer = setTimeout(() => this.endAll(), isGentle ? gentleDrainMs : drainMs)
      const done = () => {
        clearTimeout(timer)
        resolve()
      }
      // The close of HTTP closes all connections at once that wait for a request.
      if (isGentle) SocketServer.prototype.close.call(server, done)
      else {
        server.close(done)
        this.straight.endWaiting()
      }
    })
  }

  private endAll(): void {
    this.server.closeAllConnections()
    this.straight.endAll()
  }

  private sayFull(): void {
    if (performance.now() - this.saidFullAt < sayAgainMs) return
    this.saidFullAt = performance.now()
    log.warn(
      `all ${this.server.maxConnections} connections that this process may open are in use, and further ones are refused: raise the limit of open files (ulimit -n), or look who holds them.`,
    )
  }
}

/** How requests are answered. findKept: those that need not be read by Node; null: all have to be. */
type Ready = { answer: Answer; findKept: FindKept | null }

/**
 * The server on the port, where requests wait until it is known how they are answered. early: answers some before that. before: what
 * looks at those first that Node has read.
 */
export function openDoor(early: (request: IncomingMessage, response: ServerResponse) => boolean): {
  door: Door
  begin(ready: Ready, before: (answer: Answer) => Answer): void
} {
  const prepared = Promise.withResolvers<Answer>()
  let answer: Answer = (request, response) =>
    early(request, response) || prepared.promise.then(ready => ready(request, response))
  const door = new Door((request, response) => answer(request, response))
  const begin = (ready: Ready, before: (answer: Answer) => Answer) => {
    answer = before(ready.answer)
    if (ready.findKept) door.answerStraight(ready.findKept)
    prepared.resolve(answer)
  }
  return { door, begin }
}
