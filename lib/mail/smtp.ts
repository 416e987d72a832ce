import { createTransport } from 'nodemailer'
import type { SendLetter, SendResult } from './letter.ts'
import { messageOf } from './message.ts'
import { isDeadAddress } from './smtp-status.ts'

export type SmtpOptions = {
  url: string
  from: string
  /** Where mails come back to, when not to the sender. */
  bouncesTo?: string | undefined
  /** At once, each for many letters. */
  connections?: number | undefined
  /** How long the server may be silent; three times as long a letter may take, its wait for a connection included. */
  timeoutMs?: number
}

const defaultTimeoutMs = 15_000
/** Few enough for every server: some allow three, most twenty or more. */
const defaultConnections = 2

/**
 * Sends by SMTP, over connections that stay open, with pipelining where the server offers it. SMTP knows no idempotency
 * key (RFC 1047): when the line breaks after the text and before the answer, a retry may arrive twice, with the same
 * Message-ID, by which many mailboxes drop the second.
 */
export function bySmtp(options: SmtpOptions): SendLetter {
  const { url, from, bouncesTo, connections = defaultConnections, timeoutMs = defaultTimeoutMs } = options
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }
  const transport = createTransport({ url, pool: true, maxConnections: connections, ...timeouts })
  return async letter => {
    try {
      const message = messageOf(letter, from)
      const envelope = bouncesTo ? { envelope: { from: bouncesTo, to: letter.to } } : {}
      const signal = AbortSignal.timeout(3 * timeoutMs)
      const info = await transport.sendMail({ ...message, ...envelope, signal })
      return { is: 'sent', providerId: info.messageId }
    } catch (error) {
      return resultOf(error)
    }
  }
}

/** What nodemailer adds to its errors. */
type SmtpError = Error & {
  code?: string
  responseCode?: number
  response?: string
  command?: string
  syscall?: string
}

/** The commands that speak of this letter. At others the server refuses us, which staff can correct. */
const ofTheLetter = ['RCPT TO', 'DATA']

function resultOf(error: unknown): SendResult {
  if (!(error instanceof Error)) throw error
  const { code, responseCode, response, command, syscall } = error as SmtpError
  const reason = `SMTP: ${error.message}`
  const isForGood = responseCode !== undefined && responseCode >= 500 && ofTheLetter.includes(command ?? '')
  // nodemailer found no usable address before it asked the server.
  const hasNoAddress = code === 'EENVELOPE' && responseCode === undefined
  const isGone = isForGood && command === 'RCPT TO' && isDeadAddress(statusIn(response ?? ''))
  if (isForGood || hasNoAddress) return { is: 'refused', reason, isGone }
  // A line that breaks without an answer may have brought the text; one that never stood has not.
  const isUntaken = responseCode !== undefined || syscall === 'connect' || code === 'EDNS'
  return { is: 'retry', reason, retryAfterSeconds: null, isUntaken }
}

/** The enhanced status in "550 5.1.1 No such user"; empty where the server gives none. */
function statusIn(response: string): string {
  return /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})\b/.exec(response)?.[1] ?? ''
}
