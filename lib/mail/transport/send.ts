import { env } from '#lib/env.ts'
import type { Mail, SendResult } from '#lib/mail/mail.ts'
import { limited } from './limited.ts'
import { rateLimitOf, transportFrom } from './transport.ts'

/** Mails under way at once: enough to be quick, few enough for a provider that counts requests. */
const mostAtOnce = 5

/** Whose turns mails take. */
export const mailRateLimit = rateLimitOf(env)

const send = limited(transportFrom(env), mostAtOnce)

/** Mails one mail by Resend, by SMTP or into files, as the environment says. Never throws for what a provider does. */
export function sendMail(mail: Mail): Promise<SendResult> {
  return send(mail)
}
