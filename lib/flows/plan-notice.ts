import type { Database, Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { type AudienceOf, readAudience } from '#db/reads/audience.ts'
import { hasStaleDomains } from '#db/reads/domain-places.ts'
import { readUnplanned } from '#db/reads/notice.ts'
import { readPolicy } from '#db/reads/settings.ts'
import { addDeliveries, markPlanned } from '#db/writes/deliveries.ts'
import { later } from '#lib/rules/time.ts'
import { freshSeconds } from './refresh-domains.ts'

/** Deliveries of one statement: PostgreSQL takes 65,535 parameters. */
const chunkSize = 1_000

/**
 * Chooses the audience of a notice, and queues one delivery for each in the same transaction.
 * Older notices of the post that still wait are planned first, so that the audience does not depend on the order
 * in which jobs run. A notice that is planned stays as it is. Who watches a domain whose place is old is told a moment
 * later, so that the others need not wait for the name system. Returns how many deliveries were added.
 */
export async function planNotice(db: Database, noticeId: string, now: Date): Promise<number> {
  const freshSince = later(now, -freshSeconds)
  return db.transaction(async tx => {
    const isStale = await hasStaleDomains(tx, freshSince)
    let added = 0
    for (const notice of await readUnplanned(tx, noticeId)) {
      added += await addAudience(tx, notice, freshSince, now)
      await markPlanned(tx, notice.id, now)
      if (isStale) await queueJobs(tx, 'plan-domains', [{ noticeId: notice.id }])
    }
    return added
  })
}

/** Queues a delivery for each of the audience that has none yet. freshSince as readAudience takes it. */
export async function addAudience(
  tx: Transaction,
  notice: AudienceOf,
  freshSince: Date | null,
  now: Date,
): Promise<number> {
  const { quietMinutes } = await readPolicy(tx)
  const audience = await readAudience(tx, notice, quietMinutes, freshSince)
  let added = 0
  for (let start = 0; start < audience.length; start += chunkSize) {
    const ids = await addDeliveries(tx, notice.id, audience.slice(start, start + chunkSize), now)
    await queueJobs(
      tx,
      'deliver',
      ids.map(deliveryId => ({ deliveryId })),
    )
    added += ids.length
  }
  return added
}
