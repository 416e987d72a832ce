import { type Database, getDatabase } from '#db/client.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { addDestinationRow } from '#db/writes/destinations/destinations.ts'
import { lockSubscriberById } from '#db/writes/subscribers/subscribers.ts'
import type { Channels } from '#lib/channels/channel.ts'
import { newWebhookSecret } from '#lib/channels/webhook/send.ts'
import { loadChannels } from '#lib/flows/sending/load-channels.ts'
import type { DestinationAsked } from '#lib/rules/destinations/destination-form.ts'
import { mostDestinations } from '#lib/rules/destinations/verification.ts'
import { beginTestMessage, mayTryNow, sendTestMessage, type Tried } from './send-test-message.ts'

/**
 * closed: the address gets no notices. channel: this installation does not have it. many: they have as many as
 * anybody may. known: they have it already. often: too many messages were asked for today, by them or to this
 * address.
 */
export type NotAdded = 'closed' | 'channel' | 'many' | 'known' | 'often'

/** Adds a way to reach a subscriber, and tries it at once. failed: it is kept, to be tried again. */
export async function addDestination(
  subscriberId: string,
  asked: DestinationAsked,
  now: Date,
  db: Database = getDatabase(),
  given?: Channels,
): Promise<Tried | NotAdded> {
  const channels = given ?? (await loadChannels(db))
  const { channel, address, label } = asked
  if (!channels[channel]) return 'channel'
  const added = await db.transaction(async tx => {
    const subscriber = await lockSubscriberById(tx, subscriberId)
    if (subscriber?.state !== 'confirmed') return 'closed'
    if ((await readDestinations(subscriberId, tx)).length >= mostDestinations) return 'many'
    if (!(await mayTryNow(tx, { subscriberId, channel, address }, now))) return 'often'
    const row = {
      subscriberId,
      channel,
      address,
      label,
      config: asked.config ?? { secret: newWebhookSecret() },
    }
    const destination = await addDestinationRow(tx, row, now)
    if (!destination) return 'known'
    return { destination, code: await beginTestMessage(tx, destination, now) }
  })
  if (typeof added === 'string') return added
  return sendTestMessage(db, added.destination, added.code, channels, now)
}
