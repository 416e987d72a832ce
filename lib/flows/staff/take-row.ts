import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { forgetTakenRows, insertTakenRow } from '#db/writes/staff/taken-rows.ts'
import { later } from '#lib/rules/time/time.ts'
import { deskPage, getShared } from '#lib/shared.ts'

/** What waits longer than this is nobody's any more. */
const keptDays = 30

export type RowToTake = { key: string; staffId: string }

/**
 * Says to the colleagues that a person is on something that waits at the desk. Customers hear nothing.
 * changed-meanwhile: a colleague has it already.
 */
export async function takeRow(
  db: Database,
  { key, staffId }: RowToTake,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const change = await db.transaction(async tx => {
    await forgetTakenRows(tx, later(now, -keptDays * 86_400))
    if (!(await insertTakenRow(tx, { key, staffId, takenAt: now }))) return null
    await writeAudit(tx, { at: now, staffId, action: 'take-row', subject: key })
    return announcePages(tx, [deskPage], now)
  })
  if (!change) return 'changed-meanwhile'
  await getShared().pages.refresh(change)
  return 'done'
}
