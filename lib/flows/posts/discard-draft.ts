import type { Database } from '#db/client.ts'
import { dropDraft, lockAdvisory } from '#db/writes/posts/advisories.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { SeenAdvisory } from './withdraw-advisory.ts'

/**
 * Throws the draft of an advisory away: readers keep what they see, and what was never public is gone.
 * Returns false when a colleague changed it since, or there is no draft; of a withdrawn advisory the draft is all there is.
 */
export function discardDraft(
  db: Database,
  { postId, staffId, version }: SeenAdvisory,
  now: Date,
): Promise<boolean> {
  return db.transaction(async tx => {
    const post = await lockAdvisory(tx, postId)
    if (!post?.draft || post.version !== version) return false
    if (post.visibility !== 'published' && post.publishedAt) return false
    await dropDraft(tx, post)
    const facts = { title: post.draft.title }
    await writeAudit(tx, { at: now, staffId, action: 'discard-draft', subject: `post ${postId}`, facts })
    return true
  })
}
