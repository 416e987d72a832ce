import { env } from '#lib/env.ts'
import type { Letter, SendResult } from '#lib/mail/letter.ts'
import { limited } from './limited.ts'
import { paceOf, transportFrom } from './transport.ts'

/** Letters under way at once: enough to be quick, few enough for a provider that counts requests. */
const mostAtOnce = 5

/** Whose turns letters take. */
export const mailPace = paceOf(env)

const send = limited(transportFrom(env), mostAtOnce)

/** Mails one letter by Resend, by SMTP or into files, as the environment says. Never throws for what a provider does. */
export function sendLetter(letter: Letter): Promise<SendResult> {
  return send(letter)
}
