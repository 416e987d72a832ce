import { and, asc, desc, eq, gte, lt } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { statusHistory } from '#db/schema/history.ts'
import type { HistoryLine } from '#lib/rules/servers/history-change.ts'

/** A server's status history since a moment, in order, with the last line before it. */
export async function readHistory(tx: Transaction, serverId: string, from: Date): Promise<HistoryLine[]> {
  const { at, impact, cause, postId, alertId, sequence } = statusHistory
  const line = { at, impact, cause, postId, alertId }
  const own = eq(statusHistory.serverId, serverId)
  const before = await tx
    .select(line)
    .from(statusHistory)
    .where(and(own, lt(at, from)))
    .orderBy(desc(at), desc(sequence))
    .limit(1)
  const since = await tx
    .select(line)
    .from(statusHistory)
    .where(and(own, gte(at, from)))
    .orderBy(asc(at), asc(sequence))
  return [...before, ...since]
}
