import { eq, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { paces } from '#db/schema/batch.ts'

/** How many seconds the provider's next turn is away, by the clock of the database. */
export async function readPause(db: Database, provider: string): Promise<number> {
  const [row] = await db
    .select({ seconds: sql`extract(epoch from ${paces.nextAt} - clock_timestamp())`.mapWith(Number) })
    .from(paces)
    .where(eq(paces.provider, provider))
  return Math.max(0, row?.seconds ?? 0)
}

/**
 * Reserves the next requests to a provider that allows so many in a second, for all processes of the database: one row
 * holds when the next one may be made. Returns how many seconds to wait for the first.
 */
export async function reserveTurns(
  db: Database,
  provider: string,
  perSecond: number,
  count: number,
): Promise<number> {
  const step = sql`make_interval(secs => ${count / perSecond})`
  const { rows } = await db.execute<{ wait: number }>(sql`
    insert into paces as pace (provider, next_at) values (${provider}, clock_timestamp() + ${step})
    on conflict (provider) do update set next_at = greatest(pace.next_at, clock_timestamp()) + ${step}
    returning extract(epoch from next_at - ${step} - clock_timestamp())::float8 as wait`)
  return Math.max(0, rows[0]?.wait ?? 0)
}

/** The provider asked for a pause: nobody asks it before. */
export async function pausePace(db: Database, provider: string, seconds: number): Promise<void> {
  const until = sql`clock_timestamp() + make_interval(secs => ${seconds})`
  await db.execute(sql`
    insert into paces as pace (provider, next_at) values (${provider}, ${until})
    on conflict (provider) do update set next_at = greatest(pace.next_at, ${until})`)
}
