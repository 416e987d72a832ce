import type { Database } from '#db/client.ts'
import { uptimeMonths } from '#db/schema/uptime.ts'

/** Keeps months that are over; one that is kept already stays what it is. */
export async function insertMonths(
  db: Database,
  months: readonly (typeof uptimeMonths.$inferInsert)[],
): Promise<void> {
  if (months.length > 0)
    await db
      .insert(uptimeMonths)
      .values([...months])
      .onConflictDoNothing()
}
