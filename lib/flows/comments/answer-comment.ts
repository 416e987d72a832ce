import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { queueJobs } from '#db/jobs.ts'
import { readParent, readPublicSlug } from '#db/reads/comments/comments.ts'
import { insertStaffComment } from '#db/writes/comments/comments.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { parentFor } from '#lib/rules/comments/comment.ts'
import { getShared } from '#lib/shared.ts'

export type StaffAnswer = {
  /** Chosen by the form, so that a form sent twice is one answer. */
  id: string
  /** The comment that is answered. */
  answersId: string
  staffMember: { id: string; name: string }
  body: string
  /** The point of the post beside which it stands too; null: none. */
  clarifies?: string | null
}

/**
 * Answers a comment in the name of a person of the staff; it is on its page when this returns, and the author of the
 * comment hears of it. gone: the comment or its post is not public any more.
 */
export async function answerComment(
  db: Database,
  { id, answersId, staffMember, body, clarifies = null }: StaffAnswer,
  now: Date,
): Promise<'done' | 'gone'> {
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
      clarifies,
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
    return announcePages(tx, pagesOf([slug], []), now)
  })
  if (!change) return 'gone'
  await getShared().pages.refresh(change)
  return 'done'
}
