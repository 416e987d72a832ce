import { and, eq, isNotNull, or } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'

/** The paths of all servers, by each of their names, and of all posts that have a page, withdrawn and merged ones too. */
export async function readPagePaths(db: Database): Promise<string[]> {
  const named = await db.select({ hostname: servers.hostname, aliases: servers.aliases }).from(servers)
  const isMerged = isNotNull(posts.mergedIntoId)
  const isWithdrawn = and(eq(posts.visibility, 'draft'), isNotNull(posts.withdrawnAt))
  const shown = await db
    .select({ slug: posts.slug })
    .from(posts)
    .where(or(eq(posts.visibility, 'published'), isWithdrawn, isMerged))
  return [
    ...named.flatMap(({ hostname, aliases }) => [hostname, ...aliases].map(name => `/servers/${name}`)),
    ...shown.map(({ slug }) => `/posts/${slug}`),
  ]
}
