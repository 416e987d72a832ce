import type { Database } from '#db/client.ts'
import { readHeldNotice } from '#db/reads/notices/notice.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import type { SendMail } from '#lib/mail/mail.ts'
import { renderAskRelease } from '#lib/mail/templates/render-ask-release.tsx'
import { staffLanguage } from '#lib/rules/languages/language.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/**
 * Asks staff by mail, each once, whether notices may go out that are more mails than an hour should bring.
 * Throws when it may work later, so that the job is tried again; nobody gets it twice, because the keys stay the
 * same.
 */
export async function askRelease(db: Database, noticeId: string, send: SendMail): Promise<void> {
  const held = await readHeldNotice(db, noticeId)
  if (!held) return
  const { title, heldFor } = held
  const deskUrl = `${env.SITE_URL}/desk/deliveries`
  const headers = { 'Auto-Submitted': 'auto-generated' }
  const results = await Promise.all(
    held.staff.map(async ({ id, email, language }) => {
      const words = wordsIn(staffLanguage(language))
      const rendered = await renderAskRelease(words, { siteName: ourSite().name, title, heldFor, deskUrl })
      return send({ key: `release-${noticeId}-${id}`, to: email, headers, ...rendered })
    }),
  )
  const waiting = results.find(result => result.is === 'retry')
  if (waiting?.is === 'retry') throw new TryLater(`Staff are asked again later. ${waiting.reason}`)
}
