import { announcePages } from '#db/changes/announce.ts'
import type { Database, Transaction } from '#db/client.ts'
import { markSettled, placeBesidePoint, setCommentsClosed } from '#db/writes/comments/comment-care.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { getShared } from '#lib/shared.ts'

type Cared = 'done' | 'changed-meanwhile'

/** Says that a comment needs no answer, or that it does after all. changed-meanwhile: that is so already, or it is gone. */
export function settleComment(
  db: Database,
  { commentId, staffId, isSettled }: { commentId: string; staffId: string; isSettled: boolean },
  now: Date,
): Promise<Cared> {
  return db.transaction(async tx => {
    if (!(await markSettled(tx, commentId, isSettled ? now : null))) return 'changed-meanwhile'
    const action = isSettled ? 'settle-comment' : 'unsettle-comment'
    await writeAudit(tx, { at: now, staffId, action, subject: `comment ${commentId}` })
    return 'done'
  })
}

/** Shows an answer of staff beside a point of its post too; null: beside none. changed-meanwhile: it is not public any more. */
export function clarifyPoint(
  db: Database,
  { commentId, staffId, point }: { commentId: string; staffId: string; point: string | null },
  now: Date,
): Promise<Cared> {
  return changeShown(db, now, async tx => {
    const slug = await placeBesidePoint(tx, commentId, point)
    if (!slug) return null
    const subject = `comment ${commentId}`
    await writeAudit(tx, { at: now, staffId, action: 'clarify-point', subject, facts: { point } })
    return slug
  })
}

/** Ends the comments below a post, or lets them go on. changed-meanwhile: that is so already, or readers do not see the post. */
export function closeComments(
  db: Database,
  { postId, staffId, isClosed }: { postId: string; staffId: string; isClosed: boolean },
  now: Date,
): Promise<Cared> {
  return changeShown(db, now, async tx => {
    const slug = await setCommentsClosed(tx, postId, isClosed ? now : null)
    if (!slug) return null
    const action = isClosed ? 'close-comments' : 'open-comments'
    await writeAudit(tx, { at: now, staffId, action, subject: `post ${postId}` })
    return slug
  })
}

/** write returns the slug of the post that shows it, or null where there is nothing to change. */
async function changeShown(
  db: Database,
  now: Date,
  write: (tx: Transaction) => Promise<string | null>,
): Promise<Cared> {
  const change = await db.transaction(async tx => {
    const slug = await write(tx)
    return slug ? announcePages(tx, pagesOf([slug], []), now) : null
  })
  if (!change) return 'changed-meanwhile'
  await getShared().pages.refresh(change)
  return 'done'
}
