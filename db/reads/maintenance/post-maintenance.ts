import { inArray } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import type { MaintenancePeriod } from '#lib/rules/maintenance/maintenance.ts'

/** When the maintenance of these posts takes place, by their ids; posts about something else are left out. */
export async function readPostMaintenance(
  tx: Database | Transaction,
  postIds: readonly string[],
): Promise<Map<string, MaintenancePeriod>> {
  const { postId, startsAt, endsAt, endsBy, completedAt, cancelledAt } = maintenance
  const rows = await tx
    .select({ postId, startsAt, endsAt, endsBy, completedAt, cancelledAt })
    .from(maintenance)
    .where(inArray(postId, [...postIds]))
  return new Map(rows.flatMap(({ postId: id, ...period }) => (id ? [[id, period]] : [])))
}
