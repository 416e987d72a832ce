import type { Database, Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { hasStaleDomains } from '#db/reads/domain-places.ts'
import {
  countAudience,
  isTroubleDropped,
  lockUnplanned,
  readVolume,
  type Unplanned,
} from '#db/reads/notice.ts'
import { readPolicy } from '#db/reads/settings.ts'
import {
  addSlice,
  addStaffDeliveries,
  countDeliveries,
  dropNotices,
  holdNotice,
} from '#db/writes/deliveries.ts'
import { mostPerHour } from '#lib/rules/delivery.ts'
import { later } from '#lib/rules/time.ts'
import { getShared } from '#lib/shared.ts'
import { freshSeconds } from './refresh-domains.ts'

/** Deliveries of one transaction: few at first, so that the first mails go out while the rest is planned. */
const slices = { first: 1_000, next: 25_000 }

/** From so many new deliveries on, what PostgreSQL believes of their number is wrong. */
const leastCounted = 1_000

/**
 * Queues deliveries for each who must hear of a notice, one for each way to reach him, in slices, each a transaction of
 * its own: killed at any moment, it goes on where it was. Older notices of the post that still wait are planned first,
 * so that the audience does not depend on the order in which jobs run. A notice that staff have to look at ends it: what
 * comes after waits.
 * Who watches a domain whose place is old is told a moment later, so that the others need not wait for the name system.
 * Returns how many subscribers, or staff, it was queued for.
 */
export async function planNotice(db: Database, noticeId: string, now: Date, size = slices): Promise<number> {
  let added = 0
  let counted = leastCounted
  for (;;) {
    const step = await db.transaction(async tx => {
      const notice = await lockUnplanned(tx, noticeId)
      return notice ? planSlice(tx, notice, size, now) : null
    })
    if (step === null || step === 'held') return added
    added += step
    if (added >= counted) {
      await countDeliveries(db)
      counted = added * 2
    }
    if (step > 0) getShared().nudgeSender?.()
  }
}

async function planSlice(
  tx: Transaction,
  notice: Unplanned,
  size: typeof slices,
  now: Date,
): Promise<number | 'held'> {
  if (notice.kind === 'held') return (await addStaffDeliveries(tx, notice, now)).added
  if (notice.kind === 'ended' && (await isTroubleDropped(tx, notice.postId, notice.createdAt))) {
    await dropNotices(tx, [notice.id], now)
    return 0
  }
  const policy = await readPolicy(tx)
  if (notice.plannedUpTo === null && !notice.releasedAt) {
    if (notice.heldAt || (await isStorm(tx, notice, now))) return 'held'
  }
  const freshSince = later(now, -freshSeconds)
  const { quietMinutes } = policy
  const most = notice.plannedUpTo === null ? size.first : size.next
  const { added, isLast } = await addSlice(tx, notice, { quietMinutes, freshSince }, most, now)
  if (isLast && (await hasStaleDomains(tx, freshSince)))
    await queueJobs(tx, 'plan-domains', [{ noticeId: notice.id }])
  return added
}

/** Keeps a notice back that would make too many deliveries within an hour, and asks staff once for all that are kept. */
async function isStorm(tx: Transaction, notice: Unplanned, now: Date): Promise<boolean> {
  const policy = await readPolicy(tx)
  const { confirmed, queued, isAsking } = await readVolume(tx, now)
  const most = mostPerHour(confirmed, policy)
  // Nobody is counted who need not be.
  if (queued + confirmed <= most) return false
  const size = await countAudience(tx, notice, policy.quietMinutes)
  if (queued + size <= most) return false
  await holdNotice(tx, notice.id, size, now)
  if (!isAsking) await queueJobs(tx, 'ask-release', [{ noticeId: notice.id }])
  return true
}
