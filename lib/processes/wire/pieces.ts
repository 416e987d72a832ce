import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import type { WholeAnswer } from './whole-answer.ts'

/** What is made for one second takes no more memory than this: whatever else is asked for meanwhile goes in two pieces. */
const mostBytes = 8 * 1024 * 1024

/** Node says these itself, or speaks differently where they are said. */
const ofNode = /^(connection|date|keep-alive|trailer|transfer-encoding|upgrade):/im
const sayable = /^[\t\x20-\x7e\x80-\xff]*$/

type Piece = { head: Buffer; whole: Buffer | null }

/**
 * Answers as they go over a connection that stays open, with the words of Node's own. The date is the only thing in them that changes,
 * so that what is asked for more than once in a second is made once, head and body in one piece.
 */
export class Pieces {
  private readonly keepAliveSeconds: () => number
  private second = Number.NaN
  private made = new Map<readonly string[], Piece>()
  private bytes = 0

  constructor(keepAliveSeconds: () => number) {
    this.keepAliveSeconds = keepAliveSeconds
  }

  /** Sends an answer. Returns false, and has sent nothing, where only Node can say it. */
  send(socket: Socket, answer: WholeAnswer, hasBody: boolean): boolean {
    const piece = this.pieceOf(answer)
    if (!piece) return false
    const { head, whole } = piece
    if (!hasBody || answer.bytes === null) socket.write(head)
    else if (whole) socket.write(whole)
    else {
      socket.cork()
      socket.write(head)
      socket.write(answer.bytes)
      socket.uncork()
    }
    return true
  }

  private pieceOf(answer: WholeAnswer): Piece | null {
    const now = Date.now()
    const second = Math.floor(now / 1000)
    if (second !== this.second) {
      this.second = second
      this.made = new Map()
      this.bytes = 0
    }
    const known = this.made.get(answer.head)
    if (known) return known
    const text = this.headOf(answer, new Date(now).toUTCString())
    return text === null ? null : this.make(answer, Buffer.from(text, 'latin1'))
  }

  private make({ head: key, bytes }: WholeAnswer, head: Buffer): Piece {
    const size = head.length + (bytes?.length ?? 0)
    const isKept = this.bytes + size <= mostBytes
    const whole = isKept && bytes ? Buffer.concat([head, bytes]) : null
    const piece = { head: whole ? whole.subarray(0, head.length) : head, whole }
    if (isKept) {
      this.made.set(key, piece)
      this.bytes += size
    }
    return piece
  }

  private headOf({ status, head, bytes }: WholeAnswer, date: string): string | null {
    let lines = ''
    for (let i = 0; i < head.length; i += 2) {
      const value = head[i + 1] ?? ''
      if (!sayable.test(value)) return null
      lines += `${head[i]}: ${value}\r\n`
    }
    const isLengthTold = bytes === null || `\r\n${lines}`.includes(`\r\nContent-Length: ${bytes.length}\r\n`)
    if (!isLengthTold || ofNode.test(lines)) return null
    const open = `Connection: keep-alive\r\nKeep-Alive: timeout=${this.keepAliveSeconds()}\r\n\r\n`
    return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'unknown'}\r\n${lines}Date: ${date}\r\n${open}`
  }
}
