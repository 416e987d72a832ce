import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { moveComment } from '#db/writes/comments/comments.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { getShared } from '#lib/shared.ts'

export type Hiding = { commentId: string; staffId: string; reason: string }

type Moved = 'done' | 'changed-meanwhile'

/** Takes a comment from its page; why is kept for staff. changed-meanwhile: it is not public any more. */
export function hideComment(db: Database, { commentId, staffId, reason }: Hiding, now: Date): Promise<Moved> {
  return move(db, { commentId, staffId, action: 'hide-comment', facts: { reason } }, now)
}

/** Puts a comment back on its page. changed-meanwhile: it is there, or was never public. */
export function showComment(
  db: Database,
  { commentId, staffId }: Omit<Hiding, 'reason'>,
  now: Date,
): Promise<Moved> {
  return move(db, { commentId, staffId, action: 'show-comment' }, now)
}

type Act = {
  commentId: string
  staffId: string
  action: 'hide-comment' | 'show-comment'
  facts?: { reason: string }
}

async function move(db: Database, { commentId, facts, ...act }: Act, now: Date): Promise<Moved> {
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
    return announcePages(tx, pagesOf([post.slug], []), now)
  })
  if (!change) return 'changed-meanwhile'
  await getShared().pages.refresh(change)
  return 'done'
}
