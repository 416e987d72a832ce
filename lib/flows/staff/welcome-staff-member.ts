import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { log } from '#lib/log/log.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderWelcome } from '#lib/mail/templates/render-welcome.tsx'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/**
 * Mails somebody that they may sit at the desk. settled: they may not any more. Throws when it may work later, so that the
 * job is tried again with the same key and words.
 */
export async function welcomeStaffMember(
  db: Database,
  { personId: staffId, byName }: Jobs['welcome-colleague'],
  send: SendMail,
): Promise<SendResult | { is: 'settled' }> {
  const staffMember = (await readStaff(db)).find(one => one.id === staffId)
  if (!staffMember) return { is: 'settled' }
  const { email } = staffMember
  const rendered = await renderWelcome(wordsIn('en'), {
    siteName: ourSite().name,
    siteUrl: env.SITE_URL,
    byName,
    email,
  })
  const key = `welcome-${staffId}`
  const result = await send({ key, to: email, ...rendered, headers: { 'Auto-Submitted': 'auto-generated' } })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') log.error(`the mail ${key} was refused: ${result.reason}`)
  return result
}
