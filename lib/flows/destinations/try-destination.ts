import { type Database, getDatabase } from '#db/client.ts'
import { readDestination } from '#db/reads/destinations/destinations.ts'
import { lockSubscriberById } from '#db/writes/subscribers/subscribers.ts'
import type { Channels } from '#lib/channels/channel.ts'
import { loadChannels } from '#lib/flows/sending/load-channels.ts'
import { beginTestMessage, mayTryNow, sendTestMessage, type Tried } from './send-test-message.ts'

/**
 * Sends a test, or a new code while the destination is to be proven. One that was quarantined is active again when the
 * test arrives. gone: the subscriber has no such destination, or gets no notices. often: enough for today.
 */
export async function tryDestination(
  subscriberId: string,
  destinationId: string,
  now: Date,
  db: Database = getDatabase(),
  given?: Channels,
): Promise<Tried | 'gone' | 'often'> {
  const begun = await db.transaction(async tx => {
    const subscriber = await lockSubscriberById(tx, subscriberId)
    const destination = await readDestination(tx, subscriberId, destinationId)
    if (subscriber?.state !== 'confirmed' || !destination) return 'gone'
    if (!(await mayTryNow(tx, destination, now))) return 'often'
    return { destination, code: await beginTestMessage(tx, destination, now) }
  })
  if (typeof begun === 'string') return begun
  return sendTestMessage(db, begun.destination, begun.code, given ?? (await loadChannels(db)), now)
}
