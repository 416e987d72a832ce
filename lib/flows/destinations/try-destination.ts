import { type Database, getDatabase } from '#db/client.ts'
import { type DestinationOwner, ownerOf } from '#db/keys/destination.ts'
import { readDestination } from '#db/reads/destinations/destinations.ts'
import type { Channels } from '#lib/channels/channel.ts'
import { loadChannels } from '#lib/flows/sending/load-channels.ts'
import { lockOwner } from './lock-owner.ts'
import { beginTestMessage, mayTryNow, sendTestMessage, type Tried } from './send-test-message.ts'

/**
 * Sends a test, or a new code while the destination is to be proven. One that was quarantined is active again when the
 * test arrives. gone: the subscriber has no such destination, or gets no notices. often: enough for today.
 */
export function tryDestination(
  subscriberId: string,
  destinationId: string,
  now: Date,
  db: Database = getDatabase(),
  given?: Channels,
): Promise<Tried | 'gone' | 'often'> {
  return tryFor({ subscriberId, staffId: null }, destinationId, now, db, given)
}

/** The same for one of the staff. */
export function tryStaffDestination(
  db: Database,
  staffId: string,
  destinationId: string,
  now: Date,
  given?: Channels,
): Promise<Tried | 'gone' | 'often'> {
  return tryFor({ subscriberId: null, staffId }, destinationId, now, db, given)
}

async function tryFor(
  owner: DestinationOwner,
  destinationId: string,
  now: Date,
  db: Database,
  given: Channels | undefined,
): Promise<Tried | 'gone' | 'often'> {
  const ownerId = ownerOf(owner)
  const begun = await db.transaction(async tx => {
    const mayHaveAny = await lockOwner(tx, owner)
    const destination = await readDestination(tx, ownerId, destinationId)
    if (!mayHaveAny || !destination) return 'gone'
    const { channel, address } = destination
    if (!(await mayTryNow(tx, { ownerId, channel, address }, now))) return 'often'
    return { destination, code: await beginTestMessage(tx, destination, now) }
  })
  if (typeof begun === 'string') return begun
  return sendTestMessage(db, begun.destination, begun.code, given ?? (await loadChannels(db)), now)
}
