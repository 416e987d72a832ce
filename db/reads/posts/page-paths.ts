import { and, eq, isNotNull, or } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'

/** The paths of all servers, by each of their names, of all groups, and of all posts that have a page by then, withdrawn and merged ones too. */
export async function readPagePaths(db: Database, now: Date): Promise<string[]> {
  const { hostname, aliases, formerNames } = servers
  const named = await db.select({ hostname, aliases, formerNames }).from(servers)
  const places = await db.select({ slug: groups.slug }).from(groups)
  const isMerged = isNotNull(posts.mergedIntoId)
  const isWithdrawn = and(eq(posts.visibility, 'draft'), isNotNull(posts.withdrawnAt))
  const shown = await db
    .select({ slug: posts.slug })
    .from(posts)
    .where(or(and(eq(posts.visibility, 'published'), isAnnounced(now)), isWithdrawn, isMerged))
  return [
    ...named.flatMap(server => namesOf(server).map(name => `/servers/${name}`)),
    ...places.map(({ slug }) => `/groups/${slug}`),
    ...shown.map(({ slug }) => `/posts/${slug}`),
  ]
}

type Names = Pick<typeof servers.$inferSelect, 'hostname' | 'aliases' | 'formerNames'>

function namesOf({ hostname, aliases, formerNames }: Names): string[] {
  return [hostname, ...aliases, ...formerNames]
}
