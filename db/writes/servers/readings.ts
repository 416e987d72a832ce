import { inArray, lt, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { serverReadings } from '#db/schema/reading.ts'
import { asJson } from '#db/writes/upsert.ts'
import type { AgentReading } from '#lib/rules/servers/reading.ts'

export type ServerSample = AgentReading & { serverId: string }

/** Counts what agents measured into the hours that it belongs to. Each server may be given once. */
export async function addReadings(tx: Transaction, samples: readonly ServerSample[]): Promise<void> {
  if (samples.length === 0) return
  // Of equal ones the first counts: that is when it began to be so.
  await tx.execute(sql`
    insert into ${serverReadings} as kept
      (server_id, hour, cores, load_least, load_most, load_most_at, load_sum, load_count,
        response_least, response_most, response_most_at, response_sum, response_count)
    select server_id, date_trunc('hour', at, 'UTC'), cores, load, load, at, load, 1,
      response, response, case when response is not null then at end, coalesce(response, 0), num_nonnulls(response)
    from json_to_recordset(${samplesAsJson(samples)}::json)
      as sample (server_id text, at timestamptz, cores int, load double precision, response double precision)
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

function samplesAsJson(samples: readonly ServerSample[]): string {
  return asJson(
    samples.map(({ serverId, at, cores, load, responseMs }) => ({
      serverId,
      at,
      cores,
      load,
      response: responseMs,
    })),
  )
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
