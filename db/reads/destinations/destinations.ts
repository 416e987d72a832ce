import { and, asc, count, eq, gt, sql } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { type Destination, standIn, unsealDestination } from '#db/keys/destination.ts'
import { destinations, subscribers, testMessages } from '#db/schema/subscriber.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import type { TestMessageCounts } from '#lib/rules/destinations/verification.ts'

/**
 * Whether a subscriber gets notices by mail: unless he switched it off and another way is active, for nobody may end up
 * with none. For queries that read subscribers.
 */
export const isByMail = sql<boolean>`(${subscribers.mailOffAt} is null or not exists (
  select 1 from ${destinations}
  where ${destinations.subscriberId} = ${subscribers.id} and ${destinations.state} = 'active'))`

/** All ways of a subscriber besides mail, in the order in which they were added. */
export async function readDestinations(
  subscriberId: string,
  db: Database | Transaction = getDatabase(),
): Promise<Destination[]> {
  const rows = await db
    .select()
    .from(destinations)
    .where(eq(destinations.subscriberId, subscriberId))
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

/** The destination with this id, if it is this subscriber's. */
export async function readDestination(
  db: Database | Transaction,
  subscriberId: string,
  destinationId: string,
): Promise<Destination | undefined> {
  const [row] = await db
    .select()
    .from(destinations)
    .where(and(eq(destinations.id, destinationId), eq(destinations.subscriberId, subscriberId)))
  return row && unsealDestination(row)
}

/** How often somebody had a message sent since then: this subscriber, to this address, and by SMS at all. */
export async function countTestMessages(
  tx: Transaction,
  of: { subscriberId: string; channel: ChannelName; address: string },
  after: Date,
): Promise<TestMessageCounts> {
  const { subscriberId, channel } = of
  const address = standIn(channel, of.address)
  const [row] = await tx
    .select({
      bySubscriber: count(sql`case when ${testMessages.subscriberId} = ${subscriberId} then 1 end`),
      toAddress: count(
        sql`case when ${testMessages.channel} = ${channel} and ${testMessages.address} = ${address} then 1 end`,
      ),
      bySms: count(sql`case when ${testMessages.channel} = 'sms' then 1 end`),
    })
    .from(testMessages)
    .where(gt(testMessages.createdAt, after))
  return row ?? { bySubscriber: 0, toAddress: 0, bySms: 0 }
}
