import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { log } from '#lib/log/log.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderRemoval } from '#lib/mail/templates/render-removal.tsx'
import { staffLanguage } from '#lib/rules/languages/language.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/**
 * Mails an owner that a colleague was removed. settled: they are no longer staff. Throws when it may work later, so that the
 * job is tried again with the same key and words.
 */
export async function tellRemoval(
  db: Database,
  { mailId, ownerId, name, byName }: Jobs['tell-removal'],
  send: SendMail,
): Promise<SendResult | { is: 'settled' }> {
  const owner = (await readStaff(db)).find(one => one.id === ownerId)
  if (!owner) return { is: 'settled' }
  const rendered = await renderRemoval(wordsIn(staffLanguage(owner.language)), {
    siteName: ourSite().name,
    siteUrl: env.SITE_URL,
    name,
    byName,
  })
  const key = `removal-${mailId}`
  const headers = { 'Auto-Submitted': 'auto-generated' }
  const result = await send({ key, to: owner.email, ...rendered, headers })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') log.error(`the mail ${key} was refused: ${result.reason}`)
  return result
}
