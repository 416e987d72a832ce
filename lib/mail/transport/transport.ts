import { join } from 'node:path'
import type { Env } from '#lib/env.ts'
import type { Mail, Mailer, SendMail } from '#lib/mail/mail.ts'
import { ourSite } from '#lib/site.ts'
import { toOutbox } from './outbox.ts'
import { batchByResend, byResend, mostInBatch } from './resend.ts'
import { bySmtp } from './smtp.ts'

/** MAIL_FROM: left out where the desk says as whom mail goes out. */
export type MailEnv = { MAIL_FROM?: string | undefined } & Pick<
  Env,
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
export function transportFrom(env: MailEnv, connections?: number): SendMail {
  const from = () => env.MAIL_FROM ?? ourSite().mailFrom
  if (env.RESEND_API_KEY) return byResend({ apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL, from })
  if (env.SMTP_URL) return bySmtp({ url: env.SMTP_URL, from, bouncesTo: env.SMTP_BOUNCES_TO, connections })
  return toOutbox({ directory: join(env.DATA_DIR, outboxFolder), from })
}

/** What Resend allows in a second until it is asked for more: https://resend.com/docs/api-reference/rate-limit */
const resendPerSecond = 2

/** Whom this environment mails by, and how often it may be asked: mails and mailings share the one pace. */
export function rateLimitOf(env: MailEnv): Pick<Mailer, 'provider' | 'perSecond'> {
  if (env.RESEND_API_KEY) return { provider: 'resend', perSecond: env.MAIL_RATE ?? resendPerSecond }
  return { provider: env.SMTP_URL ? 'smtp' : 'outbox', perSecond: env.MAIL_RATE ?? null }
}

/** Requests, or connections to an SMTP server. */
const mostAtOnce = 5

/** Mails under way for each connection: while one is handed over, the next ones are written. */
const mailsPerConnection = 4

/** The same choice, for many mails: Resend takes them together, the others one by one. */
export function mailerFrom(env: MailEnv): Mailer {
  const rateLimit = rateLimitOf(env)
  if (env.RESEND_API_KEY)
    return {
      ...rateLimit,
      batchesAtOnce: mostAtOnce,
      mailsPerBatch: mostInBatch,
      longestSeconds: 20,
      send: batchByResend({
        apiKey: env.RESEND_API_KEY,
        baseUrl: env.RESEND_BASE_URL,
        from: () => env.MAIL_FROM ?? ourSite().mailFrom,
      }),
    }
  // A mail server may be slow for many minutes: whoever waits for it says so meanwhile.
  const longestSeconds = env.SMTP_URL ? 45 : 10
  const connections = env.MAIL_CONNECTIONS ?? mostAtOnce
  const batchesAtOnce = env.SMTP_URL ? connections * mailsPerConnection : mostAtOnce
  const send = oneByOne(transportFrom(env, connections))
  return { ...rateLimit, batchesAtOnce, longestSeconds, mailsPerBatch: 1, send }
}

function oneByOne(send: SendMail): Mailer['send'] {
  return async (_key, mails) => {
    const [mail, second] = mails as [Mail, Mail?]
    if (second) throw new Error('Mails that go one by one were put together in a batch.')
    const result = await send(mail)
    return result.is === 'sent' ? { is: 'sent', providerIds: [result.providerId] } : result
  }
}
