import { once } from 'node:events'
import type { AddressInfo, Socket } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'
import { seeded } from './seeded.ts'

/** A refusal of the next letter at one step of the conversation. */
type Refusal = { at: 'sender' | 'recipient' | 'text'; code: number; text: string }

/** A local SMTP server that remembers what it took. */
export type SmtpProvider = {
  url: string
  mails: ParsedMail[]
  /** Refusals of the next letters, in this order; then it takes everything. */
  refuse(...refusals: Refusal[]): void
  /** From now on about so large a part of the letters fails for a while, or is taken without an answer, drawn by the seed. */
  misbehave(part: number, seed: number): void
  close(): Promise<void>
}

function busy(): Error {
  return Object.assign(new Error('Try again later'), { responseCode: 451 })
}

export async function startSmtpProvider(options: { password?: string } = {}): Promise<SmtpProvider> {
  const refusals: Refusal[] = []
  const mails: ParsedMail[] = []
  let draw: () => number = () => 1
  let part = 0

  function refusalAt(at: Refusal['at']): Error | null {
    if (refusals[0]?.at !== at) return null
    const refusal = refusals.shift()
    return Object.assign(new Error(refusal?.text), { responseCode: refusal?.code })
  }

  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: !options.password,
    allowInsecureAuth: true,
    logger: false,
    onAuth(auth, _session, done) {
      if (auth.password === options.password) done(null, { user: auth.username })
      else done(Object.assign(new Error('Authentication failed'), { responseCode: 535 }))
    },
    onMailFrom: (_address, _session, done) => done(refusalAt('sender')),
    onRcptTo: (_address, _session, done) => done(refusalAt('recipient')),
    onData(stream, session, done) {
      simpleParser(stream).then(mail => {
        const drawn = draw() / part
        const refusal = refusalAt('text') ?? (drawn < 0.5 ? busy() : null)
        if (!refusal) mails.push(mail)
        if (!refusal && drawn < 1) breakLine(session.id)
        else done(refusal)
      }, done)
    },
  })
  /** Ends the conversation without another word. */
  function breakLine(sessionId: string): void {
    for (const connection of server.connections as Set<{ id: string; _socket: Socket }>)
      if (connection.id === sessionId) connection._socket.destroy()
  }

  server.on('error', () => {
    // A client that breaks the line is part of the tests.
  })
  const listener = server.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    refuse: (...list) => void refusals.push(...list),
    misbehave: (share, seed) => {
      draw = seeded(seed)
      part = share
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
