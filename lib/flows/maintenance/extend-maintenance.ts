import type { Database } from '#db/client.ts'
import { changeTimes, lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { extendedSlots } from '#lib/rules/maintenance/extension.ts'
import { isRunning } from '#lib/rules/maintenance/maintenance.ts'

export type Extension = {
  postId: string
  staffId: string
  /** What of its times the person has seen. */
  version: number
  minutes: number
  isMailed: boolean
}

/**
 * Lets running maintenance go on for longer; who was told of its end hears of the new one, and who waits for their turn too.
 * changed-meanwhile: it does not run, or a colleague has extended it.
 */
export function extendMaintenance(
  db: Database,
  { postId, staffId, version, minutes, isMailed }: Extension,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'extend-maintenance' as const, facts: { minutes, isMailed } }
  return changePost<'changed-meanwhile'>(db, act, now, async tx => {
    const open = await lockOpenMaintenance(tx, postId, now)
    if (!open || !isRunning(open, now) || open.version !== version) return 'changed-meanwhile'
    const slots = extendedSlots(open, minutes, now)
    const firstEndsAt = open.firstEndsAt ?? open.endsAt
    return changeTimes(
      tx,
      open,
      { slots, firstEndsAt, announceAt: open.announceAt, isSilent: !isMailed },
      now,
    )
  })
}
