import { type SQL, sql } from 'drizzle-orm'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { isMaintenanceOver } from './maintenance-over.ts'

/**
 * Public maintenance that is not over and for which customers were promised an update. For queries that read posts. limit:
 * what was to end by then is over in any case.
 */
export function isPromisedMaintenance(now: Date, limit: Date): SQL {
  return sql`(${posts.kind} = 'maintenance' and ${posts.visibility} = 'published' and ${posts.resolvedAt} is null
    and ${posts.nextUpdateAt} is not null and exists (
      select from ${maintenance} where ${maintenance.postId} = ${posts.id}
      and not ${isMaintenanceOver(now, limit)}))`
}
