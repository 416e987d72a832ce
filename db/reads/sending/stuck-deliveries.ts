import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { later } from '#lib/rules/time/time.ts'

/** A delivery is stuck when an attempt failed and this time has passed since it was decided. */
const stuckSeconds = 600

/** Deliveries that were tried in vain and are tried again. since: the oldest of them; null: none is. */
export async function readStuckDeliveries(
  db: Database,
  now: Date,
): Promise<{ count: number; since: Date } | null> {
  const { rows } = await db.execute<{ count: number; since: number | null }>(sql`
    select count(*)::int as count, extract(epoch from min(created_at))::float8 as since from deliveries
    where state in ('queued', 'sending') and error is not null
      and created_at < ${later(now, -stuckSeconds).toISOString()}::timestamptz`)
  const [row] = rows
  return row && row.since !== null ? { count: row.count, since: new Date(row.since * 1000) } : null
}
