import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { completeMaintenance } from '#db/writes/maintenance/maintenance.ts'
import { lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { insertUpdate } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { isRunning } from '#lib/rules/maintenance/maintenance.ts'

export type MaintenanceCompletion = { postId: string; staffId: string }

/** Says that running maintenance is done; who was told of it hears so. changed-meanwhile: it does not run. */
export function completeNow(
  db: Database,
  { postId, staffId }: MaintenanceCompletion,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'complete-maintenance' as const }
  return changePost<'changed-meanwhile'>(db, act, now, async tx => {
    const open = await lockOpenMaintenance(tx, postId, now)
    if (!open || !isRunning(open, now)) return 'changed-meanwhile'
    const update = { id: newId(), postId, staffId, phase: 'completed' as const, body: 'It is done.' }
    await insertUpdate(tx, { ...update, createdAt: now })
    return completeMaintenance(tx, open, now)
  })
}
