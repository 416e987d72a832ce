import { type Database, getDatabase } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import type { Subscriber } from '#db/reads/subscribers/subscribing.ts'
import { readSubscriber, readUnconfirmed } from '#db/reads/subscribers/subscribing.ts'
import { confirmAsked, lockSubscriberById } from '#db/writes/subscribers/subscribers.ts'
import { signLink, verifyLink } from '#lib/links.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { answerTo, askedLinkHours, oldestLiveAsk } from '#lib/rules/subscribers/subscription.ts'
import type { NamedTarget } from '#lib/rules/subscribers/target.ts'
import { later } from '#lib/rules/time/time.ts'

/** nothing: what the link asked for is confirmed by a newer one, was ended, or is void. */
export type NotConfirmable = 'invalid' | 'expired' | 'nothing'

export type SubscriptionAsk = { is: 'confirm'; subscriber: Subscriber; waiting: NamedTarget[] }

/** What a link would confirm, at the site of this brand; null: at the hoster's. Changes nothing: programs open links too. */
export async function readSubscriptionAsk(
  token: string,
  now: Date,
  db: Database = getDatabase(),
  brandId: string | null = null,
): Promise<SubscriptionAsk | { is: 'already' | NotConfirmable }> {
  const link = verifyLink(await readSecret(db), 'confirm-subscription', token, now)
  if ('problem' in link) return { is: link.problem }
  const subscriber = await readSubscriber(db, link.subject)
  if (!subscriber) return { is: 'nothing' }
  if (subscriber.brandId !== brandId) return { is: 'invalid' }
  const waiting = await readUnconfirmed(db, subscriber.id, oldestLiveAsk(now), now)
  const answer = answerTo(subscriber.state, waiting.length)
  return answer === 'confirm' ? { is: 'confirm', subscriber, waiting } : { is: answer }
}

/**
 * Confirms the address and all that was asked for it. zone: of the device that confirms; language: of the page on which it
 * does. null: not known. Twice is as good as once.
 */
export async function confirmSubscription(
  token: string,
  zone: string | null,
  now: Date,
  db: Database = getDatabase(),
  brandId: string | null = null,
  language: Language | null = null,
): Promise<'confirmed' | NotConfirmable> {
  const link = verifyLink(await readSecret(db), 'confirm-subscription', token, now)
  if ('problem' in link) return link.problem
  return db.transaction(async tx => {
    const subscriber = await lockSubscriberById(tx, link.subject)
    if (!subscriber) return 'nothing'
    if (subscriber.brandId !== brandId) return 'invalid'
    if (answerTo(subscriber.state, 1) === 'nothing') return 'nothing'
    const count = await confirmAsked(tx, subscriber.id, { zone, language }, oldestLiveAsk(now), now)
    return answerTo(subscriber.state, count) === 'nothing' ? 'nothing' : 'confirmed'
  })
}

/** The token of the preferences for who has just confirmed by this link, as if they had asked for it by mail. */
export async function preferencesAfter(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<string | null> {
  const secret = await readSecret(db)
  const link = verifyLink(secret, 'confirm-subscription', token, now)
  if ('problem' in link) return null
  return signLink(secret, 'preferences', link.subject, later(now, askedLinkHours * 3600))
}
