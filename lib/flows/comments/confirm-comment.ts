import { announcePages } from '#db/changes/announce.ts'
import { type Database, getDatabase } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { type CommentAsk, readCommentAsk } from '#db/reads/subscribers/subscribing.ts'
import { publishComment } from '#db/writes/comments/comments.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { verifyLink } from '#lib/links.ts'
import { getShared } from '#lib/shared.ts'

/** nothing: the comment was removed, or its post is not public any more. */
export type NotPublishable = 'invalid' | 'expired' | 'nothing'

export type ConfirmableComment = Pick<CommentAsk, 'id' | 'slug' | 'postTitle' | 'authorName' | 'body'>

/** closed: staff have ended the comments of its post since it was written, so it appears only if they go on. */
type Found = ({ is: 'held' | 'published' | 'closed' } & ConfirmableComment) | { is: NotPublishable }

type Confirmed = { is: 'published'; id: string; slug: string } | { is: 'closed' | NotPublishable }

/** What a link would publish. Changes nothing: programs open links too. */
export async function readConfirmableComment(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<Found> {
  const link = verifyLink(await readSecret(db), 'confirm-comment', token, now)
  if ('problem' in link) return { is: link.problem }
  const comment = await readCommentAsk(db, link.subject)
  if (!comment || comment.state === 'removed' || comment.visibility !== 'published') return { is: 'nothing' }
  const { id, slug, postTitle, authorName, body, state, closedAt } = comment
  return { is: state === 'held' && closedAt ? 'closed' : state, id, slug, postTitle, authorName, body }
}

/** Publishes a comment whose author's address is confirmed by the link; it is on its page when this returns. */
export async function confirmComment(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<Confirmed> {
  const comment = await readConfirmableComment(token, now, db)
  if (comment.is !== 'held') return outcomeOf(comment)
  const { id, slug } = comment
  const change = await db.transaction(async tx => {
    if (!(await publishComment(tx, id, now))) return null
    await queueJobs(tx, 'tell-author', [{ commentId: id }])
    return announcePages(tx, pagesOf([slug], []), now)
  })
  // Somebody may have been quicker: a second click, or staff who removed it or ended the comments.
  if (!change) return outcomeOf(await readConfirmableComment(token, now, db))
  await getShared().pages.refresh(change)
  return { is: 'published', id, slug }
}

function outcomeOf(comment: Found): Confirmed {
  switch (comment.is) {
    case 'published':
      return { is: 'published', id: comment.id, slug: comment.slug }
    case 'held':
      return { is: 'nothing' }
    case 'closed':
    case 'nothing':
    case 'invalid':
    case 'expired':
      return { is: comment.is }
  }
}
