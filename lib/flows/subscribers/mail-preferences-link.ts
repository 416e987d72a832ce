import type { Database } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { readSubscriber } from '#db/reads/subscribers/subscribing.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { mailAs } from '#lib/flows/brands/mail-as.ts'
import { signLink } from '#lib/links.ts'
import { log } from '#lib/log/log.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderPreferencesLink } from '#lib/mail/templates/render-preferences-link.tsx'
import { askedLinkHours } from '#lib/rules/subscribers/subscription.ts'
import { later } from '#lib/rules/time/time.ts'
import { wordsIn } from '#lib/words/words.ts'

/**
 * Mails the link to the preferences to the owner of an address who asked for it. settled: there is nothing to send any
 * more. Throws when it may work later; the mail stays the same, because it rests on when it was asked for.
 */
export async function mailPreferencesLink(
  db: Database,
  subscriberId: string,
  now: Date,
  send: SendMail,
): Promise<SendResult | { is: 'settled' }> {
  const subscriber = await readSubscriber(db, subscriberId)
  if (!subscriber?.linkAskedAt || subscriber.state !== 'confirmed') return { is: 'settled' }
  const expiresAt = later(subscriber.linkAskedAt, askedLinkHours * 3600)
  if (expiresAt <= now) return { is: 'settled' }
  const token = signLink(await readSecret(db), 'preferences', subscriberId, expiresAt)
  const sender = await mailAs(db, subscriber)
  if (!sender) return { is: 'settled' }
  const url = `${sender.pages}/preferences/${token}`
  const key = `preferences-${subscriberId}-${subscriber.linkAskedAt.getTime()}`
  const rendered = await renderPreferencesLink(wordsIn(sender.language), {
    siteName: sender.name,
    siteUrl: sender.pages,
    wears: sender.wears,
    url,
    validHours: askedLinkHours,
  })
  const headers = { 'Auto-Submitted': 'auto-generated' }
  const result = await send({ key, to: subscriber.email, headers, ...sender.mail, ...rendered })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused')
    log.error(`the mail ${key}, the link to the preferences, was refused: ${result.reason}`)
  return result
}
