import { type Database, getDatabase } from '#db/client.ts'
import { deleteDestination } from '#db/writes/destinations/destinations.ts'

/** Ends a way to reach a subscriber. Returns false when it was not there, or is another's. */
export function removeDestination(
  subscriberId: string,
  destinationId: string,
  db: Database = getDatabase(),
): Promise<boolean> {
  return db.transaction(tx => deleteDestination(tx, subscriberId, destinationId))
}
