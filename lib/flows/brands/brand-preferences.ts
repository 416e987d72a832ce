import { type Database, getDatabase } from '#db/client.ts'
import { readBrandTargets } from '#db/reads/brands/brand-targets.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import {
  readSubscriber,
  readWatched,
  type Subscriber,
  type Targets,
} from '#db/reads/subscribers/subscribing.ts'
import { readSubscriptionAsk, type SubscriptionAsk } from '#lib/flows/subscribers/confirm-subscription.ts'
import { closedFor, type NoPreferences } from '#lib/flows/subscribers/load-preferences.ts'
import { signLink, verifyLink } from '#lib/links.ts'
import type { NamedTarget } from '#lib/rules/subscribers/target.ts'
import { namedByBrand } from './mail-as.ts'

/** What a brand's reader gets, in the brand's own names. */
export type BrandPreferences = {
  is: 'open'
  subscriber: Subscriber
  watched: NamedTarget[]
  targets: Targets
  unsubscribeToken: string
}

/** What the owner of an address gets from this brand, for who has a link to it. Changes nothing. */
export async function loadBrandPreferences(
  brandId: string,
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<BrandPreferences | { is: NoPreferences }> {
  const secret = await readSecret(db)
  const link = verifyLink(secret, 'preferences', token, now)
  if ('problem' in link) return { is: link.problem }
  const subscriber = await readSubscriber(db, link.subject)
  if (subscriber && subscriber.brandId !== brandId) return { is: 'invalid' }
  const closed = closedFor(subscriber)
  if (!subscriber || closed) return { is: closed ?? 'nothing' }
  return {
    is: 'open',
    subscriber,
    watched: await namedByBrand(db, brandId, await readWatched(db, subscriber.id)),
    targets: await readBrandTargets(brandId, db),
    unsubscribeToken: signLink(secret, 'unsubscribe', subscriber.id, null),
  }
}

/** What a link would confirm for this brand, in the brand's own names. Changes nothing. */
export async function readBrandAsk(
  brandId: string,
  token: string,
  now: Date,
  db: Database = getDatabase(),
): ReturnType<typeof readSubscriptionAsk> {
  const ask = await readSubscriptionAsk(token, now, db, brandId)
  if (ask.is !== 'confirm') return ask
  const named: SubscriptionAsk = { ...ask, waiting: await namedByBrand(db, brandId, ask.waiting) }
  return named.waiting.length > 0 ? named : { is: 'nothing' }
}
