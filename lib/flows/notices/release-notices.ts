import { announcePages } from '#db/changes/announce.ts'
import type { Database, Transaction } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { dropNotices, lockWaiting, releaseNotices } from '#db/writes/notices/held-notices.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { deskPage, getShared } from '#lib/shared.ts'

export type PostToRelease = { postId: string; staffId: string }

type HeldOutcome = 'done' | 'changed-meanwhile'

/**
 * Lets the notices of a post go out that were held for being too many mails, with those that wait behind them.
 * changed-meanwhile: none is held any more.
 */
export function releasePost(db: Database, post: PostToRelease, now: Date): Promise<HeldOutcome> {
  return decideHeld(db, post, 'release-notices', now, async (tx, noticeIds) => {
    await releaseNotices(tx, noticeIds, now)
    await queueJobs(
      tx,
      'plan-notice',
      noticeIds.map(noticeId => ({ noticeId })),
    )
  })
}

/** Takes them back: nobody hears of them. changed-meanwhile: none is held any more. */
export function dropPost(db: Database, post: PostToRelease, now: Date): Promise<HeldOutcome> {
  return decideHeld(db, post, 'drop-notices', now, (tx, noticeIds) => dropNotices(tx, noticeIds, now))
}

async function decideHeld(
  db: Database,
  { postId, staffId }: PostToRelease,
  action: 'release-notices' | 'drop-notices',
  now: Date,
  change: (tx: Transaction, noticeIds: string[]) => Promise<void>,
): Promise<HeldOutcome> {
  const told = await db.transaction(async tx => {
    const noticeIds = await lockWaiting(tx, postId)
    if (noticeIds.length === 0) return null
    await change(tx, noticeIds)
    await writeAudit(tx, { at: now, staffId, action, subject: `post ${postId}`, facts: { noticeIds } })
    return announcePages(tx, [deskPage], now)
  })
  if (!told) return 'changed-meanwhile'
  await getShared().pages.refresh(told)
  return 'done'
}
