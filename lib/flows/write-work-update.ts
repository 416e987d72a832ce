import type { Database } from '#db/client.ts'
import { insertUpdate } from '#db/writes/posts.ts'
import { holdOpenWork, touchWork } from '#db/writes/work.ts'
import { isRunning } from '#lib/rules/maintenance.ts'
import { later } from '#lib/rules/time.ts'
import { changePost } from './change-post.ts'
import { mailUpdate } from './mail-update.ts'
import type { WrittenUpdate } from './write-update.ts'

/** Adds to the timeline of work that is not over, and mails it if wanted. Returns false when it is over. */
export function writeWorkUpdate(
  db: Database,
  update: Omit<WrittenUpdate, 'phase'>,
  now: Date,
): Promise<boolean> {
  const { id, postId, personId, text, nextUpdateMinutes, isMailed } = update
  const act = { postId, personId, action: 'write-update' as const, facts: { updateId: id, isMailed } }
  return changePost(db, act, now, async tx => {
    const work = await holdOpenWork(tx, postId, now)
    if (!work) return null
    const phase = isRunning(work, now) ? ('in_progress' as const) : ('scheduled' as const)
    const isNew = await insertUpdate(tx, { id, postId, personId, phase, body: text, createdAt: now })
    if (isNew && isMailed) await mailUpdate(tx, postId, text, now)
    const nextUpdateAt = nextUpdateMinutes === null ? null : later(now, nextUpdateMinutes * 60)
    return touchWork(tx, postId, work, nextUpdateAt, now)
  })
}
