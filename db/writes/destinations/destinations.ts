import { and, eq, inArray, lt, lte, or, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import {
  type Destination,
  type DestinationOwner,
  ownerOf,
  sealDestination,
  standIn,
  unsealDestination,
} from '#db/keys/destination.ts'
import { destinations, subscribers, testMessages } from '#db/schema/subscriber.ts'

export type NewDestination = DestinationOwner & Pick<Destination, 'channel' | 'address' | 'config' | 'label'>

/** A new pending destination, or undefined: the owner has one with this address. */
export async function addDestinationRow(
  tx: Transaction,
  values: NewDestination,
  now: Date,
): Promise<Destination | undefined> {
  const id = newId()
  const sealed = sealDestination(id, values.channel, values)
  const [row] = await tx
    .insert(destinations)
    .values({ ...values, ...sealed, id, createdAt: now })
    .onConflictDoNothing()
    .returning()
  return row && unsealDestination(row)
}

/** The destination for this transaction alone until it ends. */
export async function lockDestination(tx: Transaction, id: string): Promise<Destination | undefined> {
  const [row] = await tx.select().from(destinations).where(eq(destinations.id, id)).for('update')
  return row && unsealDestination(row)
}

export type DestinationChange = Partial<
  Omit<typeof destinations.$inferInsert, 'id' | 'subscriberId' | 'staffId' | 'channel' | 'address' | 'config'>
>

/** Changes a destination; one that is gone is left alone. */
export async function changeDestination(
  tx: Transaction,
  id: string,
  change: DestinationChange,
): Promise<void> {
  await tx.update(destinations).set(change).where(eq(destinations.id, id))
}

/** Makes a destination active, whatever it was. */
export async function activate(tx: Transaction, id: string, now: Date): Promise<void> {
  await changeDestination(tx, id, {
    state: 'active',
    verifiedAt: now,
    quarantinedAt: null,
    failedAt: [],
    error: null,
    codeHash: null,
    codeExpiresAt: null,
    codeTries: 0,
  })
}

/** Returns whether this owner had it. */
export async function deleteDestination(tx: Transaction, ownerId: string, id: string): Promise<boolean> {
  const { subscriberId, staffId } = destinations
  const gone = await tx
    .delete(destinations)
    .where(and(eq(destinations.id, id), or(eq(subscriberId, ownerId), eq(staffId, ownerId))))
    .returning({ id: destinations.id })
  return gone.length > 0
}

/** Deletes what was quarantined up to the one moment and what is pending since before the other. Returns the rows. */
export async function deleteStale(
  tx: Transaction,
  quarantinedUpTo: Date,
  pendingBefore: Date,
): Promise<Destination[]> {
  const gone = await tx
    .delete(destinations)
    .where(
      or(
        and(eq(destinations.state, 'quarantined'), lte(destinations.quarantinedAt, quarantinedUpTo)),
        and(eq(destinations.state, 'pending'), lt(destinations.createdAt, pendingBefore)),
      ),
    )
    .returning()
  return gone.map(unsealDestination)
}

/** Deletes what belongs to who has unsubscribed. Returns how many that were. */
export async function deleteLeft(tx: Transaction): Promise<number> {
  const left = tx
    .select({ id: subscribers.id })
    .from(subscribers)
    .where(eq(subscribers.state, 'unsubscribed'))
  const gone = await tx.delete(destinations).where(inArray(destinations.subscriberId, left)).returning()
  return gone.length
}

/** "tria" as a number: the key of the advisory lock of test messages. */
const testMessagesKey = 0x74_72_69_61

/** Test messages are counted and added by one at a time, until this transaction ends. */
export async function lockTestMessages(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${testMessagesKey})`)
}

/** Counts a test message: by its owner, and by where it goes. */
export async function addTestMessage(
  tx: Transaction,
  destination: Pick<Destination, 'subscriberId' | 'staffId' | 'channel' | 'address'>,
  now: Date,
): Promise<void> {
  const { channel, address } = destination
  await tx.insert(testMessages).values({
    subscriberId: ownerOf(destination),
    channel,
    address: standIn(channel, address),
    createdAt: now,
  })
}

/** Forgets test messages that count no more. */
export async function deleteTestMessages(tx: Transaction, upTo: Date): Promise<void> {
  await tx.delete(testMessages).where(lte(testMessages.createdAt, upTo))
}

/** mailOffAt null: notices go by mail again. */
export async function setMailOff(
  tx: Transaction,
  subscriberId: string,
  mailOffAt: Date | null,
): Promise<void> {
  await tx.update(subscribers).set({ mailOffAt }).where(eq(subscribers.id, subscriberId))
}
