import type { Database } from '#db/client.ts'
import { changeTimes, lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { hasOwnSlots, type MaintenanceSlot, spanOf } from '#lib/rules/maintenance/maintenance.ts'
import { announcedAt } from '#lib/rules/maintenance/recurrence.ts'
import { movedSlots } from '#lib/rules/maintenance/slots.ts'

export type Move = {
  postId: string
  staffId: string
  /** What of its times the person has seen. */
  version: number
  startsAt: Date
  /** Counts where all its servers have the same time; turns keep their lengths. */
  endsAt: Date
  /** On whose clocks turns move. */
  zone: string
  isMailed: boolean
}

/**
 * Gives what has not begun another time; who was told of the old one hears of it once. past: the new end is; changed-meanwhile: it
 * has begun, is over, or a colleague has moved it.
 */
export function moveMaintenance(
  db: Database,
  { postId, staffId, version, zone, isMailed, ...times }: Move,
  now: Date,
): Promise<'done' | 'past' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'move-maintenance' as const, facts: { ...times, isMailed } }
  return changePost<'past' | 'changed-meanwhile'>(db, act, now, async tx => {
    const open = await lockOpenMaintenance(tx, postId, now)
    if (!open || open.startsAt <= now || open.version !== version) return 'changed-meanwhile'
    const slots: MaintenanceSlot[] = hasOwnSlots(open)
      ? movedSlots(open.slots, open.startsAt, times.startsAt, zone)
      : open.slots.map(slot => ({ ...slot, ...times }))
    const { startsAt, endsAt } = spanOf(slots)
    if (endsAt <= now) return 'past'
    const announceAt = open.announceAt && open.announceAt > now ? announcedAt(startsAt) : open.announceAt
    return changeTimes(tx, open, { slots, firstEndsAt: null, announceAt, isSilent: !isMailed }, now)
  })
}
