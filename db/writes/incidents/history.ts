import { and, eq, gte } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { statusHistory } from '#db/schema/history.ts'
import type { HistoryLine } from '#lib/rules/servers/history-change.ts'

/** Writes a server's status history anew since a moment. The caller holds the decider's lock. lines: all since then, in order. */
export async function rewriteHistory(
  tx: Transaction,
  serverId: string,
  from: Date,
  lines: readonly HistoryLine[],
): Promise<void> {
  await tx.delete(statusHistory).where(and(eq(statusHistory.serverId, serverId), gte(statusHistory.at, from)))
  const since = lines.filter(line => line.at >= from)
  if (since.length > 0) await tx.insert(statusHistory).values(since.map(line => ({ ...line, serverId })))
}

/** What this post did to the status of servers never was. */
export async function forgetHistoryOf(tx: Transaction, postId: string): Promise<void> {
  await tx.delete(statusHistory).where(eq(statusHistory.postId, postId))
}
