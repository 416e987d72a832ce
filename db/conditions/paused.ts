import { type SQL, sql } from 'drizzle-orm'
import { rateLimits } from '#db/schema/batch.ts'

/** Whether a destination, or one that shares a limit with it, was asked to wait: as a condition of SQL. */
export function isPaused(channel: SQL, address: SQL): SQL {
  return sql`exists (select from ${rateLimits} where ${rateLimits.pausedUntil} > clock_timestamp()
    and starts_with(${channel} || ':' || ${address}, ${rateLimits.provider}))`
}
