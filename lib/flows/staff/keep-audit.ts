import type { Database } from '#db/client.ts'
import { readAuditKeeping } from '#db/reads/settings/audit-keeping.ts'
import { writeAuditKeeping } from '#db/writes/settings/settings.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { AuditKeeping } from '#lib/rules/staff/audit-keeping.ts'

/** Says for how many days the audit log is kept, from the next night on. */
export function keepAudit(
  db: Database,
  { keptDays, staffId }: AuditKeeping & { staffId: string },
  now: Date,
): Promise<'done'> {
  return db.transaction(async tx => {
    const before = await readAuditKeeping(tx)
    await writeAuditKeeping(tx, { keptDays }, now)
    const facts = { before, after: { keptDays } }
    await writeAudit(tx, { at: now, staffId, action: 'change-audit-time', subject: 'audit', facts })
    return 'done' as const
  })
}
