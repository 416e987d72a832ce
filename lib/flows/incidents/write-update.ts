import type { Database } from '#db/client.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { rememberBefore } from '#db/writes/incidents/written.ts'
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
  nextUpdateAt: Date | null
  /** Customers of its servers are told. */
  isMailed: boolean
  /** … but only those who have heard of the incident before. Left out: all. */
  isForHeard?: boolean
}

/**
 * Adds to the timeline of an open incident, promises the next update, and tells it if wanted, once for each update and not
 * before staff can no longer take it back. over: it is over, or not public.
 */
export function writeUpdate(db: Database, update: WrittenUpdate, now: Date): Promise<'done' | 'over'> {
  const { id, postId, staffId, phase, text, nextUpdateAt, isMailed, isForHeard = false } = update
  const facts = { updateId: id, phase, isMailed, isForHeard }
  const act = { postId, staffId, action: 'write-update' as const, facts }
  return changePost<'over'>(db, act, now, async tx => {
    const before = await rememberBefore(tx, postId)
    const shown = await changeOpen(tx, postId, { phase, nextUpdateAt }, now)
    if (!shown) return 'over'
    const row = { id, postId, staffId, phase, body: text, createdAt: now, before }
    const isNew = await insertUpdate(tx, row)
    const waitsUntil = later(now, (await readPolicy(tx)).takeBackSeconds)
    if (isNew && isMailed) await mailUpdate(tx, postId, text, now, { updateId: id, waitsUntil, isForHeard })
    return shown
  })
}
