import { lt } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { takenRows } from '#db/schema/staff.ts'

type Taking = { key: string; staffId: string; takenAt: Date }

/** Returns whether it was free. */
export async function insertTakenRow(tx: Transaction, taking: Taking): Promise<boolean> {
  const rows = await tx
    .insert(takenRows)
    .values(taking)
    .onConflictDoNothing({ target: takenRows.key })
    .returning({ key: takenRows.key })
  return rows.length > 0
}

/** Forgets who took what before then. */
export async function forgetTakenRows(tx: Transaction, before: Date): Promise<void> {
  await tx.delete(takenRows).where(lt(takenRows.takenAt, before))
}
