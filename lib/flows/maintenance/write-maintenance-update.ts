import type { Database } from '#db/client.ts'
import { isUpdateWritten } from '#db/reads/incidents/update-facts.ts'
import { touchMaintenance } from '#db/writes/maintenance/maintenance.ts'
import { lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { insertUpdate } from '#db/writes/posts/posts.ts'
import type { WrittenUpdate } from '#lib/flows/incidents/write-update.ts'
import { mailUpdate } from '#lib/flows/notices/mail-update.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { bodyColumns, saidText } from '#lib/flows/posts/said-words.ts'
import { maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { later } from '#lib/rules/time/time.ts'

export type MaintenanceUpdate = Omit<WrittenUpdate, 'phase' | 'nextUpdateAt' | 'isForHeard'> & {
  /** null: no promise. */
  nextUpdateMinutes: number | null
}

/** Adds to the timeline of maintenance that is not over, and mails it if wanted. over: it is over. */
export async function writeMaintenanceUpdate(
  db: Database,
  update: MaintenanceUpdate,
  now: Date,
): Promise<'done' | 'over'> {
  const { id, postId, staffId, text, nextUpdateMinutes, isMailed } = update
  const act = { postId, staffId, action: 'write-update' as const, facts: { updateId: id, isMailed } }
  const outcome = await changePost<'over' | 'there-already'>(db, act, now, async tx => {
    const maintenance = await lockOpenMaintenance(tx, postId, now)
    if (!maintenance) return 'over'
    if (await isUpdateWritten(tx, id)) return 'there-already'
    const phase = maintenancePhase(maintenance, now)
    await insertUpdate(tx, {
      id,
      postId,
      staffId,
      phase,
      ...bodyColumns(saidText(text, update)),
      createdAt: now,
    })
    if (isMailed) await mailUpdate(tx, postId, text, now)
    const nextUpdateAt = nextUpdateMinutes === null ? null : later(now, nextUpdateMinutes * 60)
    return touchMaintenance(tx, maintenance, nextUpdateAt, now)
  })
  return outcome === 'there-already' ? 'done' : outcome
}
