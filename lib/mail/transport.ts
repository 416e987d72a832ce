import { join } from 'node:path'
import type { Env } from '#lib/env.ts'
import type { SendLetter } from './letter.ts'
import { toOutbox } from './outbox.ts'
import { byResend } from './resend.ts'
import { bySmtp } from './smtp.ts'

export type MailEnv = Pick<Env, 'MAIL_FROM' | 'RESEND_API_KEY' | 'RESEND_BASE_URL' | 'SMTP_URL' | 'DATA_DIR'>

/** Where the outbox is below the data directory: for those who mail nothing yet, and for the demo. */
export const outboxFolder = 'outbox'

/** Resend where there is a key, else SMTP where there is an address, else files that the desk shows. */
export function transportFrom(env: MailEnv): SendLetter {
  const from = env.MAIL_FROM
  if (env.RESEND_API_KEY) return byResend({ apiKey: env.RESEND_API_KEY, baseUrl: env.RESEND_BASE_URL, from })
  if (env.SMTP_URL) return bySmtp({ url: env.SMTP_URL, from })
  return toOutbox({ directory: join(env.DATA_DIR, outboxFolder), from })
}
