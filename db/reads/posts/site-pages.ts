import { and, asc, desc, eq, isNull } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'

/** A page for search engines. changedAt: when its words last changed; null: it changes all the time. */
export type SitePage = { path: string; changedAt: Date | null }

/** A sitemap takes 50,000 addresses; older posts are found by the list of posts. */
const mostServers = 5_000
const mostPosts = 2_000

/** The pages of all servers in service and of the newest published posts. */
export async function readSitePages(db: Database, now: Date): Promise<SitePage[]> {
  const { hostname, position, label, retiredAt } = servers
  const named = await db
    .select({ hostname })
    .from(servers)
    .where(isNull(retiredAt))
    .orderBy(asc(position), asc(label))
    .limit(mostServers)
  const { slug, updatedAt, publishedAt, visibility } = posts
  const written = await db
    .select({ slug, updatedAt })
    .from(posts)
    .where(and(eq(visibility, 'published'), isAnnounced(now)))
    .orderBy(desc(publishedAt), desc(posts.id))
    .limit(mostPosts)
  return [
    ...named.map(server => ({ path: `/servers/${server.hostname}`, changedAt: null })),
    ...written.map(post => ({ path: `/posts/${post.slug}`, changedAt: post.updatedAt })),
  ]
}
