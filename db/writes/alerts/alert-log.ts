import { and, eq, isNull, lt, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { askAlways } from '#db/questions/kept-question.ts'
import { alertLog, alertMessages } from '#db/schema/alert.ts'
import { sources } from '#db/schema/source.ts'
import { asJson } from '#db/writes/upsert.ts'

export type NewLine = typeof alertLog.$inferInsert

/** A message of a source by the sender's id, as it came at that moment. */
export type AlertMessage = { sourceId: string; messageId: string; receivedAt: Date }

/** To write out a statement of this many takes some milliseconds, in which nobody else is served. */
export const linesPerStatement = 100

/**
 * Appends lines to the alert log. Returns their sequence numbers, in the same order. Up to linesPerStatement are one statement,
 * which needs no transaction of its own.
 */
export async function appendLines(db: Database | Transaction, lines: readonly NewLine[]): Promise<number[]> {
  const sequences: number[] = []
  for (let i = 0; i < lines.length; i += linesPerStatement)
    sequences.push(...(await appendSome(db, lines.slice(i, i + linesPerStatement))))
  return sequences
}

/** Of which there is one plan whatever the tables hold. */
const append = {
  name: 'append_lines',
  text: `
    insert into alert_log (received_at, source_id, format, result, reason, fingerprint, is_named_by_host, host, labels, event_id,
      is_clock_ahead, is_test, server_id, kind, state, severity, is_guess, summary, details, starts_at, ends_at, decided_at, alert_id)
    select coalesce(received_at, now()), source_id, format, result, reason, fingerprint, is_named_by_host, host, labels, event_id,
      is_clock_ahead, is_test, server_id, kind, state, severity, is_guess, summary, details, starts_at, ends_at, decided_at, alert_id
    from json_populate_recordset(null::alert_log, $1::json)
    returning sequence`,
}

/** As one parameter: to write out a parameter for each column takes longer than all else that is done for an alert. */
async function appendSome(db: Database | Transaction, lines: readonly NewLine[]): Promise<number[]> {
  const { rows } = await askAlways(db, append, [asJson(lines.map(rowOf))])
  return rows.map(row => Number(row.sequence))
}

/** With all that the table would put in by itself, and texts as PostgreSQL takes them: half a character is none. */
function rowOf({ receivedAt, ...line }: NewLine) {
  const { isNamedByHost = false, isClockAhead = false, isTest = false, isGuess = false } = line
  const filled = { ...line, receivedAt: receivedAt ?? null, isNamedByHost, isClockAhead, isTest, isGuess }
  return Object.fromEntries(Object.entries(filled).map(([name, value]) => [name, wellFormed(value ?? null)]))
}

function wellFormed<T>(value: T): T | string {
  return typeof value === 'string' ? value.toWellFormed() : value
}

/** Likewise of messages that are claimed. */
const messagesPerStatement = 100

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
  for (let i = 0; i < sorted.length; i += messagesPerStatement) {
    const rows = await tx
      .insert(alertMessages)
      .values(sorted.slice(i, i + messagesPerStatement))
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
