import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'

/** What waits in the database. oldestSeconds: 0 where nothing does. */
export type WaitingQueue = { of: 'alerts' | 'deliveries' | 'notices'; waiting: number; oldestSeconds: number }

/** Beyond this many in a queue nobody needs to know how many exactly, and counting them would cost what is needed elsewhere. */
const mostCounted = 10_000

/** How much waits and for how long, each by the index of what is not done yet. */
export async function readQueues(db: Database, now: Date): Promise<WaitingQueue[]> {
  const { rows } = await db.execute<{ of: WaitingQueue['of']; waiting: string; oldest: string | null }>(sql`
    select 'alerts' as of, count(*) as waiting, min(at)::text as oldest from
      (select received_at as at from alert_log where decided_at is null order by sequence limit ${mostCounted}) waits
    union all
    select 'notices', count(*), min(at)::text from
      (select created_at as at from notices where planned_at is null and dropped_at is null
        and (held_at is null or released_at is not null) and (waits_until is null or waits_until <= ${now})
        order by created_at limit ${mostCounted}) waits
    union all
    select 'deliveries', count(*), min(at)::text from
      (select due_at as at from deliveries where state = 'queued' and due_at <= ${now} limit ${mostCounted}) waits`)
  return rows.map(({ of, waiting, oldest }) => ({
    of,
    waiting: Number(waiting),
    oldestSeconds: oldest === null ? 0 : Math.max(0, (now.getTime() - Date.parse(oldest)) / 1000),
  }))
}
