import type { Database } from '#db/client.ts'
import { lockAdvisory } from '#db/writes/posts/advisories.ts'
import { setPublication } from '#db/writes/posts/ahead.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { PublishPlan } from '#lib/rules/posts/advisory.ts'
import { kindToTell } from './publish-advisory.ts'
import type { SeenAdvisory } from './withdraw-advisory.ts'

/**
 * Sets the time at which the draft of an advisory is published by itself, as it is then. Readers see nothing of it before.
 * words-missing: who was warned before needs to hear what has changed. past: that time is over.
 */
export function planPublication(
  db: Database,
  { postId, version, at, plan }: Omit<SeenAdvisory, 'staffId'> & { at: Date; plan: PublishPlan },
  now: Date,
): Promise<'done' | 'words-missing' | 'past' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    if (at <= now) return 'past'
    const post = await lockAdvisory(tx, postId)
    if (!post?.draft || post.version !== version) return 'changed-meanwhile'
    if ((await kindToTell(tx, post, plan.isTold)) === 'update' && !plan.change) return 'words-missing'
    await setPublication(tx, post, { at, plan })
    const facts = { at: at.toISOString(), isTold: plan.isTold }
    const subject = `post ${postId}`
    await writeAudit(tx, { at: now, staffId: plan.staffId, action: 'plan-publication', subject, facts })
    return 'done'
  })
}

/** Takes the time back: the draft waits for a person. changed-meanwhile: a colleague changed it since, or it is public. */
export function dropPublication(
  db: Database,
  { postId, staffId, version }: SeenAdvisory,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return db.transaction(async tx => {
    const post = await lockAdvisory(tx, postId)
    if (!post?.publishAt || post.version !== version) return 'changed-meanwhile'
    await setPublication(tx, post, null)
    await writeAudit(tx, { at: now, staffId, action: 'drop-publication', subject: `post ${postId}` })
    return 'done'
  })
}
