import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { endMaintenance, lockOpenMaintenance } from '#db/writes/maintenance/maintenance.ts'
import { insertUpdate } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { isRunning } from '#lib/rules/maintenance/maintenance.ts'

export type MaintenanceEnd = {
  postId: string
  staffId: string
  /** complete: it ran. cancel: it has not begun and will not. */
  how: 'complete' | 'cancel'
}

/**
 * Completes running work, or cancels what has not begun; who was told of it hears so. Returns false when it is over, or
 * began meanwhile, or has not begun.
 */
export function endMaintenanceNow(
  db: Database,
  { postId, staffId, how }: MaintenanceEnd,
  now: Date,
): Promise<boolean> {
  const action = how === 'complete' ? ('complete-work' as const) : ('cancel-work' as const)
  return changePost(db, { postId, staffId, action }, now, async tx => {
    const maintenance = await lockOpenMaintenance(tx, postId, now)
    if (!maintenance || isRunning(maintenance, now) !== (how === 'complete')) return null
    // What never took place is not done.
    const said =
      how === 'complete'
        ? { phase: 'completed' as const, body: 'The work is done.' }
        : { phase: null, body: 'This work does not take place.' }
    await insertUpdate(tx, { id: newId(), postId, staffId, ...said, createdAt: now })
    return endMaintenance(tx, postId, maintenance, now)
  })
}
