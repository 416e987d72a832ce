import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import { cancelMaintenance } from '#db/writes/maintenance/maintenance.ts'
import { stopRecurrence } from '#db/writes/maintenance/recurrences.ts'
import { lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { insertUpdate, type Shown } from '#db/writes/posts/posts.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { announceShown } from '#lib/flows/posts/announce-shown.ts'
import { bodyColumns, saidText } from '#lib/flows/posts/said-words.ts'
import type { SpokenWords, WrittenText } from '#lib/rules/languages/translation.ts'
import { getShared } from '#lib/shared.ts'

export type RecurrenceStop = SpokenWords & {
  recurrenceId: string
  staffId: string
  /** Why the windows that have not begun do not take place, as customers read it; null: they take place. */
  reason: string | null
}

/** Makes no more windows of a recurrence, and cancels those that are planned if wanted. changed-meanwhile: it is stopped already. */
export async function stopRepeating(
  db: Database,
  { recurrenceId, staffId, reason, ...spoken }: RecurrenceStop,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const change = await db.transaction(async tx => {
    await lockDecider(tx)
    const postIds = await stopRecurrence(tx, recurrenceId, now)
    if (!postIds) return 'changed-meanwhile'
    const shown: Shown[] = []
    if (reason !== null)
      for (const postId of postIds) {
        const cancelled = await cancelWindow(tx, postId, { staffId, reason: saidText(reason, spoken) }, now)
        if (cancelled) shown.push(cancelled)
      }
    const subject = `recurrence ${recurrenceId}`
    await writeAudit(tx, { at: now, staffId, action: 'stop-recurrence', subject, facts: { reason } })
    return announceShown(tx, shown, now)
  })
  if (change === 'changed-meanwhile') return change
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(change)
  return 'done'
}

/** Cancels one window that has not begun, with the reason on its page. Returns where it shows, or null when it is over. */
export async function cancelWindow(
  tx: Transaction,
  postId: string,
  { staffId, reason }: { staffId: string; reason: WrittenText },
  now: Date,
): Promise<Shown | null> {
  const open = await lockOpenMaintenance(tx, postId, now)
  if (!open) return null
  const update = { id: newId(), postId, staffId, phase: 'cancelled' as const, ...bodyColumns(reason) }
  await insertUpdate(tx, { ...update, createdAt: now })
  return cancelMaintenance(tx, open, reason.text, now)
}
