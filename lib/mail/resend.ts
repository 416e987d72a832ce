import { Resend } from 'resend'
import type { SendLetter, SendResult } from './letter.ts'

export type ResendOptions = {
  apiKey: string
  /** Unset: Resend's own. */
  baseUrl?: string | undefined
  from: string
  /** No answer for this long counts as none. */
  timeoutMs?: number
}

const defaultTimeoutMs = 20_000

/** Sends by Resend. The letter's key is the idempotency key, which Resend knows for 24 hours. */
export function byResend({ apiKey, baseUrl, from, timeoutMs = defaultTimeoutMs }: ResendOptions): SendLetter {
  const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {})
  return async letter => {
    const { key, to, subject, html, text, headers } = letter
    const answer = await resend.emails.send(
      { from, to, subject, html, text, headers: { ...headers } },
      { idempotencyKey: key, signal: AbortSignal.timeout(timeoutMs) },
    )
    if (answer.error) return resultOf(answer.error, answer.headers)
    return { is: 'sent', providerId: answer.data.id }
  }
}

type ResendError = { name: string; message: string; statusCode: number | null }

/**
 * What an error means, after https://resend.com/docs/api-reference/errors.
 * 401 and 403 speak of our key or domain, not of this letter: staff can correct them, so the letter waits.
 */
function resultOf(error: ResendError, headers: Record<string, string> | null): SendResult {
  const status = error.statusCode
  const reason = `Resend: ${status ?? 'no answer'} ${error.name}: ${error.message}`
  // An earlier attempt was taken under this key with another text, so the reader has the mail.
  if (error.name === 'invalid_idempotent_request') return { is: 'sent', providerId: null }
  const mayWork = [null, 401, 403, 408, 409, 425, 429].includes(status) || (status !== null && status >= 500)
  if (!mayWork) return { is: 'refused', reason }
  return { is: 'retry', reason, retryAfterSeconds: secondsOf(headers?.['retry-after']) }
}

/** Retry-After in seconds; its other form, a date, is not used by Resend and counts as absent. */
function secondsOf(retryAfter: string | undefined): number | null {
  const seconds = Number(retryAfter)
  return retryAfter && Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : null
}
