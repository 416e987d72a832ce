import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { completeMaintenance } from '#db/writes/maintenance/maintenance.ts'
import { lockOpenMaintenance, type OpenRow } from '#db/writes/maintenance/times.ts'
import { insertUpdate, type Shown } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { bodyColumns, saidByUs } from '#lib/flows/posts/said-words.ts'
import { isRunning } from '#lib/rules/maintenance/maintenance.ts'
import { maintenanceDone } from '#lib/words/drafts.ts'

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
    return completeOpen(tx, open, staffId, now)
  })
}

/** Says on the page of maintenance that its caller has locked that it is done. Returns where it shows. */
export async function completeOpen(
  tx: Transaction,
  open: OpenRow,
  staffId: string,
  now: Date,
): Promise<Shown> {
  const update = { id: newId(), postId: open.postId ?? '', staffId, phase: 'completed' as const }
  await insertUpdate(tx, { ...update, ...bodyColumns(saidByUs(maintenanceDone)), createdAt: now })
  return completeMaintenance(tx, open, now)
}
