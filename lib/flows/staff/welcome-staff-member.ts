import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { env } from '#lib/env.ts'
import { withinRate } from '#lib/flows/sending/send-within-rate.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderWelcome } from '#lib/mail/templates/render-welcome.tsx'

/**
 * Mails somebody that they may sit at the desk. settled: they may not any more. Throws when it may work later, so that the
 * job is tried again with the same key and words.
 */
export async function welcomeStaffMember(
  db: Database,
  { personId: staffId, byName }: Jobs['welcome-colleague'],
  send: SendMail = withinRate(db),
): Promise<SendResult | { is: 'settled' }> {
  const staffMember = (await readStaff(db)).find(one => one.id === staffId)
  if (!staffMember) return { is: 'settled' }
  const { email } = staffMember
  const rendered = await renderWelcome({ siteName: env.SITE_NAME, siteUrl: env.SITE_URL, byName, email })
  const key = `welcome-${staffId}`
  const result = await send({ key, to: email, ...rendered, headers: { 'Auto-Submitted': 'auto-generated' } })
  if (result.is === 'retry') throw new Error(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') console.error(`allclear: the mail ${key} was refused: ${result.reason}`)
  return result
}
