import type { Database, Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { dropNotices, lockWaiting, releaseNotices } from '#db/writes/sending/deliveries.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'

export type PostToRelease = { postId: string; staffId: string }

/**
 * Lets the notices of a post go out that were held for being too many mails, with those that wait behind them.
 * Returns false when none is held any more.
 */
export function releasePost(db: Database, post: PostToRelease, now: Date): Promise<boolean> {
  return decideHeld(db, post, 'release-notices', now, async (tx, noticeIds) => {
    await releaseNotices(tx, noticeIds, now)
    await queueJobs(
      tx,
      'plan-notice',
      noticeIds.map(noticeId => ({ noticeId })),
    )
  })
}

/** Takes them back: nobody hears of them. Returns false when none is held any more. */
export function dropPost(db: Database, post: PostToRelease, now: Date): Promise<boolean> {
  return decideHeld(db, post, 'drop-notices', now, (tx, noticeIds) => dropNotices(tx, noticeIds, now))
}

function decideHeld(
  db: Database,
  { postId, staffId }: PostToRelease,
  action: string,
  now: Date,
  change: (tx: Transaction, noticeIds: string[]) => Promise<void>,
): Promise<boolean> {
  return db.transaction(async tx => {
    const noticeIds = await lockWaiting(tx, postId)
    if (noticeIds.length === 0) return false
    await change(tx, noticeIds)
    await writeAudit(tx, { at: now, staffId, action, subject: `post ${postId}`, facts: { noticeIds } })
    return true
  })
}
