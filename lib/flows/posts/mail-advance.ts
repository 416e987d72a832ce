import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { readAdvanceMail } from '#db/reads/posts/advance.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { pagesIn, readerLanguage } from '#lib/language.ts'
import { signLink } from '#lib/links.ts'
import { log } from '#lib/log/log.ts'
import type { Rendered, SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderAdvance } from '#lib/mail/templates/render-advance.tsx'
import type { Language } from '#lib/rules/languages/language.ts'
import { noticeLinkHours } from '#lib/rules/subscribers/subscription.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/**
 * Mails a subscriber the private link to an advisory that is not public yet. settled: the link or the subscriber is gone,
 * or they want no mail. Throws when it may work later; the mail stays the same, because it rests on when it was decided.
 */
export async function mailAdvance(
  db: Database,
  job: Jobs['mail-advance'],
  send: SendMail,
): Promise<SendResult | { is: 'settled' }> {
  const found = await readAdvanceMail(db, job)
  if (!found?.token || found.state !== 'confirmed' || !found.isByMail) return { is: 'settled' }
  const { postId, subscriberId } = job
  const { email, token, title, createdAt } = found
  const language = readerLanguage(found.language)
  const secret = await readSecret(db)
  const endToken = signLink(secret, 'unsubscribe', subscriberId, null)
  const changeUntil = later(createdAt, noticeLinkHours * 3600)
  const preferences = signLink(secret, 'preferences', subscriberId, changeUntil)
  const rendered = await render(language, title, { token, preferences, endToken })
  const key = `advance-${postId}-${subscriberId}-${createdAt.getTime()}`
  const headers = {
    'Auto-Submitted': 'auto-generated',
    'List-Unsubscribe': `<${env.SITE_URL}/api/unsubscribe/${endToken}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
  const result = await send({ key, to: email, ...rendered, headers })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') log.error(`the mail ${key} was refused: ${result.reason}`)
  return result
}

type Tokens = { token: string; preferences: string; endToken: string }

function render(
  language: Language,
  title: string,
  { token, preferences, endToken }: Tokens,
): Promise<Rendered> {
  const siteUrl = pagesIn(language, env.SITE_URL)
  return renderAdvance(wordsIn(language), {
    siteName: ourSite().name,
    siteUrl,
    title,
    url: `${siteUrl}/advance/${token}`,
    preferencesUrl: `${siteUrl}/preferences/${preferences}`,
    endUrl: `${siteUrl}/unsubscribe/${endToken}`,
  })
}

/** The mail as it would be in the site's language; its links lead nowhere. */
export function previewAdvance(title: string): Promise<Rendered> {
  return render(ourSite().language, title, { token: 'preview', preferences: 'preview', endToken: 'preview' })
}
