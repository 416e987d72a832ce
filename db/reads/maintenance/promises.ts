import { and, lte } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { isPromisedMaintenance } from '#db/conditions/promised-maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { overrunLimit } from '#lib/rules/maintenance/maintenance.ts'

/** Maintenance that is not over and for which customers were promised an update by this time, the first due first. */
export async function readMaintenancePromises(
  db: Database,
  until: Date,
  now: Date,
): Promise<{ postId: string; title: string; nextUpdateAt: Date }[]> {
  const rows = await db
    .select({ postId: posts.id, title: posts.title, nextUpdateAt: posts.nextUpdateAt })
    .from(posts)
    .where(and(isPromisedMaintenance(now, overrunLimit(now)), lte(posts.nextUpdateAt, until)))
    .orderBy(posts.nextUpdateAt)
  return rows.flatMap(({ nextUpdateAt, ...row }) => (nextUpdateAt ? [{ ...row, nextUpdateAt }] : []))
}
