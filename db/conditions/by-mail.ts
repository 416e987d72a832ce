import { sql } from 'drizzle-orm'
import { destinations, subscribers } from '#db/schema/subscriber.ts'

/**
 * Whether a subscriber gets notices by mail: unless they switched it off and another way is active, because nobody
 * may end up with none. For queries that read subscribers.
 */
export const isByMail = sql<boolean>`(${subscribers.mailOffAt} is null or not exists (
  select 1 from ${destinations}
  where ${destinations.subscriberId} = ${subscribers.id} and ${destinations.state} = 'active'))`
