import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import type { MaintenancePeriod } from '#lib/rules/maintenance/maintenance.ts'

const { postId, startsAt, endsAt, endsBy, completedAt, cancelledAt } = maintenance

const askPeriods = keptQuestion((db, { postIds }: AskedWith<{ postIds: readonly string[] }>) =>
  db
    .select({ postId, startsAt, endsAt, endsBy, completedAt, cancelledAt })
    .from(maintenance)
    .where(sql`${postId} = any(${postIds}::text[])`),
)

/** When the maintenance of these posts takes place, by their ids; posts about something else are left out. */
export async function readPostMaintenance(
  tx: Database | Transaction,
  postIds: readonly string[],
): Promise<Map<string, MaintenancePeriod>> {
  const rows = await askPeriods(tx, { postIds })
  return new Map(rows.flatMap(({ postId: id, ...period }) => (id ? [[id, period]] : [])))
}
