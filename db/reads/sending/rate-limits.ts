import { eq, type SQL, sql } from 'drizzle-orm'
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

/** Whether a destination, or one that shares a limit with it, was asked to wait: as a condition of SQL. */
export function isPaused(channel: SQL, address: SQL): SQL {
  return sql`exists (select from ${rateLimits} where ${rateLimits.pausedUntil} > clock_timestamp()
    and starts_with(${channel} || ':' || ${address}, ${rateLimits.provider}))`
}
