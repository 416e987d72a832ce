import type { Database } from '#db/client.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import { changeRecurrence, lockRecurrence, lockWindows } from '#db/writes/maintenance/recurrences.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { announceShown } from '#lib/flows/posts/announce-shown.ts'
import { getShared } from '#lib/shared.ts'
import { makeWindows, windowsOf } from './make-windows.ts'
import { type RecurrencePlan, recurrenceRow } from './plan-recurrence.ts'
import { replanWindows } from './replan-windows.ts'

export type RecurrenceChange = Omit<RecurrencePlan, 'id'> & {
  recurrenceId: string
  /** What the person had seen. */
  version: number
  /** Who was told of a window that changes hears of it, once. */
  isTold: boolean
}

/**
 * Changes maintenance that comes again, and its windows that have not begun with it. never: no window is to come, and nothing
 * was changed; changed-meanwhile: a colleague has changed or stopped it.
 */
export async function editRecurrence(
  db: Database,
  { recurrenceId: id, version, isTold, ...plan }: RecurrenceChange,
  now: Date,
): Promise<'done' | 'never' | 'changed-meanwhile'> {
  const { staffId } = plan
  const change = await db.transaction(async tx => {
    await lockDecider(tx)
    const before = await lockRecurrence(tx, id)
    if (before?.version !== version) return 'changed-meanwhile'
    const row = recurrenceRow({ ...plan, id }, before.createdAt)
    const after = { ...row, version: version + 1, stoppedAt: null }
    const known = await lockWindows(tx, after)
    if (windowsOf(after, known.serverIds, now).length === 0) return 'never'
    await changeRecurrence(tx, after)
    const shown = await replanWindows(tx, { before, after, staffId, isTold }, now)
    const made = await makeWindows(tx, after, now)
    const { title, rule, fromClock, toClock, serverIds } = after
    const facts = { title, rule, fromClock, toClock, serverIds, isMailed: plan.isMailed, isTold }
    const subject = `recurrence ${id}`
    await writeAudit(tx, { at: now, staffId, action: 'change-recurrence', subject, facts })
    return announceShown(tx, [...shown, ...made], now)
  })
  if (typeof change === 'string') return change
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(change)
  return 'done'
}
