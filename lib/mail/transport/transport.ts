import { join } from 'node:path'
import type { Env } from '#lib/env.ts'
import type { Letter, Mailer, SendLetter } from '#lib/mail/letter.ts'
import { toOutbox } from './outbox.ts'
import { batchByResend, byResend, mostInBatch } from './resend.ts'
import { bySmtp } from './smtp.ts'

export type MailEnv = Pick<
  Env,
  | 'MAIL_FROM'
  | 'RESEND_API_KEY'
  | 'RESEND_BASE_URL'
  | 'SMTP_URL'
  | 'SMTP_BOUNCES_TO'
  | 'DATA_DIR'
  | 'MAIL_RATE'
  | 'MAIL_CONNECTIONS'
>

/** Where the outbox is below the data directory: for those who mail nothing yet, and for the demo. */
export const outboxFolder = 'outbox'

/** Resend where there is a key, else SMTP where there is an address, else files that the desk shows. connections: of SMTP. */
export function transportFrom(env: MailEnv, connections?: number): SendLetter {
  const from = env.MAIL_FROM
  if (env.RESEND_API_KEY) return byResend({ apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL, from })
  if (env.SMTP_URL) return bySmtp({ url: env.SMTP_URL, from, bouncesTo: env.SMTP_BOUNCES_TO, connections })
  return toOutbox({ directory: join(env.DATA_DIR, outboxFolder), from })
}

/** Resend allows so many requests in a second until it is asked for more: https://resend.com/docs/api-reference/rate-limit */
const resendPerSecond = 2

/** Whom this environment mails by, and how often it may be asked: letters and mailings share the one pace. */
export function paceOf(env: MailEnv): Pick<Mailer, 'provider' | 'perSecond'> {
  if (env.RESEND_API_KEY) return { provider: 'resend', perSecond: env.MAIL_RATE ?? resendPerSecond }
  return { provider: env.SMTP_URL ? 'smtp' : 'outbox', perSecond: env.MAIL_RATE ?? null }
}

/** Requests, or connections to an SMTP server. */
const mostAtOnce = 5

/** Letters under way for each connection: while one is handed over, the next ones are written. */
const lettersPerConnection = 4

/** The same choice, for many letters: Resend takes them together, the others one by one. */
export function mailerFrom(env: MailEnv): Mailer {
  const pace = paceOf(env)
  if (env.RESEND_API_KEY)
    return {
      ...pace,
      batchesAtOnce: mostAtOnce,
      lettersPerBatch: mostInBatch,
      longestSeconds: 20,
      send: batchByResend({
        apiKey: env.RESEND_API_KEY,
        baseUrl: env.RESEND_BASE_URL,
        from: env.MAIL_FROM,
      }),
    }
  // A mail server may be slow for many minutes: whoever waits for it says so meanwhile.
  const longestSeconds = env.SMTP_URL ? 45 : 10
  const connections = env.MAIL_CONNECTIONS ?? mostAtOnce
  const batchesAtOnce = env.SMTP_URL ? connections * lettersPerConnection : mostAtOnce
  const send = oneByOne(transportFrom(env, connections))
  return { ...pace, batchesAtOnce, longestSeconds, lettersPerBatch: 1, send }
}

function oneByOne(send: SendLetter): Mailer['send'] {
  return async (_key, letters) => {
    const [letter, second] = letters as [Letter, Letter?]
    if (second) throw new Error('Letters that go one by one were put together in a batch.')
    const result = await send(letter)
    return result.is === 'sent' ? { is: 'sent', providerIds: [result.providerId] } : result
  }
}
