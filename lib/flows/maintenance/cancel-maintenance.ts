import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { cancelMaintenance } from '#db/writes/maintenance/maintenance.ts'
import { lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { insertUpdate } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { bodyColumns, saidText } from '#lib/flows/posts/said-words.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'

export type Cancellation = SpokenWords & {
  postId: string
  staffId: string
  /** Why, as customers read it. */
  reason: string
}

/**
 * Cancels what has not begun; who was told of it hears so, with the reason. changed-meanwhile: it has begun, or is over or
 * cancelled already.
 */
export function cancelPlanned(
  db: Database,
  { postId, staffId, reason, ...spoken }: Cancellation,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'cancel-maintenance' as const, facts: { reason } }
  return changePost<'changed-meanwhile'>(db, act, now, async tx => {
    const open = await lockOpenMaintenance(tx, postId, now)
    if (!open || open.startsAt <= now) return 'changed-meanwhile'
    const said = bodyColumns(saidText(reason, spoken))
    const update = { id: newId(), postId, staffId, phase: 'cancelled' as const, ...said }
    await insertUpdate(tx, { ...update, createdAt: now })
    return cancelMaintenance(tx, open, reason, now)
  })
}
