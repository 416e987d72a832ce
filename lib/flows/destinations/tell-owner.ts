import type { Database } from '#db/client.ts'
import type { Jobs } from '#db/jobs.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { readSubscriber } from '#db/reads/subscribers/subscribing.ts'
import { env } from '#lib/env.ts'
import { TryLater } from '#lib/faults/try-later.ts'
import { pagesIn, readerLanguage } from '#lib/language.ts'
import { signLink } from '#lib/links.ts'
import { log } from '#lib/log/log.ts'
import type { SendMail, SendResult } from '#lib/mail/mail.ts'
import { renderDestinationEnd } from '#lib/mail/templates/render-destination.tsx'
import { type Language, staffLanguage } from '#lib/rules/languages/language.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'

/** The link of such a mail may lie in a mailbox for a while. */
const linkDays = 30

/**
 * Mails the owner of a destination that nothing is sent there any more. settled: they get no mail from us. Throws
 * when it may work later, so that the job is tried again with the same key and words.
 */
export async function tellOwner(
  db: Database,
  end: Jobs['tell-owner'],
  send: SendMail,
): Promise<SendResult | { is: 'settled' }> {
  const owner = end.isStaff ? await staffOwner(db, end) : await subscribedOwner(db, end)
  if (!owner) return { is: 'settled' }
  const rendered = await renderDestinationEnd(wordsIn(owner.language), {
    what: end.what,
    channel: end.channel,
    address: end.address,
    label: end.label,
    siteName: ourSite().name,
    siteUrl: owner.siteUrl,
    preferencesUrl: `${owner.siteUrl}${owner.path}`,
  })
  const key = `destination-${end.destinationId}-${end.what}-${new Date(end.at).getTime()}`
  const headers = { 'Auto-Submitted': 'auto-generated' }
  const result = await send({ key, to: owner.email, ...rendered, headers })
  if (result.is === 'retry') throw new TryLater(`The mail ${key} is tried again later. ${result.reason}`)
  if (result.is === 'refused') log.error(`the mail ${key} was refused: ${result.reason}`)
  return result
}

/** Where an owner is told, in which language, and which page of ours has their destinations. */
type Owner = { email: string; language: Language; siteUrl: string; path: string }

async function subscribedOwner(db: Database, end: Jobs['tell-owner']): Promise<Owner | null> {
  const subscriber = await readSubscriber(db, end.subscriberId)
  if (subscriber?.state !== 'confirmed') return null
  const until = later(new Date(end.at), linkDays * 86_400)
  const token = signLink(await readSecret(db), 'preferences', end.subscriberId, until)
  const language = readerLanguage(subscriber.language)
  const siteUrl = pagesIn(language, env.SITE_URL)
  return { email: subscriber.email, language, siteUrl, path: `/preferences/${token}` }
}

async function staffOwner(db: Database, end: Jobs['tell-owner']): Promise<Owner | null> {
  const member = (await readStaff(db)).find(({ id }) => id === end.subscriberId)
  if (!member) return null
  const language = staffLanguage(member.language)
  return { email: member.email, language, siteUrl: env.SITE_URL, path: '/desk/people/me' }
}
