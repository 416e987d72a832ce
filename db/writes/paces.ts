import { eq, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { paces } from '#db/schema/batch.ts'

/** How many seconds of the pause that the provider asked for are left, by the clock of the database. */
export async function readPause(db: Database, provider: string): Promise<number> {
  const [row] = await db
    .select({
      seconds: sql<number>`extract(epoch from ${paces.pausedUntil} - clock_timestamp())::float8`,
    })
    .from(paces)
    .where(eq(paces.provider, provider))
  return Math.max(0, row?.seconds ?? 0)
}

/**
 * Reserves the next requests to a provider that allows so many in a second, for all processes of the database: one row
 * holds when the next one may be made, and none comes before the end of a pause. Turns are had in the order in which they
 * were reserved. Returns how many seconds to wait for the first, or null: that is longer than longestSeconds, and nothing
 * was reserved.
 */
export async function reserveTurns(
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
export async function pausePace(
  db: Database | Transaction,
  provider: string,
  seconds: number,
): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${seconds})`
  await db.execute(sql`
    insert into paces as pace (provider, next_at, paused_until) values (${provider}, clock_timestamp(), ${until})
    on conflict (provider) do update set paused_until = greatest(pace.paused_until, excluded.paused_until)`)
}

/** Whether a destination, or one that shares a limit with it, was asked to wait: as a condition of SQL. */
export function isPaused(channel: SQL, address: SQL): SQL {
  return sql`exists (select from ${paces} where ${paces.pausedUntil} > clock_timestamp()
    and starts_with(${channel} || ':' || ${address}, ${paces.provider}))`
}
