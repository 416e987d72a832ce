import type { Database } from '#db/client.ts'
import { changeOpen, insertUpdate } from '#db/writes/posts/posts.ts'
import { mailUpdate } from '#lib/flows/notices/mail-update.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import type { incidentPhases } from '#lib/rules/posts/post.ts'
import { later } from '#lib/rules/time/time.ts'

export type WrittenUpdate = {
  /** Chosen by the form, so that a form sent twice is one update. */
  id: string
  postId: string
  staffId: string
  phase: Exclude<(typeof incidentPhases)[number], 'resolved'>
  text: string
  /** null: no promise. */
  nextUpdateMinutes: number | null
  /** Customers of its servers get it by mail. */
  isMailed: boolean
}

/**
 * Adds to the timeline of an open incident, promises the next update, and mails it if wanted, once for each update.
 * Returns false when it is over or not public.
 */
export function writeUpdate(db: Database, update: WrittenUpdate, now: Date): Promise<boolean> {
  const { id, postId, staffId, phase, text, nextUpdateMinutes, isMailed } = update
  const act = { postId, staffId, action: 'write-update' as const, facts: { updateId: id, phase, isMailed } }
  return changePost(db, act, now, async tx => {
    const nextUpdateAt = nextUpdateMinutes === null ? null : later(now, nextUpdateMinutes * 60)
    const shown = await changeOpen(tx, postId, { phase, nextUpdateAt }, now)
    if (!shown) return null
    const isNew = await insertUpdate(tx, { id, postId, staffId, phase, body: text, createdAt: now })
    if (isNew && isMailed) await mailUpdate(tx, postId, text, now)
    return shown
  })
}
