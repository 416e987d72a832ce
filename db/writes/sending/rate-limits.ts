import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'

/**
 * Reserves the next requests to a provider that allows this many in a second, for all processes of the database: one
 * row holds when the next one may be made, and none comes before the end of a pause. Turns are had in the order in
 * which they were reserved. Returns how many seconds to wait for the first, or null: that is longer than
 * longestSeconds, and nothing was reserved.
 */
export async function reserveSlots(
  db: Database,
  provider: string,
  perSecond: number,
  count: number,
  longestSeconds: number,
): Promise<number | null> {
  const step = sql`make_interval(secs => ${count / perSecond})`
  const free = sql`greatest(pace.next_at, pace.paused_until, clock_timestamp())`
  const { rows } = await db.execute<{ wait: number }>(sql`
    insert into paces as pace (provider, next_at) values (${provider}, clock_timestamp() + ${step})
    on conflict (provider) do update set next_at = ${free} + ${step}
      where ${free} <= clock_timestamp() + make_interval(secs => ${longestSeconds})
    returning extract(epoch from next_at - ${step} - clock_timestamp())::float8 as wait`)
  const [row] = rows
  return row ? Math.max(0, row.wait) : null
}

/** The provider asked for a pause: nobody asks it before. A longer pause that it asked for stays. */
export async function pauseRateLimit(
  db: Database | Transaction,
  provider: string,
  seconds: number,
): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${seconds})`
  await db.execute(sql`
    insert into paces as pace (provider, next_at, paused_until) values (${provider}, clock_timestamp(), ${until})
    on conflict (provider) do update set paused_until = greatest(pace.paused_until, excluded.paused_until)`)
}
