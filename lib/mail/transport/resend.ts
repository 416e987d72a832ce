import { Resend } from 'resend'
import type { Mail, Mailer, SendMail, SendResult } from '#lib/mail/mail.ts'
import { calendarName, calendarType, mailedFrom, type Sender } from './message.ts'

export type ResendOptions = {
  apiKey: string
  /** Unset: Resend's own. */
  baseUrl?: string | undefined
  from: Sender
  /** No answer for this long counts as none. */
  timeoutMs?: number
}

const defaultTimeoutMs = 20_000

/** Sends by Resend. The mail's key is the idempotency key, which Resend knows for 24 hours. */
export function byResend(options: ResendOptions): SendMail {
  const { resend, settings, mailOf } = connect(options)
  return async mail => {
    const answer = await resend.emails.send({ ...mailOf(mail), ...attached(mail) }, settings(mail.key))
    if (answer.error) return failureOf(answer.error, answer.headers) ?? { is: 'sent', providerId: null }
    return { is: 'sent', providerId: answer.data.id }
  }
}

/** Resend takes at most this many mails in one request, and takes all of them or none. */
export const mostInBatch = 100

/**
 * Sends several mails by one request to Resend, under one idempotency key. Resend attaches nothing in such a request
 * (https://resend.com/docs/api-reference/emails/send-batch-emails): a calendar goes with a mail that is alone.
 */
export function batchByResend(options: ResendOptions): Mailer['send'] {
  const { resend, settings, mailOf } = connect(options)
  return async (key, mails) => {
    const [only, second] = mails
    if (only?.calendar && !second) {
      const answer = await resend.emails.send({ ...mailOf(only), ...attached(only) }, settings(key))
      if (!answer.error) return { is: 'sent', providerIds: [answer.data.id] }
      return failureOf(answer.error, answer.headers) ?? { is: 'sent', providerIds: [null] }
    }
    const answer = await resend.batch.send(mails.map(mailOf), settings(key))
    if (!answer.error)
      return { is: 'sent', providerIds: mails.map((_, place) => answer.data.data[place]?.id ?? null) }
    const failure = failureOf(answer.error, answer.headers)
    return failure ?? { is: 'sent', providerIds: mails.map(() => null) }
  }
}

function connect({ apiKey, baseUrl, from, timeoutMs = defaultTimeoutMs }: ResendOptions) {
  return {
    resend: new Resend(apiKey, baseUrl ? { baseUrl } : {}),
    // What stands beside the key is for fetch. Mails go to nobody whom an answer names.
    settings: (key: string) => ({
      idempotencyKey: key,
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error' as const,
    }),
    mailOf: (mail: Mail) => {
      const { to, subject, html, text, headers } = mail
      return { from: mailedFrom(mail, from), to, subject, html, text, headers: { ...headers } }
    },
  }
}

function attached({ calendar }: Mail) {
  if (!calendar) return {}
  const content = Buffer.from(calendar).toString('base64')
  return { attachments: [{ filename: calendarName, content, contentType: calendarType }] }
}

type ResendError = { name: string; message: string; statusCode: number | null }

/**
 * What an error means, after https://resend.com/docs/api-reference/errors.
 * 401 and 403 speak of our key or domain, not of this mail: staff can correct them, so the mail waits.
 * null: an earlier attempt was taken under this key with another text, so the reader has the mail.
 */
function failureOf(
  error: ResendError,
  headers: Record<string, string> | null,
): Exclude<SendResult, { is: 'sent' }> | null {
  const status = error.statusCode
  const reason = `Resend: ${status ?? 'no answer'} ${error.name}: ${error.message}`
  if (error.name === 'invalid_idempotent_request') return null
  const mayWork = [null, 401, 403, 408, 409, 425, 429].includes(status) || (status !== null && status >= 500)
  // Whether an address is dead, Resend says later, by an event.
  if (!mayWork) return { is: 'refused', reason, isGone: false }
  const isUntaken = status !== null && [401, 403, 425, 429].includes(status)
  // Nobody answers, or our key or domain is not taken: that is so for all mails.
  const isAway = status === null || status === 401 || status === 403
  return { is: 'retry', reason, retryAfterSeconds: secondsOf(headers?.['retry-after']), isUntaken, isAway }
}

/** Retry-After in seconds; its other form, a date, is not used by Resend and counts as absent. */
function secondsOf(retryAfter: string | undefined): number | null {
  const seconds = Number(retryAfter)
  return retryAfter && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null
}
