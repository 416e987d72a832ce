import { type Database, getDatabase } from '#db/client.ts'
import { deleteDestination } from '#db/writes/destinations/destinations.ts'

/** Ends a way to reach a subscriber. gone: it is not there, or is another's. */
export async function removeDestination(
  subscriberId: string,
  destinationId: string,
  db: Database = getDatabase(),
): Promise<'done' | 'gone'> {
  const isDone = await db.transaction(tx => deleteDestination(tx, subscriberId, destinationId))
  return isDone ? 'done' : 'gone'
}
