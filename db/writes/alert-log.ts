import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alertLog, messages, sources } from '#db/schema.ts'

export type NewLine = typeof alertLog.$inferInsert

/** Appends lines to the alert log, in one statement. Returns their sequence numbers, in the same order. */
export async function appendLines(tx: Transaction, lines: readonly NewLine[]): Promise<number[]> {
  if (lines.length === 0) return []
  const rows = await tx
    .insert(alertLog)
    .values([...lines])
    .returning({ sequence: alertLog.sequence })
  return rows.map(row => row.sequence)
}

/** A sender repeats a message for this long at the most (Standard Webhooks retry for about three days). */
const rememberedMs = 4 * 86_400_000

/** Remembers a message by the sender's id. Returns false when it was seen within the last four days. */
export async function rememberMessage(
  tx: Transaction,
  sourceId: string,
  messageId: string,
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .insert(messages)
    .values({ sourceId, messageId, receivedAt: now })
    .onConflictDoUpdate({
      target: [messages.sourceId, messages.messageId],
      set: { receivedAt: now },
      setWhere: lt(messages.receivedAt, new Date(now.getTime() - rememberedMs)),
    })
    .returning({ messageId: messages.messageId })
  return rows.length > 0
}

/** Notes that a source was heard; at most once a minute, so that a busy source costs no write for each alert. */
export async function noteSeen(tx: Transaction, sourceId: string, now: Date): Promise<void> {
  const minuteAgo = new Date(now.getTime() - 60_000)
  await tx
    .update(sources)
    .set({ lastSeenAt: sql`greatest(${sources.lastSeenAt}, ${now.toISOString()}::timestamptz)` })
    .where(and(eq(sources.id, sourceId), or(isNull(sources.lastSeenAt), lt(sources.lastSeenAt, minuteAgo))))
}
