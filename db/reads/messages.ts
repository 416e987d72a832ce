import { and, eq, gt } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { messages } from '#db/schema.ts'

/** Whether a source has sent this message after that moment already. */
export async function isMessageKnown(db: Database, sourceId: string, messageId: string, after: Date) {
  const isThis = and(eq(messages.sourceId, sourceId), eq(messages.messageId, messageId))
  return (await db.$count(messages, and(isThis, gt(messages.receivedAt, after)))) > 0
}
