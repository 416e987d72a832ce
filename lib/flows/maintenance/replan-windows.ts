import type { Transaction } from '#db/client.ts'
import { readPlannedWindows } from '#db/reads/maintenance/recurrences.ts'
import { lockWindows, type Recurrence } from '#db/writes/maintenance/recurrences.ts'
import { changeTimes, lockOpenMaintenance, type OpenRow } from '#db/writes/maintenance/times.ts'
import { addTurns, dropTurns } from '#db/writes/maintenance/turns.ts'
import { freeDays, silenceWindow, writeWindow } from '#db/writes/maintenance/windows.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { saidByUs } from '#lib/flows/posts/said-words.ts'
import { liveSlots, type MaintenanceSlot, spanOf } from '#lib/rules/maintenance/maintenance.ts'
import { announcedAt } from '#lib/rules/maintenance/recurrence.ts'
import { replan } from '#lib/rules/maintenance/replan.ts'
import { replanned } from '#lib/words/drafts.ts'
import { windowOf, windowsOf } from './make-windows.ts'
import { cancelWindow } from './stop-recurrence.ts'

type Replanning = {
  before: Recurrence
  after: Recurrence
  staffId: string
  /** Who was told of a window hears what changes of it. */
  isTold: boolean
}

/**
 * Gives the windows of a recurrence that have not begun the times, servers and words that it has now; what has no place in it
 * any more is cancelled. The caller has locked it. Returns where they show.
 */
export async function replanWindows(
  tx: Transaction,
  { before, after, staffId, isTold }: Replanning,
  now: Date,
): Promise<Shown[]> {
  const open = await lockPlanned(tx, after.id, now)
  const { days, serverIds } = await lockWindows(tx, after)
  const then = await lockWindows(tx, before)
  const own = new Map(open.map(window => [window.postId ?? '', window]))
  const movable = new Set(open.map(window => window.occursOn))
  const wanted = windowsOf(after, serverIds, now).filter(({ day }) => movable.has(day) || !days.has(day))
  const planned = open.map(window => {
    const day = window.occursOn ?? ''
    return {
      id: window.postId ?? '',
      day,
      slots: window.slots,
      byRule: windowOf(before, then.serverIds, day),
    }
  })
  const { kept, dropped } = replan(planned, wanted)
  const reason = saidByUs(replanned)
  const shown: Shown[] = []
  for (const postId of dropped) {
    if (!isTold) await silenceWindow(tx, own.get(postId)?.id ?? '', now)
    const cancelled = await cancelWindow(tx, postId, { staffId, reason }, now)
    if (cancelled) shown.push(cancelled)
  }
  await freeDays(tx, [...own.values()])
  for (const { id, day, slots } of kept) {
    const window = own.get(id)
    if (!window) continue
    await writeWindow(tx, window, { day, recurrence: after }, now)
    shown.push(await rearrange(tx, window, slots, { reason: reason.text, isSilent: !isTold }, now))
  }
  return shown
}

async function lockPlanned(tx: Transaction, recurrenceId: string, now: Date): Promise<OpenRow[]> {
  const windows: OpenRow[] = []
  for (const postId of await readPlannedWindows(tx, recurrenceId, now)) {
    const open = await lockOpenMaintenance(tx, postId, now)
    if (open) windows.push(open)
  }
  return windows
}

/** Gives a window these turns instead of its own. */
async function rearrange(
  tx: Transaction,
  window: OpenRow,
  slots: readonly MaintenanceSlot[],
  { reason, isSilent }: { reason: string; isSilent: boolean },
  now: Date,
): Promise<Shown> {
  const live = liveSlots(window.slots).map(slot => slot.serverId)
  const wanted = slots.map(slot => slot.serverId)
  const gone = live.filter(serverId => !wanted.includes(serverId))
  const added = wanted.filter(serverId => !live.includes(serverId))
  if (gone.length > 0) await dropTurns(tx, window, gone, { reason, isSilent }, now)
  const isAnnounced = !window.announceAt || window.announceAt <= now
  await addTurns(tx, { ...window, slots: [...slots] }, added, isSilent && isAnnounced, now)
  const announceAt = isAnnounced ? window.announceAt : announcedAt(spanOf(slots).startsAt)
  const shown = await changeTimes(tx, window, { slots, firstEndsAt: null, announceAt, isSilent }, now)
  return { ...shown, hostnames: [...new Set(shown.hostnames)] }
}
