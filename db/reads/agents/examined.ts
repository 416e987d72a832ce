import { inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'

/** Where readers see these pairs of a post and a server. */
export async function readPlacesOf(
  tx: Transaction,
  pairs: readonly { postId: string; serverId: string }[],
): Promise<{ hostnames: string[]; slugs: string[] }> {
  const named = await tx
    .select({ hostname: servers.hostname })
    .from(servers)
    .where(
      isAmong(
        servers.id,
        pairs.map(pair => pair.serverId),
      ),
    )
  const about = await tx
    .select({ slug: posts.slug })
    .from(posts)
    .where(inArray(posts.id, [...new Set(pairs.map(pair => pair.postId))]))
  return { hostnames: named.map(row => row.hostname), slugs: about.map(row => row.slug) }
}
