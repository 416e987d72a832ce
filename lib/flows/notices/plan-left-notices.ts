import type { Database } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { readUnplanned } from '#db/reads/notices/notice.ts'

/**
 * Queues anew what waits for its deliveries. A job that a killed process had begun is given to another only minutes
 * later; planning twice, also at once, adds nothing. Returns how many notices wait.
 */
export function planLeftNotices(db: Database): Promise<number> {
  return db.transaction(async tx => {
    const left = await readUnplanned(tx)
    for (const { id, waitsUntil } of left) await queueJobs(tx, 'plan-notice', [{ noticeId: id }], waitsUntil)
    return left.length
  })
}
