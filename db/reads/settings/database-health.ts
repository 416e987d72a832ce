import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'

export type DatabaseHealth = {
  version: string
  unsafeSettings: string[]
  connectionsFree: number
  answerMs: number
  /** Whether this very connection is by TLS. */
  isEncrypted: boolean
  /** How far its clock is ahead of the one that gave the time. */
  clockAheadMs: number
}

/** Settings without which a power cut loses what was acknowledged. */
const safeSettings = ['fsync', 'full_page_writes', 'synchronous_commit']

/** What the database says of itself. now: the time of this machine, in milliseconds. */
export async function readDatabaseHealth(db: Database, now: () => number): Promise<DatabaseHealth> {
  const { rows } = await db.execute<{
    version: string
    unsafe: string[]
    free: number
    encrypted: boolean
  }>(sql`
    select current_setting('server_version') as version,
      array(select name from pg_settings where name = any(${sql.param(safeSettings)}::text[]) and setting = 'off') as unsafe,
      current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
        - (select count(*)::int from pg_stat_activity where backend_type = 'client backend') as free,
      coalesce((select ssl from pg_stat_ssl where pid = pg_backend_pid()), false) as encrypted`)
  const began = now()
  const { rows: clocks } = await db.execute<{ ms: string }>(
    sql`select extract(epoch from clock_timestamp()) * 1000 as ms`,
  )
  const answerMs = now() - began
  const clockAheadMs = Number(clocks[0]?.ms) - (began + answerMs / 2)
  const { version = '', unsafe = [], free = 0, encrypted = false } = rows[0] ?? {}
  return {
    version: version.split(' ')[0] ?? '',
    unsafeSettings: unsafe,
    connectionsFree: free,
    answerMs,
    isEncrypted: encrypted,
    clockAheadMs,
  }
}
