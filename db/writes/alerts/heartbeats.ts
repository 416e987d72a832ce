import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { heartbeats } from '#db/schema/source.ts'
import { asJson } from '#db/writes/upsert.ts'

export type NewHeartbeat = Omit<typeof heartbeats.$inferSelect, 'sequence'>

/** Two hours at the agent's five minutes: enough for any hysteresis. */
const keptPerServer = 24

/** Adds samples of servers, one of each at most, and forgets all but the last few of each. */
export async function addHeartbeats(tx: Transaction, samples: readonly NewHeartbeat[]): Promise<void> {
  if (samples.length === 0) return
  await tx.execute(sql`
    insert into ${heartbeats}
      (server_id, source_id, boot_id, load1, load5, load15, response_ms, cores, checks_run, open_count, at, received_at)
    select server_id, source_id, boot_id, load1, load5, load15, response_ms, cores, checks_run, open_count, at, received_at
    from json_populate_recordset(null::heartbeats, ${asJson(samples)}::json)`)
  const ids = sql.param(samples.map(sample => sample.serverId))
  await tx.execute(sql`
    delete from ${heartbeats} where sequence = any(array(
      select old.sequence from unnest(${ids}::text[]) as own (id) cross join lateral (
        select sequence from ${heartbeats} where server_id = own.id
        order by at desc, sequence desc offset ${keptPerServer}) old))`)
}
