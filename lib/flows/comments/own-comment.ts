import { announcePages } from '#db/changes/announce.ts'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { type AuthoredComment, readAuthoredComment } from '#db/reads/comments/comments.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { deleteComment, lockComment, rewriteComment } from '#db/writes/comments/comment-care.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { verifyLink } from '#lib/links.ts'
import { editObstacle } from '#lib/rules/comments/own-comment.ts'
import { getShared } from '#lib/shared.ts'

/** invalid: the link is none of ours. gone: the comment was deleted. */
export type NoOwnComment = 'invalid' | 'gone'

export type EditObstacle = NonNullable<ReturnType<typeof editObstacle>>

/** What the author of a comment may do with it. Changes nothing: programs open links too. */
export async function readOwnComment(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<{ is: 'own'; comment: AuthoredComment; obstacle: EditObstacle | null } | { is: NoOwnComment }> {
  const link = verifyLink(await readSecret(db), 'own-comment', token, now)
  if ('problem' in link) return { is: 'invalid' }
  const comment = await readAuthoredComment(db, link.subject)
  if (!comment) return { is: 'gone' }
  return { is: 'own', comment, obstacle: editObstacle(comment, now) }
}

/** Gives a comment other words, at its author's wish; they are on its page when this returns. */
export async function editOwnComment(
  { token, body }: { token: string; body: string },
  now: Date,
  db: Database = getDatabase(),
): Promise<'done' | EditObstacle | NoOwnComment> {
  return change(db, token, now, async (tx, comment) => {
    const obstacle = editObstacle(comment, now)
    if (obstacle) return obstacle
    // What nobody has seen yet is not edited: it is written.
    const editedAt = comment.state === 'published' ? now : null
    if (comment.body !== body) await rewriteComment(tx, comment.id, { body, editedAt })
    return 'done'
  })
}

/** Deletes a comment for ever, at its author's wish, at any time. */
export async function deleteOwnComment(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<'done' | NoOwnComment> {
  return change(db, token, now, async (tx, { id }) => {
    await deleteComment(tx, id)
    await writeAudit(tx, { at: now, staffId: null, action: 'delete-comment', subject: `comment ${id}` })
    return 'done'
  })
}

async function change<Outcome extends string>(
  db: Database,
  token: string,
  now: Date,
  write: (tx: Transaction, comment: AuthoredComment) => Promise<Outcome>,
): Promise<Outcome | NoOwnComment> {
  const link = verifyLink(await readSecret(db), 'own-comment', token, now)
  if ('problem' in link) return 'invalid'
  const { outcome, pages } = await db.transaction(async tx => {
    const isThere = await lockComment(tx, link.subject)
    const comment = isThere ? await readAuthoredComment(tx, link.subject) : undefined
    if (!comment) return { outcome: 'gone' as const, pages: null }
    const outcome = await write(tx, comment)
    const isShown = outcome === 'done' && comment.state === 'published'
    return { outcome, pages: isShown ? await announcePages(tx, pagesOf([comment.slug], []), now) : null }
  })
  if (pages) await getShared().pages.refresh(pages)
  return outcome
}
