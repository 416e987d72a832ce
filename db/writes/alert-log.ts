import { and, eq, isNull, lt, lte, or } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { alertLog, messages, sources } from '#db/schema.ts'

export type LogLine = typeof alertLog.$inferInsert

/** Appends lines in one statement. Returns their sequences, in the same order. */
export async function appendToLog(tx: Database | Transaction, lines: readonly LogLine[]): Promise<number[]> {
  if (lines.length === 0) return []
  const rows = await tx
    .insert(alertLog)
    .values([...lines])
    .returning({ sequence: alertLog.sequence })
  return rows.map(row => row.sequence)
}

/**
 * Takes note of a message. Returns false when the source has sent it after that moment already.
 * Two at once: one waits for the other's end.
 */
export async function claimMessage(
  tx: Transaction,
  { sourceId, messageId, now, after }: { sourceId: string; messageId: string; now: Date; after: Date },
): Promise<boolean> {
  const claimed = await tx
    .insert(messages)
    .values({ sourceId, messageId, receivedAt: now })
    .onConflictDoUpdate({
      target: [messages.sourceId, messages.messageId],
      set: { receivedAt: now },
      setWhere: lte(messages.receivedAt, after),
    })
    .returning({ messageId: messages.messageId })
  return claimed.length > 0
}

/** Remembers that a source was heard, unless it was after that moment already. */
export async function markSeen(db: Database, sourceId: string, now: Date, after: Date): Promise<void> {
  await db
    .update(sources)
    .set({ lastSeenAt: now })
    .where(and(eq(sources.id, sourceId), or(isNull(sources.lastSeenAt), lt(sources.lastSeenAt, after))))
}
