import { type Database, getDatabase } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { isTarget } from '#db/reads/subscribing.ts'
import { holdSubscriber, isWatchingConfirmed, writeAsk } from '#db/writes/subscribers.ts'
import { decideAsk, oldestLiveAsk, type SubscriptionAsked } from '#lib/rules/subscription.ts'

/**
 * Remembers that somebody wants notices at an address, and queues the question to its owner, in one transaction.
 * The answer tells nothing about the address. no-target: there is no such server or group.
 */
export function askToSubscribe(
  { email, watch }: Pick<SubscriptionAsked, 'email' | 'watch'>,
  now: Date,
  db: Database = getDatabase(),
): Promise<'asked' | 'no-target'> {
  return db.transaction(async tx => {
    if (!(await isTarget(tx, watch))) return 'no-target'
    const subscriber = await holdSubscriber(tx, email, now)
    const ask = decideAsk(subscriber, await isWatchingConfirmed(tx, subscriber.id, watch), now)
    if (ask.is === 'none') return 'asked'
    const line = { subscriberId: subscriber.id, watch, ...ask, oldestLive: oldestLiveAsk(now) }
    await writeAsk(tx, line, now)
    if (ask.isMailed) await queueJobs(tx, 'ask-confirmation', [{ subscriberId: subscriber.id }])
    return 'asked'
  })
}
