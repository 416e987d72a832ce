import { and, count, desc, eq, isNull, ne, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { meToos } from '#db/schema/comment.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'

/** How many readers say that they have the trouble of a post too, on one server. */
export type MeTooCount = { serverId: string; label: string; count: number; latestAt: Date }

/** The most first. */
export function readMeToos(db: Database, postId: string): Promise<MeTooCount[]> {
  return db
    .select({
      serverId: meToos.serverId,
      label: servers.label,
      count: count(),
      latestAt: sql`max(${meToos.createdAt})`.mapWith(meToos.createdAt),
    })
    .from(meToos)
    .innerJoin(servers, eq(servers.id, meToos.serverId))
    .where(eq(meToos.postId, postId))
    .groupBy(meToos.serverId, servers.label)
    .orderBy(desc(count()), servers.label)
}

/** Where readers see an open incident of this server; null: they see none. */
export async function readOpenTrouble(
  tx: Transaction,
  { postId, serverId }: { postId: string; serverId: string },
): Promise<{ slug: string } | null> {
  const [row] = await tx
    .select({ slug: posts.slug })
    .from(posts)
    .innerJoin(affectedServers, eq(affectedServers.postId, posts.id))
    .where(
      and(
        eq(posts.id, postId),
        ne(posts.kind, 'advisory'),
        eq(posts.visibility, 'published'),
        isNull(posts.resolvedAt),
        eq(affectedServers.serverId, serverId),
      ),
    )
  return row ?? null
}

/** How many said so from one address, of those that are still told apart. */
export function countFromAddress(
  tx: Transaction,
  { postId, serverId, addressHash }: { postId: string; serverId: string; addressHash: string },
): Promise<number> {
  return tx.$count(
    meToos,
    and(eq(meToos.postId, postId), eq(meToos.serverId, serverId), eq(meToos.addressHash, addressHash)),
  )
}
