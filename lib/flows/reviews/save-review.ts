import type { Database } from '#db/client.ts'
import { changeReview, lockReview } from '#db/writes/reviews/reviews.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'

export type WrittenReview = {
  postId: string
  staffId: string
  /** What the person had seen; 0: there was none. */
  version: number
  text: string
}

/**
 * Keeps what staff wrote of a review as its draft; readers see nothing of it until it is published. changed-meanwhile: a
 * colleague changed it since, and nothing was saved. gone: the incident is not over, or not public.
 */
export function saveReview(
  db: Database,
  { postId, staffId, version, text }: WrittenReview,
  now: Date,
): Promise<'done' | 'changed-meanwhile' | 'gone'> {
  return db.transaction(async tx => {
    const held = await lockReview(tx, postId)
    if (!held) return 'gone'
    if (held.review?.draft === text) return 'done'
    if ((held.review?.version ?? 0) !== version) return 'changed-meanwhile'
    await changeReview(tx, held, { draft: text, isWaived: false }, now)
    await writeAudit(tx, { at: now, staffId, action: 'save-review', subject: `post ${postId}` })
    return 'done'
  })
}
