import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { readInvitation } from '#db/reads/staff/invitations.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { log } from '#lib/log/log.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderWelcome } from '#lib/mail/templates/render-welcome.tsx'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'
import { invitationDays } from './invite-staff.ts'
import { joinLink } from './join-desk.ts'

/**
 * Mails somebody that they may sit at the desk, with the link that lets them in. settled: the invitation is used, was taken
 * back, or is over. Throws when it may work later, so that the job is tried again with the same key.
 */
export async function mailInvitation(
  db: Database,
  { mailId, invitationId }: Jobs['welcome-colleague'],
  now: Date,
  send: SendMail,
): Promise<SendResult | { is: 'settled' }> {
  const invitation = await readInvitation(db, invitationId)
  if (!invitation || invitation.expiresAt <= now) return { is: 'settled' }
  const { byName, email, words } = invitation
  const rendered = await renderWelcome(wordsIn('en'), {
    siteName: ourSite().name,
    siteUrl: env.SITE_URL,
    byName,
    words,
    url: await joinLink(db, invitation),
    validDays: invitationDays,
  })
  const key = `welcome-${mailId}`
  const result = await send({ key, to: email, ...rendered, headers: { 'Auto-Submitted': 'auto-generated' } })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') log.error(`the mail ${key} was refused: ${result.reason}`)
  return result
}
