import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { alertLog, alertMessages } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'

export type NewLine = typeof alertLog.$inferInsert

/** A message of a source by the sender's id, as it came at that moment. */
export type AlertMessage = { sourceId: string; messageId: string; receivedAt: Date }

/** To write out a statement of this many takes some ten milliseconds, in which nobody else is served. */
const rowsPerStatement = 100

/** Appends lines to the alert log. Returns their sequence numbers, in the same order. */
export async function appendLines(tx: Transaction, lines: readonly NewLine[]): Promise<number[]> {
  const sequences: number[] = []
  for (let i = 0; i < lines.length; i += rowsPerStatement) {
    const rows = await tx
      .insert(alertLog)
      .values(lines.slice(i, i + rowsPerStatement))
      .returning({ sequence: alertLog.sequence })
    sequences.push(...rows.map(row => row.sequence))
  }
  return sequences
}

/**
 * Claims messages for the caller's transaction. Each may be given once.
 * Returns those that were free: not seen within this many days. Two transactions at once: one waits for the other's
 * end.
 */
export async function claimAlertMessages(
  tx: Transaction,
  given: readonly AlertMessage[],
  rememberedDays: number,
): Promise<AlertMessage[]> {
  // In one order everywhere, so that two processes never wait for each other.
  const sorted = [...given].sort((a, b) => (alertMessageKey(a) < alertMessageKey(b) ? -1 : 1))
  const claimed = new Set<string>()
  for (let i = 0; i < sorted.length; i += rowsPerStatement) {
    const rows = await tx
      .insert(alertMessages)
      .values(sorted.slice(i, i + rowsPerStatement))
      .onConflictDoUpdate({
        target: [alertMessages.sourceId, alertMessages.messageId],
        set: { receivedAt: sql`excluded.received_at` },
        setWhere: sql`${alertMessages.receivedAt} < excluded.received_at - make_interval(days => ${rememberedDays})`,
      })
      .returning({ sourceId: alertMessages.sourceId, messageId: alertMessages.messageId })
    for (const row of rows) claimed.add(alertMessageKey(row))
  }
  return given.filter(message => claimed.has(alertMessageKey(message)))
}

/** What found no server under these names has one since now, and is never judged again for another. */
export async function placeUnmatched(
  tx: Transaction,
  placed: readonly { host: string; serverId: string }[],
): Promise<void> {
  const hosts = sql.param(placed.map(each => each.host))
  const ids = sql.param(placed.map(each => each.serverId))
  await tx.execute(sql`
    update alert_log set server_id = placed.server_id
    from unnest(${hosts}::text[], ${ids}::text[]) as placed (host, server_id)
    where alert_log.result = 'unmatched' and alert_log.server_id is null and alert_log.host = placed.host`)
}

/** What waits for a decision about these servers is not decided any more. The caller keeps the decider out. */
export async function ignoreWaiting(
  tx: Transaction,
  serverIds: readonly string[],
  reason: string,
  now: Date,
): Promise<void> {
  await tx
    .update(alertLog)
    .set({ result: 'ignored', reason, decidedAt: now })
    .where(
      and(
        isNull(alertLog.decidedAt),
        eq(alertLog.result, 'accepted'),
        sql`${alertLog.serverId} = any(${sql.param([...serverIds])}::text[])`,
      ),
    )
}

/** How a message of a source is called among those of all sources. */
export function alertMessageKey({
  sourceId,
  messageId,
}: Pick<AlertMessage, 'sourceId' | 'messageId'>): string {
  return `${sourceId} ${messageId}`
}

/** Remembers that sources were heard, unless they were after that moment already. */
export async function markSeen(
  db: Database | Transaction,
  sourceIds: readonly string[],
  now: Date,
  after: Date,
): Promise<void> {
  await db
    .update(sources)
    .set({ lastSeenAt: now })
    .where(
      and(
        sql`${sources.id} = any(${sql.param([...sourceIds])}::text[])`,
        or(isNull(sources.lastSeenAt), lt(sources.lastSeenAt, after)),
      ),
    )
}
