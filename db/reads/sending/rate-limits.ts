import { eq, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { rateLimits } from '#db/schema/batch.ts'

/** How many seconds of the pause that the provider asked for are left, by the clock of the database. */
export async function readPause(db: Database, provider: string): Promise<number> {
  const [row] = await db
    .select({
      seconds: sql<number>`extract(epoch from ${rateLimits.pausedUntil} - clock_timestamp())::float8`,
    })
    .from(rateLimits)
    .where(eq(rateLimits.provider, provider))
  return Math.max(0, row?.seconds ?? 0)
}
