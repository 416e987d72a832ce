import { and, asc, desc, eq, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { servers } from '#db/schema/server.ts'
import { uptimeMonths } from '#db/schema/uptime.ts'
import type { StatusChange } from '#lib/rules/servers/history.ts'
import type { TimeSums } from '#lib/rules/servers/uptime.ts'
import type { Month } from '#lib/rules/time/month.ts'

/** A month of a server that is final. */
export type FinalMonth = { month: Month; formula: number; sums: TimeSums }

const askMonths = keptQuestion((db, { serverId, most }: AskedWith<{ serverId: string; most: number }>) =>
  db
    .select()
    .from(uptimeMonths)
    .where(eq(uptimeMonths.serverId, serverId))
    .orderBy(desc(uptimeMonths.month))
    .limit(most),
)

/** The last months of a server that are final, the last first. */
export async function readFinalMonths(
  tx: Transaction,
  serverId: string,
  most: number,
): Promise<FinalMonth[]> {
  const rows = await askMonths(tx, { serverId, most })
  return rows.map(({ month, formula, downMs, slowMs, maintenanceMs, withoutDataMs, fineMs }) => ({
    month,
    formula,
    sums: { downMs, slowMs, maintenanceMs, withoutDataMs, fineMs },
  }))
}

/** A month of a server that is over and not kept yet. */
export type DueMonth = { serverId: string; since: Date; retiredAt: Date | null; month: Month }

/** Months until this one that are not kept, the first ones first: none before the server was ours, or after it was retired. */
export function readDueMonths(db: Database, last: Month, most: number): Promise<DueMonth[]> {
  const { id: serverId, createdAt: since, retiredAt } = servers
  const first = sql`least(${since}, (select min(at) from status_history h where h.server_id = ${servers.id}))`
  const months = sql`generate_series(date_trunc('month', ${first} at time zone 'UTC'),
    ${`${last}-01`}::timestamp, interval '1 month')`
  const month = sql<string>`to_char(starts, 'YYYY-MM')`
  return db
    .select({ serverId, since, retiredAt, month })
    .from(servers)
    .innerJoin(sql`lateral ${months} as starts`, sql`true`)
    .where(
      and(
        sql`coalesce(${retiredAt}, 'infinity') > starts at time zone 'UTC'`,
        sql`not exists (select from ${uptimeMonths} where ${uptimeMonths.serverId} = ${servers.id}
          and ${uptimeMonths.month} = ${month})`,
      ),
    )
    .orderBy(asc(sql`starts`), asc(serverId))
    .limit(most)
}

type ChangeRow = StatusChange & { serverId: string }

/** The status changes of several servers in a span, by server, each with the last one before it. */
export async function readChangesOf(
  db: Database,
  serverIds: readonly string[],
  { from, until }: { from: Date; until: Date },
): Promise<Map<string, ChangeRow[]>> {
  const { rows } = await db.execute<ChangeRow>(sql`
    select h.server_id "serverId", h.at, h.impact, h.cause from unnest(${sql.param([...serverIds])}::text[]) as own (id)
    cross join lateral (
      (select * from status_history where server_id = own.id and at < ${timestamp(from)} order by at desc, sequence desc limit 1)
      union all
      (select * from status_history where server_id = own.id and at >= ${timestamp(from)} and at < ${timestamp(until)})
    ) h order by h.server_id, h.at, h.sequence`)
  return Map.groupBy(
    rows.map(row => ({ ...row, at: new Date(row.at) })),
    row => row.serverId,
  )
}
