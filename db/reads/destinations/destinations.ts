import { and, asc, count, eq, gt, isNotNull, or, sql } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { isByMail } from '#db/conditions/by-mail.ts'
import { type Destination, standIn, unsealDestination } from '#db/keys/destination.ts'
import { destinations, subscribers, testMessages } from '#db/schema/subscriber.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import type { TestMessageCounts } from '#lib/rules/destinations/verification.ts'
import type { Language } from '#lib/rules/languages/language.ts'

const isOwnedBy = (ownerId: string) =>
  or(eq(destinations.subscriberId, ownerId), eq(destinations.staffId, ownerId))

/** All ways of a subscriber, or of one of the staff, besides mail, in the order in which they were added. */
export async function readDestinations(
  ownerId: string,
  db: Database | Transaction = getDatabase(),
): Promise<Destination[]> {
  const rows = await db
    .select()
    .from(destinations)
    .where(isOwnedBy(ownerId))
    .orderBy(asc(destinations.createdAt), asc(destinations.id))
  return rows.map(unsealDestination)
}

/** The same with whether mail is switched off, as the subscriber sees it. */
export async function readWays(
  subscriberId: string,
  db: Database = getDatabase(),
): Promise<{ destinations: Destination[]; hasOther: boolean; isMailOff: boolean }> {
  const all = await readDestinations(subscriberId, db)
  const hasOther = all.some(each => each.state === 'active')
  const byMail = await db.$count(subscribers, and(eq(subscribers.id, subscriberId), isByMail))
  return { destinations: all, hasOther, isMailOff: byMail === 0 }
}

/** The destination with this id, if it is this owner's. */
export async function readDestination(
  db: Database | Transaction,
  ownerId: string,
  destinationId: string,
): Promise<Destination | undefined> {
  const [row] = await db
    .select()
    .from(destinations)
    .where(and(eq(destinations.id, destinationId), isOwnedBy(ownerId)))
  return row && unsealDestination(row)
}

/** The language that a subscriber with this active destination has chosen; null: none, or there is none. */
export async function readLanguageAt(
  db: Database,
  channel: ChannelName,
  address: string,
): Promise<Language | null> {
  const isThere = and(
    eq(destinations.channel, channel),
    eq(destinations.address, standIn(channel, address)),
    eq(destinations.state, 'active'),
    isNotNull(subscribers.language),
  )
  const [row] = await db
    .select({ language: subscribers.language })
    .from(destinations)
    .innerJoin(subscribers, eq(subscribers.id, destinations.subscriberId))
    .where(isThere)
    .orderBy(asc(destinations.createdAt))
    .limit(1)
  return row?.language ?? null
}

/** How often somebody had a message sent since then: this owner, to this address, and by this channel at all. */
export async function countTestMessages(
  tx: Transaction,
  of: { ownerId: string; channel: ChannelName; address: string },
  after: Date,
): Promise<TestMessageCounts> {
  const { ownerId, channel } = of
  const address = standIn(channel, of.address)
  const [row] = await tx
    .select({
      bySubscriber: count(sql`case when ${testMessages.subscriberId} = ${ownerId} then 1 end`),
      toAddress: count(
        sql`case when ${testMessages.channel} = ${channel} and ${testMessages.address} = ${address} then 1 end`,
      ),
      byChannel: count(sql`case when ${testMessages.channel} = ${channel} then 1 end`),
    })
    .from(testMessages)
    .where(gt(testMessages.createdAt, after))
  return row ?? { bySubscriber: 0, toAddress: 0, byChannel: 0 }
}
