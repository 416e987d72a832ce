import type { SendResult } from '#lib/mail/mail.ts'
import { networkWords } from '#lib/network-words.ts'
import { meaningOfRefusal, refusesAddress, statusIn } from '#lib/rules/sending/refusal.ts'

/** What nodemailer adds to its errors. */
type SmtpError = Error & {
  code?: string
  responseCode?: number
  response?: string
  command?: string
}

/** How far a mail came: whether the server ever listened, and whether it was given any of the text. */
export type Progress = { hadSession: boolean; hasBegun: boolean }

/** The commands that speak of this mail. At others the server refuses us, which staff can correct. */
const ofTheMail = ['RCPT TO', 'DATA']

/** What became of a mail, by the error of an attempt. Throws what is no error of the conversation. */
export function smtpResultOf(error: unknown, { hadSession, hasBegun }: Progress): SendResult {
  if (!(error instanceof Error)) throw error
  const { code, responseCode, response = '', command = '' } = error as SmtpError
  const reason = `SMTP: ${smtpReason(error)}`
  const isForGood = responseCode !== undefined && responseCode >= 500 && ofTheMail.includes(command)
  // nodemailer found no usable address before it asked the server.
  const hasNoAddress = code === 'EENVELOPE' && responseCode === undefined
  if (isForGood || hasNoAddress) {
    const about = command === 'RCPT TO' ? meaningOfRefusal(response) : 'other'
    const said = command === 'RCPT TO' ? `${refusesAddress}${response}` : reason
    return { is: 'refused', reason: said, isGone: about === 'gone', isMailbox: about === 'mailbox' }
  }
  // A line that breaks without an answer may have brought the text, if any of it was on the way.
  const isUntaken = responseCode !== undefined || !hasBegun
  const isAway = !hadSession || (command === 'MAIL FROM' && isAboutUs(responseCode, response))
  return { is: 'retry', reason, retryAfterSeconds: null, isUntaken, isAway }
}

const withoutTls =
  'the mail server offers no TLS, and without it others could read the mail. Write SMTP_URL as smtps://…:465, or add ?requireTLS=false where the way there is yours alone.'

/** Why it did not work, for who can mend it. What the server answered stands for itself; a failure of the network does not. */
export function smtpReason(error: SmtpError): string {
  if (error.responseCode === undefined) return networkWords(error)
  return error.command === 'STARTTLS' ? withoutTls : error.message
}

/** Whether a server that takes no sender speaks of all our mails, and not of how this one is made or how large it is. */
function isAboutUs(responseCode: number | undefined, response: string): boolean {
  return responseCode !== undefined && responseCode !== 552 && !/^\d\.6\./.test(statusIn(response))
}
