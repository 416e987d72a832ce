import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { type Destination, type DestinationOwner, ownerOf } from '#db/keys/destination.ts'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { addDestinationRow } from '#db/writes/destinations/destinations.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { Channels } from '#lib/channels/channel.ts'
import { newWebhookSecret } from '#lib/channels/webhook/send.ts'
import { loadChannels } from '#lib/flows/sending/load-channels.ts'
import type { DestinationAsked } from '#lib/rules/destinations/destination-form.ts'
import { mostDestinations } from '#lib/rules/destinations/verification.ts'
import { lockOwner } from './lock-owner.ts'
import { beginTestMessage, mayTryNow, sendTestMessage, type Tried } from './send-test-message.ts'

/**
 * closed: the address gets no notices. channel: this installation does not have it. many: they have as many as
 * anybody may. known: they have it already. often: too many messages were asked for today, by them or to this
 * address.
 */
export type NotAdded = 'closed' | 'channel' | 'many' | 'known' | 'often'

/** Adds a way to reach a subscriber, and tries it at once. failed: it is kept, to be tried again. */
export function addDestination(
  subscriberId: string,
  asked: DestinationAsked,
  now: Date,
  db: Database = getDatabase(),
  given?: Channels,
): Promise<Tried | NotAdded> {
  return addFor({ subscriberId, staffId: null }, asked, now, db, given)
}

/** The same for one of the staff. closed: they are no longer. */
export function addStaffDestination(
  db: Database,
  staffId: string,
  asked: DestinationAsked,
  now: Date,
  given?: Channels,
): Promise<Tried | NotAdded> {
  return addFor({ subscriberId: null, staffId }, asked, now, db, given)
}

async function addFor(
  owner: DestinationOwner,
  { channel, address, label, config }: DestinationAsked,
  now: Date,
  db: Database,
  given: Channels | undefined,
): Promise<Tried | NotAdded> {
  const channels = given ?? (await loadChannels(db))
  if (!channels[channel]) return 'channel'
  const ownerId = ownerOf(owner)
  const added = await db.transaction(async tx => {
    if (!(await lockOwner(tx, owner))) return 'closed'
    if ((await readDestinations(ownerId, tx)).length >= mostDestinations) return 'many'
    if (!(await mayTryNow(tx, { ownerId, channel, address }, now))) return 'often'
    const way = { ...owner, channel, address, label, config: config ?? { secret: newWebhookSecret() } }
    const destination = await addDestinationRow(tx, way, now)
    if (!destination) return 'known'
    if (owner.staffId !== null) await noteAdded(tx, owner.staffId, destination, now)
    return { destination, code: await beginTestMessage(tx, destination, now) }
  })
  if (typeof added === 'string') return added
  return sendTestMessage(db, added.destination, added.code, channels, now)
}

function noteAdded(
  tx: Transaction,
  staffId: string,
  { id, channel }: Pick<Destination, 'id' | 'channel'>,
  at: Date,
): Promise<void> {
  const subject = `destination ${id}`
  return writeAudit(tx, { at, staffId, action: 'add-own-destination', subject, facts: { channel } })
}
