import type { Database } from '#db/client.ts'
import type { SignInChange } from '#db/jobs.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { log } from '#lib/log/log.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderSignInChange } from '#lib/mail/templates/render-sign-in-change.tsx'
import { staffLanguage } from '#lib/rules/languages/language.ts'
import { deviceOf } from '#lib/rules/staff/device.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/**
 * Mails one of the staff that somebody signs in otherwise than before. settled: one of both is no longer of the staff.
 * Throws when it may work later, so that the job is tried again with the same key and words.
 */
export async function tellSignIn(
  db: Database,
  { id, what, toId, personId, from, userAgent, at }: SignInChange,
  send: SendMail,
): Promise<SendResult | { is: 'settled' }> {
  const everybody = await readStaff(db)
  const [reader, person] = [toId, personId].map(wanted => everybody.find(one => one.id === wanted))
  if (!reader || !person) return { is: 'settled' }
  const rendered = await renderSignInChange(wordsIn(staffLanguage(reader.language)), {
    what: what === 'code-used' && toId !== personId ? 'code-used-by' : what,
    name: person.name,
    siteName: ourSite().name,
    siteUrl: env.SITE_URL,
    device: deviceOf(userAgent),
    from,
    at: new Date(at),
    zone: ourSite().zone,
  })
  const key = `sign-in-change-${id}`
  const headers = { 'Auto-Submitted': 'auto-generated' }
  const result = await send({ key, to: reader.email, headers, ...rendered })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') log.error(`the mail ${key} was refused: ${result.reason}`)
  return result
}
