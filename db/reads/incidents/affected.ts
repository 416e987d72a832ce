import { eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { affectedServers } from '#db/schema/post.ts'

/** The servers of an incident, for a change that rests on them. The caller holds the decider's lock. */
export async function readAffectedIds(tx: Transaction, postId: string): Promise<string[]> {
  const rows = await tx
    .select({ id: affectedServers.serverId })
    .from(affectedServers)
    .where(eq(affectedServers.postId, postId))
  return rows.map(row => row.id)
}
