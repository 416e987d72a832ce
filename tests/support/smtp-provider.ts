import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

/** A refusal of the next letter at one step of the conversation. */
type Refusal = { at: 'sender' | 'recipient' | 'text'; code: number; text: string }

/** A local SMTP server that remembers what it took. */
export type SmtpProvider = {
  url: string
  mails: ParsedMail[]
  /** Refusals of the next letters, in this order; then it takes everything. */
  refuse(...refusals: Refusal[]): void
  close(): Promise<void>
}

export async function startSmtpProvider(options: { password?: string } = {}): Promise<SmtpProvider> {
  const refusals: Refusal[] = []
  const mails: ParsedMail[] = []

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
    onData(stream, _session, done) {
      simpleParser(stream).then(mail => {
        const refusal = refusalAt('text')
        if (!refusal) mails.push(mail)
        done(refusal)
      }, done)
    },
  })
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
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}
