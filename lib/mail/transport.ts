import { join } from 'node:path'
import type { Env } from '#lib/env.ts'
import type { Letter, Mailer, SendLetter } from './letter.ts'
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
>

/** Where the outbox is below the data directory: for those who mail nothing yet, and for the demo. */
export const outboxFolder = 'outbox'

/** Resend where there is a key, else SMTP where there is an address, else files that the desk shows. */
export function transportFrom(env: MailEnv): SendLetter {
  const from = env.MAIL_FROM
  if (env.RESEND_API_KEY) return byResend({ apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL, from })
  if (env.SMTP_URL) return bySmtp({ url: env.SMTP_URL, from, bouncesTo: env.SMTP_BOUNCES_TO })
  return toOutbox({ directory: join(env.DATA_DIR, outboxFolder), from })
}

/** Resend allows so many requests in a second until it is asked for more: https://resend.com/docs/api-reference/rate-limit */
const resendPerSecond = 2

/** The same choice, for many letters: Resend takes them together, the others one by one. */
export function mailerFrom(env: MailEnv): Mailer {
  const rest = { batchesAtOnce: 5, perSecond: env.MAIL_RATE ?? null }
  if (env.RESEND_API_KEY)
    return {
      ...{ ...rest, provider: 'resend', lettersPerBatch: mostInBatch, longestSeconds: 20 },
      perSecond: env.MAIL_RATE ?? resendPerSecond,
      send: batchByResend({
        ...{ apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL },
        from: env.MAIL_FROM,
      }),
    }
  // An SMTP server may be silent three times: at the connection, the greeting and the text.
  const [provider, longestSeconds] = env.SMTP_URL ? ['smtp', 45] : ['outbox', 10]
  return { ...rest, provider, longestSeconds, lettersPerBatch: 1, send: oneByOne(transportFrom(env)) }
}

function oneByOne(send: SendLetter): Mailer['send'] {
  return async (_key, letters) => {
    const [letter, second] = letters as [Letter, Letter?]
    if (second) throw new Error('Letters that go one by one were put together in a batch.')
    const result = await send(letter)
    return result.is === 'sent' ? { is: 'sent', providerIds: [result.providerId] } : result
  }
}
