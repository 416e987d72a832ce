import { and, desc, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alerts } from '#db/schema/alert.ts'

/** What was seen on a server of a post. */
export function seenKey(postId: string, serverId: string): string {
  return `${postId} ${serverId}`
}

/** What the earliest guess on each server of these posts says, as its source wrote it: for staff. */
export async function readSeen(tx: Transaction, postIds: readonly string[]): Promise<Map<string, string>> {
  if (postIds.length === 0) return new Map()
  const { postId, serverId, summary, isGuess, firstReceivedAt } = alerts
  const rows = await tx
    .select({ postId, serverId, summary })
    .from(alerts)
    .where(and(inArray(postId, [...postIds]), eq(isGuess, true)))
    .orderBy(desc(firstReceivedAt))
  return new Map(rows.map(row => [seenKey(row.postId ?? '', row.serverId), row.summary]))
}
