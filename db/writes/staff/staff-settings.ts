import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { staffSettings } from '#db/schema/reminder.ts'

type StaffChoice = Partial<Omit<typeof staffSettings.$inferInsert, 'staffId'>>

/** Keeps what one of the staff has chosen, and leaves the rest as it is. */
export async function saveStaffChoice(tx: Transaction, staffId: string, choice: StaffChoice): Promise<void> {
  await tx
    .insert(staffSettings)
    .values({ ...choice, staffId })
    .onConflictDoUpdate({ target: staffSettings.staffId, set: choice })
}

/** Gives staff their places on the ladder, the first first. */
export async function savePlaces(tx: Transaction, staffIds: readonly string[]): Promise<void> {
  await tx
    .insert(staffSettings)
    .values(staffIds.map((staffId, position) => ({ staffId, position })))
    .onConflictDoUpdate({ target: staffSettings.staffId, set: { position: sql`excluded.position` } })
}
