import { type Database, getDatabase } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { queueJobs } from '#db/jobs.ts'
import { readParent, readRecent, readThreadState } from '#db/reads/comments/comments.ts'
import { insertHeldComment, lockAddress } from '#db/writes/comments/comments.ts'
import { type CommentAsked, mostWaiting, parentFor, waitingSeconds } from '#lib/rules/comments/comment.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { later } from '#lib/rules/time/time.ts'
import { ourSite } from '#lib/site.ts'

/** language: of the page where it was written; left out or null: of the site. */
type WrittenComment = Omit<CommentAsked, 'is'> & { language?: Language | null }

/**
 * Keeps a comment hidden, and queues the question to the owner of its address, in one transaction.
 * no-post: there is no such published post. closed: staff have ended its comments, or those of the whole site. waiting: too many of this address wait for their owner.
 */
export function addComment(
  { postId, parentId, authorName, email, body, language = null }: WrittenComment,
  now: Date,
  db: Database = getDatabase(),
): Promise<'held' | 'no-post' | 'closed' | 'waiting'> {
  return db.transaction(async tx => {
    const state = await readThreadState(tx, postId)
    if (state !== 'open') return state
    if (!ourSite().shows.comments) return 'closed'
    await lockAddress(tx, email)
    const parent = parentId ? await readParent(tx, parentId) : undefined
    const comment = {
      id: newId(),
      postId,
      parentId: parentFor(parent, postId),
      authorName,
      email,
      body,
      language,
    }
    const recent = await readRecent(tx, comment, later(now, -waitingSeconds))
    // A form that was sent twice.
    if (recent.isThere) return 'held'
    if (recent.waiting >= mostWaiting) return 'waiting'
    await insertHeldComment(tx, comment, now)
    await queueJobs(tx, 'ask-confirmation', [{ commentId: comment.id }])
    return 'held'
  })
}
