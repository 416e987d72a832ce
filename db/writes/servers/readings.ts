import { inArray, lt, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { serverReadings } from '#db/schema/reading.ts'
import type { AgentReading } from '#lib/rules/servers/reading.ts'

/** Counts what an agent measured into the hour that it belongs to. */
export async function addReading(
  tx: Transaction,
  serverId: string,
  { at, cores, load, responseMs }: AgentReading,
): Promise<void> {
  const measuredAt = timestamp(at)
  const response = sql`${responseMs}::double precision`
  // Of equal ones the first counts: that is when it began to be so.
  await tx.execute(sql`
    insert into ${serverReadings} as kept
      (server_id, hour, cores, load_least, load_most, load_most_at, load_sum, load_count,
        response_least, response_most, response_most_at, response_sum, response_count)
    values (${serverId}, date_trunc('hour', ${measuredAt}, 'UTC'), ${cores}, ${load}, ${load}, ${measuredAt}, ${load}, 1,
      ${response}, ${response}, case when ${response} is not null then ${measuredAt} end, coalesce(${response}, 0),
      num_nonnulls(${response}))
    on conflict (server_id, hour) do update set
      cores = excluded.cores,
      load_least = least(kept.load_least, excluded.load_least),
      load_most = greatest(kept.load_most, excluded.load_most),
      load_most_at = case when excluded.load_most > kept.load_most then excluded.load_most_at else kept.load_most_at end,
      load_sum = kept.load_sum + excluded.load_sum,
      load_count = kept.load_count + 1,
      response_least = least(kept.response_least, excluded.response_least),
      response_most = greatest(kept.response_most, excluded.response_most),
      response_most_at = case when excluded.response_most > coalesce(kept.response_most, -1)
        then excluded.response_most_at else kept.response_most_at end,
      response_sum = kept.response_sum + excluded.response_sum,
      response_count = kept.response_count + excluded.response_count`)
}

/** Deletes some hours from before that moment. Returns how many. */
export async function purgeReadings(db: Database, before: Date, most: number): Promise<number> {
  const key = sql`(${serverReadings.serverId}, ${serverReadings.hour})`
  const old = db
    .select({ serverId: serverReadings.serverId, hour: serverReadings.hour })
    .from(serverReadings)
    .where(lt(serverReadings.hour, before))
    .limit(most)
  const { rowCount } = await db.delete(serverReadings).where(inArray(key, old))
  return rowCount ?? 0
}
