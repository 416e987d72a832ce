import { and, eq, isNotNull, lte, or, type SQL } from 'drizzle-orm'
import { maintenance } from '#db/schema/maintenance.ts'

/** Maintenance that was completed or cancelled, or ended by itself. limit: what was to end by then is over in any case. */
export function isMaintenanceOver(now: Date, limit: Date): SQL {
  const { completedAt, cancelledAt, endsAt, endsBy } = maintenance
  const over = or(
    isNotNull(completedAt),
    isNotNull(cancelledAt),
    and(eq(endsBy, 'itself'), lte(endsAt, now)),
    lte(endsAt, limit),
  )
  if (!over) throw new Error('No condition was made.')
  return over
}
