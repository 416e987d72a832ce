import { and, eq, isNotNull, isNull, lte, not } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { isMaintenanceOver } from '#db/conditions/maintenance-over.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { promiseSoonSeconds } from '#lib/rules/desk/work-list.ts'
import { overrunLimit } from '#lib/rules/maintenance/maintenance.ts'
import { later } from '#lib/rules/time/time.ts'

/** Work that is not over and for which customers were promised an update that is late, or due soon. */
export async function readMaintenancePromises(
  db: Database,
  now: Date,
): Promise<{ postId: string; title: string; nextUpdateAt: Date }[]> {
  const rows = await db
    .select({ postId: posts.id, title: posts.title, nextUpdateAt: posts.nextUpdateAt })
    .from(posts)
    .innerJoin(maintenance, eq(maintenance.postId, posts.id))
    .where(
      and(
        eq(posts.kind, 'maintenance'),
        isNotNull(posts.nextUpdateAt),
        lte(posts.nextUpdateAt, later(now, promiseSoonSeconds)),
        isNull(posts.resolvedAt),
        not(isMaintenanceOver(now, overrunLimit(now))),
      ),
    )
    .orderBy(posts.nextUpdateAt)
  return rows.flatMap(({ nextUpdateAt, ...row }) => (nextUpdateAt ? [{ ...row, nextUpdateAt }] : []))
}
