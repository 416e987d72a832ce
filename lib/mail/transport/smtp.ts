import type { Readable } from 'node:stream'
import { createTransport } from 'nodemailer'
import type { SendMail } from '#lib/mail/mail.ts'
import { limited } from './limited.ts'
import { type Sender, smtpMessageOf } from './message.ts'
import { once } from './once.ts'
import { encryptionOf } from './smtp-address.ts'
import { smtpResultOf } from './smtp-result.ts'

export type SmtpLimits = {
  /** To connect, to be greeted and to encrypt. Nothing is handed over by then, so asking again does no harm. */
  beginMs: number
  /** The server's silence at any step after that. */
  silenceMs: number
  /** One mail, from its connection to the answer to its text. */
  mailMs: number
}

export type SmtpOptions = {
  url: string
  from: Sender
  /** Where mails come back to, when not to the sender. */
  bouncesTo?: string | undefined
  /** At once, each for many mails. */
  connections?: number | undefined
  limits?: Partial<SmtpLimits>
}

const minuteMs = 60_000

/**
 * RFC 5321, 4.5.3.2, asks to wait for 5 minutes at MAIL and at RCPT, 2 at DATA, 3 at each block of the text and 10 at its
 * end, where a server may have taken it long before it says so. nodemailer knows one limit for all steps: the longest. All
 * of them together are 25.
 */
const defaultLimits: SmtpLimits = {
  beginMs: 30_000,
  silenceMs: 10 * minuteMs,
  mailMs: 25 * minuteMs,
}

/** A line that nobody speaks on is ended before a router between us forgets it, which neither side would notice. */
const idleMs = 30_000

/** Few enough for every server: some allow three, most twenty or more. */
const defaultConnections = 2

/**
 * Sends by SMTP, over connections that stay open, with pipelining where the server offers it. A mail that the server is
 * slow with holds up its own connection alone. SMTP knows no idempotency key (RFC 1047): when the line breaks after the
 * text and before the answer, a retry may arrive twice, with the same Message-ID, by which many mailboxes drop the second.
 */
export function bySmtp(options: SmtpOptions): SendMail {
  const { url, from, bouncesTo, connections = defaultConnections } = options
  const limits = { ...defaultLimits, ...options.limits }
  const transport = createTransport({
    url,
    pool: true,
    maxConnections: connections,
    connectionTimeout: limits.beginMs,
    greetingTimeout: limits.beginMs,
    dnsTimeout: limits.beginMs,
    socketTimeout: limits.silenceMs,
    idleTimeout: idleMs,
    ...encryptionOf(url),
  })
  const texts = new WeakMap<AbortSignal, Readable[]>()
  transport.use('stream', ({ message, data: { signal } }, done) => {
    const readStream = message.createReadStream.bind(message)
    message.createReadStream = settings => {
      const text = readStream(settings)
      if (signal) texts.get(signal)?.push(text)
      return text
    }
    done()
  })

  const handOver: SendMail = async mail => {
    const signal = AbortSignal.timeout(limits.mailMs)
    const read: Readable[] = []
    texts.set(signal, read)
    try {
      const message = smtpMessageOf(mail, from)
      // What comes back names its path: a brand's mail returns to the brand.
      const envelope = bouncesTo && !mail.as ? { envelope: { from: bouncesTo, to: mail.to } } : {}
      const info = await transport.sendMail({ ...message, ...envelope, signal })
      return { is: 'sent', providerId: info.messageId }
    } catch (error) {
      // nodemailer opens the text when the session stands, and reads it when the server has asked for it.
      const hasBegun = read.some(text => text.readableDidRead)
      return smtpResultOf(error, { hadSession: read.length > 0, hasBegun })
    }
  }
  // A mail waits here for a connection, so that its own time begins with it.
  return once(limited(handOver, connections))
}
