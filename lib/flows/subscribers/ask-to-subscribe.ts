import { type Database, getDatabase } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { areBrandTargets } from '#db/reads/brands/brand-targets.ts'
import { areTargets, isSuppressed, readConfirmed } from '#db/reads/subscribers/subscribing.ts'
import {
  dropWaiting,
  type LockedSubscriber,
  lockSubscriber,
  writeAsk,
} from '#db/writes/subscribers/subscribers.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import {
  decideAsk,
  mostSubscriptions,
  oldestLiveAsk,
  type SubscriptionAsked,
} from '#lib/rules/subscribers/subscription.ts'
import { writeTarget } from '#lib/rules/subscribers/target.ts'

/**
 * Remembers that somebody asks for notices at an address, and queues the question to its owner, in one transaction.
 * The answer tells nothing about the address. What the owner of a confirmed address chose to hear, and
 * in which zone and language they read, stays as they said it.
 * no-target: one of the servers, groups and posts is not there, or the post is over. brandId: whose reader it is; null: the hoster's.
 */
export function askToSubscribe(
  { email, targets, preferences, zone, language = null }: SubscriptionAsked,
  now: Date,
  db: Database = getDatabase(),
  brandId: string | null = null,
): Promise<'asked' | 'no-target'> {
  return db.transaction(async tx => {
    const areThere = brandId === null ? areTargets(tx, targets) : areBrandTargets(tx, brandId, targets)
    if (!(await areThere)) return 'no-target'
    if (await isSuppressed(tx, email)) return 'asked'
    const subscriber = await lockSubscriber(tx, { email, brandId }, now)
    const { id } = subscriber
    const confirmed = new Set((await readConfirmed(tx, id)).map(writeTarget))
    const fresh = targets.filter(target => !confirmed.has(writeTarget(target)))
    const ask = decideAsk(subscriber, fresh.length === 0, now)
    if (ask.is === 'none' || fresh.length === 0) return 'asked'
    if (confirmed.size + fresh.length > mostSubscriptions) return 'asked'
    const isOpen = ask.state === 'pending'
    const own = {
      preferences: isOpen ? preferences : null,
      zone: isOpen ? zone : null,
      language: isOpen && ask.isMailed ? learned(subscriber, language) : null,
    }
    const line = { subscriberId: id, targets: fresh, ...own, ...ask }
    await writeAsk(tx, { ...line, oldestLive: oldestLiveAsk(now) }, now)
    await dropWaiting(tx, id, mostSubscriptions)
    if (ask.isMailed) await queueJobs(tx, 'ask-confirmation', [{ subscriberId: id }])
    return 'asked'
  })
}

/** Who was a reader once has said in which language they read. null: what is known stays. */
function learned(subscriber: LockedSubscriber, language: Language | null): Language | null {
  return subscriber.confirmedAt === null || subscriber.language === null ? language : null
}
