import { and, asc, eq, inArray, lte, ne } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { isAnnounced } from '#db/reads/posts/post-records.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { posts } from '#db/schema/post.ts'

/** A public post of the past by its beginning alone. */
export type PastBeginning = { id: string; startedAt: Date }

/** All incidents and all work that have begun, the oldest first; what was cancelled is left out. */
export function readBeginnings(db: Database, now: Date): Promise<PastBeginning[]> {
  const { id, kind, phase, visibility, startedAt } = posts
  return readSnapshot(db, tx =>
    tx
      .select({ id, startedAt })
      .from(posts)
      .where(
        and(
          eq(visibility, 'published'),
          inArray(kind, ['incident', 'maintenance']),
          ne(phase, 'cancelled'),
          lte(startedAt, now),
          isAnnounced(tx, now),
        ),
      )
      .orderBy(asc(startedAt)),
  )
}
