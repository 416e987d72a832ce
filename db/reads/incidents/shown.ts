import { eq } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'

/** Where an incident shows, for a change of it. Throws when there is no such incident. */
export async function readShown(
  tx: Transaction,
  postId: string,
): Promise<{ slug: string; hostnames: string[] }> {
  const [post] = await tx.select({ slug: posts.slug }).from(posts).where(eq(posts.id, postId))
  if (!post) throw new Error(`The incident ${postId} was changed, which does not exist.`)
  const rows = await tx
    .select({ hostname: servers.hostname })
    .from(affectedServers)
    .innerJoin(servers, eq(servers.id, affectedServers.serverId))
    .where(eq(affectedServers.postId, postId))
  return { slug: post.slug, hostnames: rows.map(row => row.hostname) }
}
