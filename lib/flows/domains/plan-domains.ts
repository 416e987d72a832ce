import type { Database } from '#db/client.ts'
import { lockPlanned } from '#db/reads/notices/notice.ts'
import { readRecipients } from '#db/reads/notices/recipients.ts'
import { addSlice } from '#db/writes/sending/deliveries.ts'
import { later } from '#lib/rules/time/time.ts'
import { getShared } from '#lib/shared.ts'
import { type NameSystem, systemNames } from './look-up-domain.ts'
import { freshSeconds, refreshDomains } from './refresh-domains.ts'

/** Nobody waits longer for a notice because DNS is slow: then its last answer counts. */
const limit = { most: 5_000, withinMs: 4_000 }

const everybody = 2 ** 31 - 1

/**
 * Tells of a planned notice who was not told yet because the place of their domain was old: asks DNS
 * first, within five seconds. Nobody is told twice. Returns how many subscribers that were.
 */
export async function planDomains(
  db: Database,
  noticeId: string,
  now: Date,
  names: () => NameSystem = systemNames,
): Promise<number> {
  await refreshDomains(db, later(now, -freshSeconds), limit, now, names)
  const added = await db.transaction(async tx => {
    const notice = await lockPlanned(tx, noticeId)
    if (!notice) return 0
    const { ids } = await readRecipients(tx, notice, { freshSince: null, after: '' }, everybody)
    return addSlice(tx, notice, ids, { plannedUpTo: notice.plannedUpTo, plannedAt: now }, now)
  })
  if (added > 0) getShared().nudgeSender?.()
  return added
}
