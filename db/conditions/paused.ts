import { type SQL, sql } from 'drizzle-orm'
import { paces } from '#db/schema/batch.ts'

/** Whether a destination, or one that shares a limit with it, was asked to wait: as a condition of SQL. */
export function isPaused(channel: SQL, address: SQL): SQL {
  return sql`exists (select from ${paces} where ${paces.pausedUntil} > clock_timestamp()
    and starts_with(${channel} || ':' || ${address}, ${paces.provider}))`
}
