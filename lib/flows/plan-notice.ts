import type { Database, Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { type AudienceOf, readAudience } from '#db/reads/audience.ts'
import { readUnplanned } from '#db/reads/notice.ts'
import { readPolicy } from '#db/reads/settings.ts'
import { addDeliveries, markPlanned } from '#db/writes/deliveries.ts'

/** Deliveries of one statement: PostgreSQL takes 65,535 parameters. */
const chunkSize = 1_000

/**
 * Chooses the audience of a notice, and queues one delivery for each in the same transaction.
 * Older notices of the post that still wait are planned first, so that the audience does not depend on the order
 * in which jobs run. A notice that is planned stays as it is. Returns how many deliveries were added.
 */
export async function planNotice(db: Database, noticeId: string, now: Date): Promise<number> {
  return db.transaction(async tx => {
    const { quietMinutes } = await readPolicy(tx)
    let added = 0
    for (const notice of await readUnplanned(tx, noticeId)) added += await plan(tx, notice, quietMinutes, now)
    return added
  })
}

async function plan(tx: Transaction, notice: AudienceOf, quietMinutes: number, now: Date): Promise<number> {
  const audience = await readAudience(tx, notice, quietMinutes)
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
  await markPlanned(tx, notice.id, now)
  return added
}
