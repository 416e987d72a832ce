import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { readStaffLanguage } from '#db/reads/staff/desk-staff.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { longestWaitSeconds, pauseOfMail } from '#lib/flows/sending/send-within-rate.ts'
import { linkMinutes } from '#lib/identity/auth.ts'
import { askedLink } from '#lib/identity/links.ts'
import { log } from '#lib/log/log.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderSignIn } from '#lib/mail/templates/render-sign-in.tsx'
import { mailRateLimit } from '#lib/mail/transport/send.ts'
import { staffLanguage } from '#lib/rules/languages/language.ts'
import { withReturn } from '#lib/rules/staff/desk-path.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/**
 * Mails the sign-in link that somebody of the staff asked for. settled: it was asked for too long ago, the address is not
 * staff's, or enough live links are in its mailbox. Throws when it may work later. The link is made for each attempt
 * anew, because its token is nowhere kept in clear; so none is made while nothing can be sent. Where an earlier
 * attempt was taken after all, the key keeps the second mail back, and the first link works; SMTP knows no key, so
 * what may have been taken there is not repeated: who waits in vain asks again.
 */
export async function mailSignIn(
  db: Database,
  { id, email, path, askedAt }: Jobs['mail-sign-in'],
  now: Date,
  send: SendMail,
  provider: string = mailRateLimit.provider,
): Promise<SendResult | { is: 'settled' }> {
  if (later(new Date(askedAt), linkMinutes * 60) <= now) return { is: 'settled' }
  const seconds = await pauseOfMail(db)
  if (seconds > longestWaitSeconds)
    throw new TryLater(`The sign-in mail to ${email} is tried again later: the provider asks for a pause.`)
  const link = await askedLink(db, email, now)
  if (!link) return { is: 'settled' }
  const url = withReturn(link, path)
  const mail = await renderSignIn(wordsIn(staffLanguage(await readStaffLanguage(db, email))), {
    siteName: ourSite().name,
    url,
    validMinutes: linkMinutes,
  })
  const headers = { 'Auto-Submitted': 'auto-generated' }
  const result = await send({ key: `sign-in-${id}`, to: email, headers, ...mail })
  const isDoubtful = result.is === 'retry' && !result.isUntaken && provider === 'smtp'
  if (isDoubtful)
    log.error(
      `the sign-in mail to ${email} may have arrived and is not repeated. ${result.reason} It can be asked for again.`,
    )
  else if (result.is === 'retry')
    throw new TryLater(`The sign-in mail to ${email} is tried again later. ${result.reason}`)
  if (result.is === 'refused')
    log.error(`the sign-in mail to ${email} was refused: ${result.reason} It can be asked for again.`)
  return result
}
