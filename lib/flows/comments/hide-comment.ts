import type { Database } from '#db/client.ts'
import { moveComment } from '#db/writes/comments/comments.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { announcePages, pagesOf } from '#lib/flows/posts/refresh-pages.ts'
import { getShared } from '#lib/shared.ts'

export type Hiding = { commentId: string; staffId: string; reason: string }

/** Takes a comment from its page; why is kept for staff. Returns false when it is not public any more. */
export function hideComment(
  db: Database,
  { commentId, staffId, reason }: Hiding,
  now: Date,
): Promise<boolean> {
  return move(db, { commentId, staffId, action: 'hide-comment', facts: { reason } }, now)
}

/** Puts a comment back on its page. Returns false when it is there, or was never public. */
export function showComment(
  db: Database,
  { commentId, staffId }: Omit<Hiding, 'reason'>,
  now: Date,
): Promise<boolean> {
  return move(db, { commentId, staffId, action: 'show-comment' }, now)
}

type Act = {
  commentId: string
  staffId: string
  action: 'hide-comment' | 'show-comment'
  facts?: { reason: string }
}

async function move(db: Database, { commentId, facts, ...act }: Act, now: Date): Promise<boolean> {
  const change = await db.transaction(async tx => {
    const isHiding = act.action === 'hide-comment'
    const post = await moveComment(
      tx,
      commentId,
      isHiding ? ['published', 'removed'] : ['removed', 'published'],
    )
    if (!post) return null
    const subject = `comment ${commentId}`
    await writeAudit(tx, { at: now, ...act, subject, facts: { ...facts, postId: post.postId } })
    return announcePages(tx, pagesOf([post.slug], []))
  })
  if (change) await getShared().pages.refresh(change)
  return change !== null
}
