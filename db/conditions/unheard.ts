import { and, isNull, ne, not, or, type Placeholder, type SQL } from 'drizzle-orm'
import { posts } from '#db/schema/post.ts'
import { isAnnounced } from './announced.ts'

/**
 * Whether readers may not even know that there is such a post: it is held or a draft and never was public, or its
 * maintenance is not announced by then. For queries that read posts.
 */
export function isUnheard(now: Date | Placeholder): SQL | undefined {
  return or(and(ne(posts.visibility, 'published'), isNull(posts.publishedAt)), not(isAnnounced(now)))
}
