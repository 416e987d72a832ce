import { createHash } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { setTimeout as pause } from 'node:timers/promises'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { seeded } from './seeded.ts'

/** A refusal of the next mail at one step of the conversation. */
type Refusal = { at: 'sender' | 'recipient' | 'text'; code: number; text: string }

/** What is kept of each mail. digest: SHA-256 of all that it says but for the boundary of its parts, hex. */
type TakenMail = { to: string; subject: string; messageId: string; digest: string }

/** A local SMTP server that remembers what it took. */
export type SmtpProvider = {
  url: string
  /** Each mail that it took, whether it could say so or not. */
  taken: TakenMail[]
  /** The same with all that they say; left empty for many of them. */
  mails: ParsedMail[]
  /** The same as their bytes came; left empty for many of them. */
  raw: string[]
  /** To whom each mail would come back, as it was begun. */
  senders: string[]
  /** How many conversations were begun. */
  connections(): number
  /** Refusals of the next mails, in this order; then it takes everything. */
  refuse(...refusals: Refusal[]): void
  /** Takes this many of the next mails, and answers their texts only after release(). */
  hold(count: number): void
  release(): void
  /** Answers each text only after this long, though it has taken it. */
  slow(ms: number): void
  /** Refuses each mail to this address. */
  refuseAddress(address: string, code: number, text: string): void
  /** From now on about this part of the mails fails: refused for now, lost, or taken without an answer, drawn by the seed. */
  misbehave(part: number, seed: number): void
  /** Ends all conversations without a word. */
  breakLines(): void
  close(): Promise<void>
}

function busy(): Error {
  return Object.assign(new Error('Try again later'), { responseCode: 451 })
}

type Options = {
  password?: string
  /** Offers TLS, by a certificate that nobody knows. */
  isEncrypting?: boolean
  /** false leaves out what each mail says, for many of them. */
  isBodyKept?: boolean
}

export async function startSmtpProvider(options: Options = {}): Promise<SmtpProvider> {
  const refusals: Refusal[] = []
  const mails: ParsedMail[] = []
  const taken: TakenMail[] = []
  const raws: string[] = []
  const senders: string[] = []
  const held: (() => void)[] = []
  let toHold = 0
  let slowMs = 0
  const closed = new Map<string, Error>()
  let connections = 0
  let draw: () => number = () => 1
  let part = 0

  function refusalAt(at: Refusal['at']): Error | null {
    if (refusals[0]?.at !== at) return null
    const refusal = refusals.shift()
    return Object.assign(new Error(refusal?.text), { responseCode: refusal?.code })
  }

  const server = new SMTPServer({
    disabledCommands: options.isEncrypting ? [] : ['STARTTLS'],
    authOptional: !options.password,
    allowInsecureAuth: true,
    logger: false,
    onAuth(auth, _session, done) {
      if (auth.password === options.password) done(null, { user: auth.username })
      else done(Object.assign(new Error('Authentication failed'), { responseCode: 535 }))
    },
    onConnect(_session, done) {
      connections += 1
      done()
    },
    onMailFrom({ address }, _session, done) {
      senders.push(address)
      done(refusalAt('sender'))
    },
    onRcptTo: ({ address }, _session, done) => done(closed.get(address) ?? refusalAt('recipient')),
    onData(stream, session, done) {
      buffer(stream)
        .then(async raw => {
          const drawn = draw() / part
          const refusal = refusalAt('text') ?? (drawn < 0.4 ? busy() : null)
          if (!refusal && drawn < 0.6) return breakLines(session.id)
          if (!refusal) await take(raw)
          if (!refusal && toHold > 0) await holdOne()
          if (!refusal && slowMs > 0) await pause(slowMs)
          if (!refusal && drawn < 1) breakLines(session.id)
          else done(refusal)
        })
        .catch(done)
    },
  })
  function holdOne(): Promise<void> {
    toHold -= 1
    return new Promise(resolve => held.push(resolve))
  }

  async function take(raw: Buffer): Promise<void> {
    const mail = await simpleParser(raw, { skipHtmlToText: true, skipTextToHtml: true, skipImageLinks: true })
    taken.push({
      to: [mail.to].flat()[0]?.text ?? '',
      subject: mail.subject ?? '',
      messageId: mail.messageId ?? '',
      digest: digestOf(mail),
    })
    if (!(options.isBodyKept ?? true)) return
    mails.push(mail)
    raws.push(raw.toString('latin1'))
  }
  /** Ends the conversation without another word; no id: each of them. */
  function breakLines(sessionId?: string): void {
    for (const connection of server.connections as Set<{ id: string; _socket: Socket }>)
      if (sessionId === undefined || connection.id === sessionId) connection._socket.destroy()
  }

  server.on('error', () => {
    // A client that breaks the line is part of the tests.
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    mails,
    raw: raws,
    senders,
    connections: () => connections,
    refuse: (...list) => void refusals.push(...list),
    hold: count => {
      toHold = count
    },
    release: () => {
      for (const go of held.splice(0)) go()
    },
    slow: ms => {
      slowMs = ms
    },
    refuseAddress: (address, code, text) =>
      void closed.set(address, Object.assign(new Error(text), { responseCode: code })),
    misbehave: (share, seed) => {
      draw = seeded(seed)
      part = share
    },
    breakLines: () => breakLines(),
    close: () => {
      // Who keeps a line open for the next mail would keep the server.
      breakLines()
      return new Promise(resolve => server.close(() => resolve()))
    },
  }
}

function digestOf({ headerLines, html, text }: ParsedMail): string {
  const said = headerLines.filter(({ key }) => key !== 'content-type').map(({ line }) => line)
  return createHash('sha256')
    .update(JSON.stringify([said, html, text]))
    .digest('hex')
}
