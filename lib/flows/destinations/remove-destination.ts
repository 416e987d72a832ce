import { type Database, getDatabase } from '#db/client.ts'
import { deleteDestination } from '#db/writes/destinations/destinations.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'

/** Ends a way to reach a subscriber. gone: it is not there, or is another's. */
export async function removeDestination(
  subscriberId: string,
  destinationId: string,
  db: Database = getDatabase(),
): Promise<'done' | 'gone'> {
  const isDone = await db.transaction(tx => deleteDestination(tx, subscriberId, destinationId))
  return isDone ? 'done' : 'gone'
}

/** The same for one of the staff. */
export function removeStaffDestination(
  db: Database,
  staffId: string,
  destinationId: string,
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    if (!(await deleteDestination(tx, staffId, destinationId))) return 'gone'
    const subject = `destination ${destinationId}`
    await writeAudit(tx, { at: now, staffId, action: 'remove-own-destination', subject })
    return 'done'
  })
}
