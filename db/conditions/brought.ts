import { type SQL, sql } from 'drizzle-orm'
import { importedThings } from '#db/schema/imports/import.ts'
import { posts } from '#db/schema/post.ts'

/** Whether a post came from another product, and nobody has written on it here since. For queries that read posts. */
export function isBrought(): SQL {
  return sql`exists (select from ${importedThings} where ${importedThings.ourId} = ${posts.id}
    and ${posts.updatedAt} <= ${importedThings.importedAt})`
}
