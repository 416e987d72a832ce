import { createTransport } from 'nodemailer'
import type { SendLetter, SendResult } from './letter.ts'
import { messageOf } from './message.ts'

export type SmtpOptions = { url: string; from: string; timeoutMs?: number }

const defaultTimeoutMs = 20_000

/**
 * Sends by SMTP. SMTP knows no idempotency key: when the line breaks after the text and before the answer,
 * a retry may arrive twice, with the same Message-ID, by which many mailboxes drop the second.
 */
export function bySmtp({ url, from, timeoutMs = defaultTimeoutMs }: SmtpOptions): SendLetter {
  const timeouts = { connectionTimeout: timeoutMs, greetingTimeout: timeoutMs, socketTimeout: timeoutMs }
  const transport = createTransport({ url, ...timeouts })
  return async letter => {
    try {
      const info = await transport.sendMail(messageOf(letter, from))
      return { is: 'sent', providerId: info.messageId }
    } catch (error) {
      return resultOf(error)
    }
  }
}

/** What nodemailer adds to its errors. */
type SmtpError = Error & { code?: string; responseCode?: number; command?: string; syscall?: string }

/** The commands that speak of this letter. At others the server refuses us, which staff can correct. */
const ofTheLetter = ['RCPT TO', 'DATA']

function resultOf(error: unknown): SendResult {
  if (!(error instanceof Error)) throw error
  const { code, responseCode, command, syscall } = error as SmtpError
  const reason = `SMTP: ${error.message}`
  const isForGood = responseCode !== undefined && responseCode >= 500 && ofTheLetter.includes(command ?? '')
  // nodemailer found no usable address before it asked the server.
  const hasNoAddress = code === 'EENVELOPE' && responseCode === undefined
  if (isForGood || hasNoAddress) return { is: 'refused', reason }
  // A line that breaks without an answer may have brought the text; one that never stood has not.
  const isUntaken = responseCode !== undefined || syscall === 'connect' || code === 'EDNS'
  return { is: 'retry', reason, retryAfterSeconds: null, isUntaken }
}
