import { createTransport } from 'nodemailer'
import type { SendLetter, SendResult } from './letter.ts'
import { messageOf } from './message.ts'

export type SmtpOptions = {
  url: string
  from: string
  /** At once, each for many letters. */
  connections?: number
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
  const { url, from, connections = defaultConnections, timeoutMs = defaultTimeoutMs } = options
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }
  const transport = createTransport({ url, pool: true, maxConnections: connections, ...timeouts })
  return async letter => {
    try {
      const signal = AbortSignal.timeout(3 * timeoutMs)
      const info = await transport.sendMail({ ...messageOf(letter, from), signal })
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

/**
 * There is no such mailbox, or no such domain for mail: https://www.rfc-editor.org/rfc/rfc3463#section-3.2, and 5.1.10 of
 * RFC 7505. A refusal without such a code may mean anything: our own reputation, or the reader's full mailbox.
 */
const deadAddress = /^5\d\d[ -]5\.1\.(1|2|3|6|10)\b/

function resultOf(error: unknown): SendResult {
  if (!(error instanceof Error)) throw error
  const { code, responseCode, response, command, syscall } = error as SmtpError
  const reason = `SMTP: ${error.message}`
  const isForGood = responseCode !== undefined && responseCode >= 500 && ofTheLetter.includes(command ?? '')
  // nodemailer found no usable address before it asked the server.
  const hasNoAddress = code === 'EENVELOPE' && responseCode === undefined
  const isGone = isForGood && command === 'RCPT TO' && deadAddress.test(response ?? '')
  if (isForGood || hasNoAddress) return { is: 'refused', reason, isGone }
  // A line that breaks without an answer may have brought the text; one that never stood has not.
  const isUntaken = responseCode !== undefined || syscall === 'connect' || code === 'EDNS'
  return { is: 'retry', reason, retryAfterSeconds: null, isUntaken }
}
