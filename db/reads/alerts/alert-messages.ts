import { and, eq, gt, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alertMessages } from '#db/schema/alert.ts'

/** Those of these messages of a source that it has sent after that moment already. */
export async function readSeenMessages(
  tx: Transaction,
  sourceId: string,
  messageIds: readonly string[],
  after: Date,
): Promise<Set<string>> {
  if (messageIds.length === 0) return new Set()
  const rows = await tx
    .select({ messageId: alertMessages.messageId })
    .from(alertMessages)
    .where(
      and(
        eq(alertMessages.sourceId, sourceId),
        inArray(alertMessages.messageId, [...messageIds]),
        gt(alertMessages.receivedAt, after),
      ),
    )
  return new Set(rows.map(row => row.messageId))
}
