import type { Database } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { insertStaffComment, readParent, readPublicSlug } from '#db/writes/comments/comments.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { announcePages, pagesOf } from '#lib/flows/posts/refresh-pages.ts'
import { parentFor } from '#lib/rules/comments/comment.ts'
import { getShared } from '#lib/shared.ts'

export type StaffAnswer = {
  /** Chosen by the form, so that a form sent twice is one answer. */
  id: string
  /** The comment that is answered. */
  answersId: string
  staffMember: { id: string; name: string }
  body: string
}

/**
 * Answers a comment in the name of a person of the staff; it is on its page when this returns, and the author of the
 * comment hears of it. Returns false when the comment or its post is not public any more.
 */
export async function answerComment(
  db: Database,
  { id, answersId, staffMember, body }: StaffAnswer,
  now: Date,
): Promise<boolean> {
  const change = await db.transaction(async tx => {
    const asked = await readParent(tx, answersId)
    const slug = asked?.state === 'published' ? await readPublicSlug(tx, asked.postId) : null
    if (!asked || !slug) return null
    const { postId } = asked
    const answer = {
      id,
      postId,
      parentId: parentFor(asked, postId),
      answersId,
      authorName: staffMember.name,
      body,
    }
    if (await insertStaffComment(tx, answer, now)) {
      const facts = { postId, answersId }
      await writeAudit(tx, {
        at: now,
        staffId: staffMember.id,
        action: 'answer-comment',
        subject: `comment ${id}`,
        facts,
      })
      await queueJobs(tx, 'tell-author', [{ commentId: id }])
    }
    return announcePages(tx, pagesOf([slug], []))
  })
  if (change) await getShared().pages.refresh(change)
  return change !== null
}
