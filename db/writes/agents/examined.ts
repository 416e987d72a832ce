import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { examinedServers } from '#db/schema/agents/examined.ts'
import { asJson } from '#db/writes/upsert.ts'

export type PublishedExamination = { serverId: string; sinceAt: Date; lastAt: Date }

/** From now on a post says of these servers, and of no others, that agents looked there. */
export async function replaceExamined(
  tx: Transaction,
  postId: string,
  rows: readonly PublishedExamination[],
  now: Date,
): Promise<void> {
  await deleteExamined(tx, postId)
  const all = rows.map(({ serverId, sinceAt, lastAt }) => ({
    postId,
    serverId,
    sinceAt,
    lastAt,
    publishedAt: now,
  }))
  await tx.execute(sql`
    insert into ${examinedServers} (post_id, server_id, since_at, last_at, published_at)
    select post_id, server_id, since_at, last_at, published_at
    from json_populate_recordset(null::examined_servers, ${asJson(all)}::json)`)
}

/** A post says so of no server any more. Returns of how many it did. */
export async function deleteExamined(tx: Transaction, postId: string): Promise<number> {
  const { rowCount } = await tx.delete(examinedServers).where(eq(examinedServers.postId, postId))
  return rowCount ?? 0
}

/** A server on which something is found is not among those where nothing was. Returns which post loses which server. */
export async function withdrawFoundServers(
  tx: Transaction,
  serverIds: readonly string[],
  now: Date,
): Promise<{ postId: string; serverId: string }[]> {
  const { postId, serverId } = examinedServers
  return tx
    .update(examinedServers)
    .set({ withdrawnAt: now })
    .where(
      and(sql`${serverId} = any(${sql.param([...serverIds])}::text[])`, isNull(examinedServers.withdrawnAt)),
    )
    .returning({ postId, serverId })
}
